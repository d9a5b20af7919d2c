import type { AgentId } from '@beside/protocol';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { ConversationRecord } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { IN_READING } from './in-hand.ts';

/** Whether an agent has the callback of a conversation, so that they read along without having its chat. */
export async function hasCallback(
  { store }: Pick<Engine, 'store'>,
  agentId: AgentId,
  { conversationId }: ConversationRecord,
): Promise<boolean> {
  const callback = await store.read((transaction) => transaction.findCallbackOf(conversationId));
  return callback?.agentId === agentId;
}

/** Whether an agent may read a conversation because of its callback: they have it, or supervise its queue. */
export async function mayReadCallback(
  { store }: Pick<Engine, 'store'>,
  { agentId, role, queues }: AgentRecord,
  { siteId, conversationId }: ConversationRecord,
): Promise<boolean> {
  if (!queues[siteId]) return false;
  const callback = await store.read((transaction) => transaction.findCallbackOf(conversationId));
  if (!callback || !queues[siteId].includes(callback.queueId)) return false;
  return role === 'supervisor' || (callback.agentId === agentId && IN_READING.includes(callback.status));
}
