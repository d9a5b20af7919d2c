import {
  BesideError,
  newId,
  type Backend,
  type BackendCapabilities,
  type CallContext,
  type ConversationId,
  type CustomerCommand,
  type Outcome,
} from '@beside/protocol';
import type { Actor, Centre } from '../../ports/centre.ts';
import { startEngineEvents } from './engine-events.ts';
import type { EngineParts } from '../parts.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

const NATIVE = { support: 'native' } as const;
const CAPABILITIES: BackendCapabilities = {
  // Entries are numbered per conversation; there is no number over all of them to go on from.
  delivery: { catchUp: 'none', sendKey: 'native' },
  chat: {
    maxTextBytes: 4_096,
    contentKinds: ['text', 'form-reply'],
    typingToCentre: NATIVE,
    typingToCustomer: NATIVE,
    receipts: NATIVE,
  },
  context: NATIVE,
  reports: NATIVE,
};
const RECENT = 200;

/**
 * The built-in engine as a backend for somebody else's server: one centre may stand behind another one. Calls go through
 * the same commands, keys and authorisation as those of pages; `dispose` leaves the centre running.
 */
export function createEngineBackend(parts: EngineParts, centre: Centre): Backend {
  const { store, keyring, clock } = parts;
  const events = startEngineEvents(parts);

  const customerOf = async (conversationId: ConversationId): Promise<Customer> => {
    const record = await store.read((transaction) => transaction.findConversation(conversationId));
    if (!record) throw new BesideError('not_found');
    return { role: 'customer', siteId: record.siteId, customerId: record.customerId };
  };

  const findEffect = async (conversationId: ConversationId, key: string) => {
    const entry = await store.read((transaction) => transaction.findEntryByCommand(conversationId, key));
    return entry ? { backendId: entry.id as string } : null;
  };

  const execute = async (
    actor: Customer,
    command: CustomerCommand,
    key: string,
    intentAt = clock.now(),
  ): Promise<Outcome<{ readonly backendId: string }>> => {
    const before = await findEffect(command.conversationId, key);
    await centre.executeForCustomer(actor, command, { commandId: key, intentAt });
    const value = before ?? (await findEffect(command.conversationId, key));
    if (!value) throw new Error('an accepted command left no entry');
    return { kind: 'done', value, replayed: before !== null };
  };

  return {
    name: 'engine',
    contract: '1',
    capabilities: CAPABILITIES,
    chat: {
      start: ({ conversationId, siteId, customerId, queueId, locale, queuedAt, context }, call) =>
        toOutcome(call, async () => {
          const actor = { role: 'customer', siteId, customerId } as const;
          await ensureCustomer(actor);
          const command = {
            type: 'conversation.start',
            conversationId,
            channel: 'chat',
            queueId: queueId as never, // checked by the command itself: the site has it, or it is refused
            locale,
            context,
          } as const;
          return execute(actor, command, call.key, queuedAt);
        }),
      send: (conversationId, { content, intentAt }, call) =>
        toOutcome(call, async () => {
          if (content.kind !== 'text' && content.kind !== 'form-reply') throw new BesideError('unsupported');
          const actor = await customerOf(conversationId);
          return execute(actor, { type: 'chat.send', conversationId, content }, call.key, intentAt);
        }),
      find: (conversationId, key, call) =>
        toOutcome(call, async () => ({
          kind: 'done',
          value: await findEffect(conversationId, key),
          replayed: false,
        })),
      end: (conversationId, call) =>
        toOutcome(call, async () => {
          const actor = await customerOf(conversationId);
          const { replayed } = await endOnce(actor, conversationId, call.key);
          return { kind: 'done', value: undefined, replayed };
        }),
      async typing(conversationId, on) {
        await centre.signal(await customerOf(conversationId), conversationId, { kind: 'typing', on });
      },
      async receipt(conversationId, status, uptoKey) {
        const actor = await customerOf(conversationId);
        const { entries } = await centre.readBefore(actor, conversationId, Number.MAX_SAFE_INTEGER, RECENT);
        const seq = entries.find(({ id }) => id === uptoKey)?.seq;
        if (seq === undefined) return; // of long ago; receipts only grow, so a newer one covers it
        const receipt = status === 'read' ? { readSeq: seq } : { deliveredSeq: seq };
        await centre.receipt(actor, conversationId, receipt);
      },
    },
    setContext: (conversationId, context, call) =>
      toOutcome(call, async () => {
        const actor = await customerOf(conversationId);
        const command = { type: 'conversation.set-context', conversationId, context } as const;
        const { replayed } = mustBeDone(await execute(actor, command, call.key));
        return { kind: 'done', value: undefined, replayed };
      }),
    report: (siteId, interactions, call) =>
      toOutcome(call, async () => {
        // Interactions come without a person here; a customer of their own keeps them erasable.
        const actor = { role: 'customer', siteId, customerId: call.key as never } as const;
        await ensureCustomer(actor);
        await centre.report(actor, call.key, interactions);
        return { kind: 'done', value: { accepted: interactions.length }, replayed: false };
      }),
    events: (_from, signal) => events.read(signal),
    dispose: async () => events.stop(),
  };

  async function endOnce(actor: Customer, conversationId: ConversationId, key: string) {
    try {
      return mustBeDone(await execute(actor, { type: 'conversation.end', conversationId }, key));
    } catch (error) {
      if (error instanceof BesideError && error.code === 'conversation_closed') return { replayed: true };
      throw error;
    }
  }

  /** Customers of another server are not known here until their first conversation. Nobody can sign in as them. */
  async function ensureCustomer({ siteId, customerId }: Customer): Promise<void> {
    await store.transact(async (transaction) => {
      const known = await transaction.findCustomer(customerId);
      if (known && known.siteId !== siteId) throw new BesideError('not_found');
      if (known) return;
      await transaction.insertCustomer({
        customerId,
        siteId,
        wrappedKey: keyring.createWrappedKey(),
        tokenHash: `none:${newId(clock)}`,
        tokenIssuedAt: clock.now(),
        previousTokenHash: null,
        subjectHash: null,
        sealedIdentity: null,
        createdAt: clock.now(),
      });
    });
  }
}

async function toOutcome<Value>(
  { signal }: CallContext,
  act: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  // Nothing has begun: it certainly did not happen.
  if (signal.aborted) return { kind: 'failed', failure: { code: 'timeout', retry: 'backoff' } };
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof BesideError)) return { kind: 'unknown', reconcile: 'safe-to-retry' };
    return { kind: 'failed', failure: { code: error.code, retry: error.retryable ? 'backoff' : 'never' } };
  }
}

function mustBeDone<Value>(outcome: Outcome<Value>): Extract<Outcome<Value>, { kind: 'done' }> {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${outcome.kind}`);
  return outcome;
}
