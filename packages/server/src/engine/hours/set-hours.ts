import { BesideError, type CallbackCommandOfAgent, type CommandResult } from '@beside/protocol';
import type { CommandKey } from '../../ports/centre.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import { madeAt } from '../backend/outbox-ids.ts';
import { wallOf } from '../callback/zones.ts';
import type { Engine } from '../parts.ts';
import { changeDays } from './change-days.ts';
import { findKeptHours, keepHours } from './kept-hours.ts';

/**
 * Changes at once when a site is open on single days (Q7); only for its supervisors. What was promised to customers for a
 * time that is closed now stays promised. A repetition changes nothing.
 */
export async function setHours(
  engine: Engine,
  { agentId, role, queues }: AgentRecord,
  { siteId, days, note }: Extract<CallbackCommandOfAgent, { type: 'hours.set' }>,
  { commandId }: CommandKey,
): Promise<CommandResult> {
  const site = engine.sites.get(siteId);
  if (!site || !queues[siteId]?.length) throw new BesideError('not_found');
  if (role !== 'supervisor') throw new BesideError('forbidden');
  if (site.backend !== undefined) throw new BesideError('unsupported');
  const at = engine.clock.now();
  await engine.store.transact(async (transaction) => {
    // Nobody may take a place by the old hours while they change; names are taken in ascending order.
    for (const queueId of site.queues.map((queue) => queue.queueId).sort())
      await transaction.lockName(`slots:${siteId}:${queueId}`);
    const kept = await findKeptHours(transaction, siteId);
    const today = wallOf(at, site.hours.zone).time.slice(0, 10);
    const wanted = note === undefined ? { days } : { days, note };
    const changed = changeDays(kept, wanted, { agentId, at, commandId, today });
    if (changed !== kept) await keepHours(transaction, siteId, changed);
  });
  await engine.hours.reload(siteId);
  engine.log.info({ agentId, siteId, type: 'hours.set' }, 'a supervisor changed opening hours');
  engine.bus.publish({ kind: 'hours', siteId });
  engine.route(siteId);
  // The console's own moment, so that a repetition is answered the same.
  return { conversationId: null, seq: 0, at: Math.min(at, madeAt(commandId)) };
}
