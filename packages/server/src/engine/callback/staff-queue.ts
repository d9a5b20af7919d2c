import { BesideError, type CallbackCommandOfAgent, type CommandResult } from '@beside/protocol';
import type { CommandKey } from '../../ports/centre.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import { madeAt } from '../backend/outbox-ids.ts';
import type { Engine } from '../parts.ts';
import { callingSiteOf } from './read-facts.ts';
import { findKeptStaffing, keepStaffing } from './staffing.ts';

/** Changes at once how a queue gives callbacks away; only for its supervisors. Safe twice. */
export async function staffQueue(
  engine: Engine,
  { role, queues }: AgentRecord,
  { siteId, queueId, plannedAgents, isPaused }: Extract<CallbackCommandOfAgent, { type: 'callback.staff' }>,
  { commandId }: CommandKey,
): Promise<CommandResult> {
  if (!queues[siteId]?.includes(queueId)) throw new BesideError('not_found');
  if (role !== 'supervisor') throw new BesideError('forbidden');
  callingSiteOf(engine, siteId);
  await engine.store.transact(async (transaction) => {
    // Nobody may take a place by the old number while it changes.
    await transaction.lockName(`slots:${siteId}:${queueId}`);
    const kept = await findKeptStaffing(transaction, siteId, queueId);
    await keepStaffing(transaction, siteId, queueId, {
      ...kept,
      ...(plannedAgents === undefined ? {} : { plannedAgents }),
      ...(isPaused === undefined ? {} : { isPaused }),
    });
  });
  engine.route(siteId);
  // The console's own moment, so that a repetition is answered the same.
  return { conversationId: null, seq: 0, at: Math.min(engine.clock.now(), madeAt(commandId)) };
}
