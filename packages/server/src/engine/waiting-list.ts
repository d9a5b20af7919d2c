import { hasCallbackEnded, type Callback, type CallbackId } from '@beside/protocol';
import { CALLBACK_RULES, type CallbackRules } from '../ports/callback-rules.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import { IN_HAND } from './callback/in-hand.ts';
import type { Engine } from './parts.ts';
import type { Candidate, Waiting } from './routing.ts';

/** A chat or a callback that waits for an agent. */
export type WaitingItem = Waiting & {
  readonly priority: number;
  readonly queuedAt: number;
  /** Absent: it is a chat. */
  readonly callback?: {
    readonly callbackId: CallbackId;
    readonly revision: number;
    /** The customer is rung before an agent is asked. */
    readonly isDialedFirst: boolean;
  };
};

const MAX_LISTED = 2_000;
const MAX_LOOKED_AT = 200;

/** What waits in these queues of a site, chats and due callbacks in one order: priority, then the first intent (Q2). */
export async function listWaiting(
  engine: Engine,
  siteId: string,
  served: ReadonlySet<string>,
): Promise<WaitingItem[]> {
  const chats = await listChats(engine, siteId, served);
  const callbacks = await listCallbacks(engine, siteId, served);
  return [...chats, ...callbacks]
    .sort((a, b) => b.priority - a.priority || a.queuedAt - b.queuedAt)
    .slice(0, MAX_LOOKED_AT);
}

async function listChats(
  engine: Engine,
  siteId: string,
  served: ReadonlySet<string>,
): Promise<WaitingItem[]> {
  const listed = await engine.store.read((transaction) =>
    transaction.listConversations({ siteIds: [siteId], statuses: ['queued'], limit: MAX_LISTED }),
  );
  // A long queue that nobody serves must not hide the others behind it.
  const waiting = listed.filter(({ queueId }) => served.has(queueId)).slice(0, MAX_LOOKED_AT);
  return Promise.all(
    waiting.map(async (record) => {
      const { conversationId, queueId, priority, queuedAt } = record;
      const { passedBy } = await engine.store.read((transaction) =>
        engine.timeline.load(transaction, record),
      );
      return { conversationId, siteId, queueId, priority, queuedAt, passedBy };
    }),
  );
}

async function listCallbacks(
  engine: Engine,
  siteId: string,
  served: ReadonlySet<string>,
): Promise<WaitingItem[]> {
  const now = engine.clock.now();
  const listed = await engine.store.read((transaction) =>
    transaction.listCallbacks({ siteIds: [siteId], statuses: ['due', 'holding'], limit: MAX_LISTED }),
  );
  const waiting = listed
    .filter(({ queueId, agentId }) => agentId === null && served.has(queueId))
    .slice(0, MAX_LOOKED_AT);
  const found = await Promise.all(
    waiting.map(async ({ conversationId, queueId, priority, queuedAt }): Promise<WaitingItem[]> => {
      const callback = await engine.store.read(async (transaction) => {
        const record = await transaction.findConversation(conversationId);
        return record && (await engine.timeline.callbackOf(transaction, record)).callback;
      });
      if (!callback || hasCallbackEnded(callback.status)) return [];
      const { callbackId, revision, status, passedBy, owner, request } = callback;
      const restsUntilAt = findRest(callback, engine.sites.get(siteId)?.callback?.rules, now);
      const onlyFor = owner && owner.untilAt > now ? owner.agentId : undefined;
      return [
        {
          ...{ conversationId, siteId, queueId, priority, queuedAt, passedBy },
          ...(onlyFor === undefined ? {} : { onlyFor }),
          ...(restsUntilAt === undefined ? {} : { restsUntilAt }),
          callback: {
            ...{ callbackId, revision },
            isDialedFirst: request.mode === 'customer-first' && status === 'due',
          },
        },
      ];
    }),
  );
  return found.flat();
}

/**
 * Until when those who passed are left alone (Q4); `undefined`: not any more, or a customer is on the line, who does not
 * wait for anybody's peace. A clock that was set back ends the rest, too. Pure.
 */
export function findRest(
  { status, passedAt }: Pick<Callback, 'status' | 'passedAt'>,
  { passPauseMs }: Pick<CallbackRules, 'passPauseMs'> = CALLBACK_RULES,
  now: number,
): number | undefined {
  if (passedAt === undefined || status !== 'due' || now < passedAt) return undefined;
  return now < passedAt + passPauseMs ? passedAt + passPauseMs : undefined;
}

/** An agent with the room they have: chats and callbacks take a place each, and one thing rings at a time (Q3). */
export async function toCandidate(
  engine: Engine,
  { agentId, queues, capacity }: AgentRecord,
): Promise<Candidate> {
  const siteIds = Object.keys(queues);
  const limit = capacity + 1;
  const [chats, callbacks] = await engine.store.read(async (transaction) => [
    await transaction.listConversations({ siteIds, statuses: ['offered', 'assigned'], agentId, limit }),
    await transaction.listCallbacks({ siteIds, statuses: IN_HAND, agentId, limit }),
  ]);
  return {
    agentId,
    queues,
    freeSlots: capacity - chats.length - callbacks.length,
    // Of those on the line only ones that ring have an agent.
    isRinging:
      chats.some(({ status }) => status === 'offered') ||
      callbacks.some(({ status }) => status === 'offered' || status === 'holding'),
    idleSinceAt: engine.agents.idleSinceAt(agentId),
  };
}

/** How many customers of a site are being rung, or wait on the line, before an agent was asked. */
export async function countExpecting(engine: Engine, siteId: string): Promise<number> {
  const ringing = await engine.store.read((transaction) =>
    transaction.listCallbacks({ siteIds: [siteId], statuses: ['dialing'], limit: MAX_LISTED }),
  );
  return ringing.filter(({ agentId }) => agentId === null).length;
}
