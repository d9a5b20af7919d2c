import {
  hasCallbackEnded,
  type Callback,
  type CallbackStatus,
  type DeskCallback,
  type DeskConversation,
  type DeskStaffing,
  type QueueId,
  type SiteId,
} from '@beside/protocol';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { CallbackRecord } from '../../ports/store-callbacks.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { detailsOf, toDeskCallback } from './desk-callback.ts';
import { findKeptStaffing, staffingOf } from './staffing.ts';

const MAX_LISTED = 200;
const IN_WORK: readonly CallbackStatus[] = [
  'needs-review',
  'offered',
  'previewing',
  'dialing',
  'holding',
  'connected',
  'wrapping',
  'due',
];
const UPCOMING: readonly CallbackStatus[] = ['waiting', 'scheduled', 'retry-wait'];

type ReadIdentity = (
  transaction: Transaction,
  record: ConversationRecord,
) => Promise<DeskConversation['verified']>;

/** The callbacks of an agent's queues: what rings and what they have first, then by the next moment. */
export async function listDeskCallbacks(
  engine: Engine,
  transaction: Transaction,
  agent: AgentRecord,
  siteIds: readonly string[],
  identityOf: ReadIdentity,
): Promise<DeskCallback[] | undefined> {
  const calling = siteIds.filter((siteId) => engine.sites.get(siteId)?.callback);
  if (calling.length === 0) return undefined;
  const list = (statuses: readonly CallbackStatus[]): Promise<CallbackRecord[]> =>
    transaction.listCallbacks({ siteIds: calling, statuses, limit: MAX_LISTED });
  const listed = [...(await list(IN_WORK)), ...(await list(UPCOMING))].filter(({ siteId, queueId }) =>
    agent.queues[siteId]?.includes(queueId),
  );
  const mine = (one: CallbackRecord): boolean => one.agentId === agent.agentId;
  const sorted = listed
    .sort((a, b) => Number(mine(b)) - Number(mine(a)) || (a.dueAt ?? 0) - (b.dueAt ?? 0))
    .slice(0, MAX_LISTED);
  const shown: DeskCallback[] = [];
  for (const row of sorted) {
    const one = await readOne(engine, transaction, agent, row, identityOf);
    if (one) shown.push(one);
  }
  return shown;
}

async function readOne(
  engine: Engine,
  transaction: Transaction,
  agent: AgentRecord,
  { conversationId }: CallbackRecord,
  identityOf: ReadIdentity,
): Promise<DeskCallback | undefined> {
  const record = await transaction.findConversation(conversationId);
  if (!record) return undefined;
  const { callback } = await engine.timeline.callbackOf(transaction, record);
  if (!callback || hasCallbackEnded(callback.status)) return undefined;
  const state = await engine.timeline.load(transaction, record);
  const shown = toDeskCallback(agent, record, state, callback);
  if (!maySeeDetails(agent, callback)) return shown;
  const verified = await identityOf(transaction, record);
  return { ...shown, details: await detailsOf(engine, state, callback, verified?.name) };
}

/** The customer's data is for whoever it rings at and whoever has it, and for supervisors where one has to look. */
export function maySeeDetails(
  { agentId, role }: Pick<AgentRecord, 'agentId' | 'role'>,
  { status, agent, offer }: Callback,
): boolean {
  if (offer?.agentId === agentId) return true;
  if (status === 'needs-review') return role === 'supervisor';
  return agent?.agentId === agentId;
}

/** How the queues give callbacks away; for their supervisors. */
export async function listStaffing(
  engine: Engine,
  transaction: Transaction,
  { role, queues }: AgentRecord,
  siteIds: readonly string[],
): Promise<DeskStaffing[] | undefined> {
  if (role !== 'supervisor') return undefined;
  const agents = await transaction.listAgents();
  const shown: DeskStaffing[] = [];
  for (const siteId of siteIds) {
    const site = engine.sites.get(siteId);
    if (!site?.callback) continue;
    for (const queueId of queues[siteId] ?? []) {
      const kept = await findKeptStaffing(transaction, siteId, queueId);
      shown.push({
        // The configuration's schema accepted both names.
        siteId: siteId as SiteId,
        queueId: queueId as QueueId,
        ...staffingOf(site, queueId, kept, agents),
      });
    }
  }
  return shown;
}
