import {
  NEW_CONVERSATION,
  NO_CALLBACK,
  applyCallback,
  applyConversation,
  newId,
  type CallbackState,
  type Clock,
  type ConversationId,
  type ConversationState,
  type CustomerId,
  type Entry,
  type EntryDraft,
  type EntryId,
} from '@beside/protocol';
import { parseEntry } from '@beside/protocol/schema';
import { createLruMap } from '../base/lru-map.ts';
import type { CustomerRecord } from '../ports/store-accounts.ts';
import type { ConversationProjection, ConversationRecord, StoredEntry, Transaction } from '../ports/store.ts';
import type { Keyring } from './keyring.ts';

/** What made the entries: a command, or a vendor's event. */
export type AppendKey =
  { readonly commandId: string; readonly commandHash: string } | { readonly backendId: string };

/** A conversation after an append. */
export interface Appended {
  readonly entries: readonly Entry[];
  readonly state: ConversationState;
  readonly record: ConversationRecord;
}

/** Conversations as entries: sealed on the way in, opened on the way out, numbered without gaps. */
export interface Timeline {
  /** The state of a locked or read conversation, folded from its entries; warm ones need no reads. */
  load(transaction: Transaction, record: ConversationRecord): Promise<ConversationState>;
  /** The same of its callbacks. */
  callbackOf(transaction: Transaction, record: ConversationRecord): Promise<CallbackState>;
  /** Appends to a conversation that is locked in this transaction and was loaded in it. */
  append(
    transaction: Transaction,
    record: ConversationRecord,
    state: ConversationState,
    drafts: readonly EntryDraft[],
    key?: AppendKey,
  ): Promise<Appended>;
  readAfter(
    transaction: Transaction,
    record: ConversationRecord,
    afterSeq: number,
    limit: number,
  ): Promise<Entry[]>;
  readBefore(
    transaction: Transaction,
    record: ConversationRecord,
    beforeSeq: number,
    limit: number,
  ): Promise<Entry[]>;
  /** The wrapped key of a conversation's customer. Rejects with `internal` when the customer was erased. */
  keyOf(transaction: Transaction, record: ConversationRecord): Promise<Uint8Array>;
  /** Drops what is remembered of an erased customer: the key and these conversations. */
  forget(
    customer: Pick<CustomerRecord, 'customerId' | 'wrappedKey'>,
    conversationIds: readonly ConversationId[],
  ): void;
}

const MAX_CACHED = 20_000;
const TAIL = 64;
const PAGE = 500;

interface Cached {
  readonly state: ConversationState;
  readonly callback: CallbackState;
  /** The newest entries, ascending. */
  readonly tail: readonly Entry[];
}

const NOTHING: Cached = { state: NEW_CONVERSATION, callback: NO_CALLBACK, tail: [] };

/** Makes the timeline over a keyring; holds bounded caches only. */
export function createTimeline({
  keyring,
  clock,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
}): Timeline {
  const cache = createLruMap<ConversationId, Cached>(MAX_CACHED);
  const keys = createLruMap<CustomerId, Uint8Array>(MAX_CACHED);

  const keyOf: Timeline['keyOf'] = async (transaction, record) => {
    const known = keys.get(record.customerId);
    if (known) return known;
    const customer = await transaction.findCustomer(record.customerId);
    if (!customer) throw new Error(`conversation ${record.conversationId} has no customer any more`);
    keys.set(record.customerId, customer.wrappedKey);
    return customer.wrappedKey;
  };

  const open = (record: ConversationRecord, wrappedKey: Uint8Array, stored: StoredEntry): Entry => {
    const { seq, id, type, at, body, commandId } = stored;
    const text = keyring.open(wrappedKey, placeOf(record, stored), body);
    const entry = parseEntry({
      seq,
      id,
      type,
      at,
      ...(commandId === null ? {} : { commandId }),
      body: JSON.parse(text),
    });
    if (!entry) throw new Error(`entry ${seq} of ${record.conversationId} is of the unknown type ${type}`);
    return entry;
  };

  /**
   * What is cached may be of an append that was rolled back, or not committed yet. It is used only when it holds the
   * entry that this transaction sees as the last; entries are never changed, so everything before it is right too.
   */
  const findCached = (record: ConversationRecord): Cached | undefined => {
    const cached = cache.get(record.conversationId);
    const last = cached?.tail[record.lastSeq - cached.state.lastSeq + cached.tail.length - 1];
    return last && last.id === record.lastEntryId ? cached : undefined;
  };

  const readAll = async (transaction: Transaction, record: ConversationRecord): Promise<Cached> => {
    const wrappedKey = await keyOf(transaction, record);
    let state = NEW_CONVERSATION;
    let callback = NO_CALLBACK;
    let tail: readonly Entry[] = [];
    while (state.lastSeq < record.lastSeq) {
      const stored = await transaction.listEntriesAfter(record.conversationId, state.lastSeq, PAGE);
      if (stored.length === 0)
        throw new Error(`conversation ${record.conversationId} has a gap after ${state.lastSeq}`);
      const entries = stored.map((entry) => open(record, wrappedKey, entry));
      state = entries.reduce(applyConversation, state);
      callback = entries.reduce(applyCallback, callback);
      tail = [...tail, ...entries].slice(-TAIL);
    }
    return { state, callback, tail };
  };

  const keep = (record: ConversationRecord, cached: Cached): void => cache.set(record.conversationId, cached);

  const loadAll = async (transaction: Transaction, record: ConversationRecord): Promise<Cached> => {
    if (record.lastSeq === 0) return NOTHING;
    const cached = findCached(record);
    if (cached?.state.lastSeq === record.lastSeq) return cached;
    const read = await readAll(transaction, record);
    keep(record, read);
    return read;
  };

  return {
    keyOf,
    forget({ customerId, wrappedKey }, conversationIds) {
      keyring.forget(wrappedKey);
      keys.delete(customerId);
      for (const conversationId of conversationIds) cache.delete(conversationId);
    },
    load: async (transaction, record) => (await loadAll(transaction, record)).state,
    callbackOf: async (transaction, record) => (await loadAll(transaction, record)).callback,
    async append(transaction, record, state, drafts, key) {
      const wrappedKey = await keyOf(transaction, record);
      const at = clock.now();
      const entries = drafts.map((draft, index): Entry => {
        const head = { seq: record.lastSeq + 1 + index, id: newId<EntryId>(clock), at };
        const origin = index === 0 && key && 'commandId' in key ? { commandId: key.commandId } : {};
        return { ...head, ...origin, ...draft };
      });
      const next = entries.reduce(applyConversation, state);
      const projected = {
        ...record,
        ...projectionOf(next, record),
        lastSeq: next.lastSeq,
        lastEntryId: entries.at(-1)?.id ?? record.lastEntryId,
      };
      const stored = entries.map((entry, index) =>
        toStored(record, entry, index === 0 ? key : undefined, wrappedKey),
      );
      await transaction.appendEntries(record.conversationId, stored, projected);
      // Whoever appends has loaded it; what was dropped from the cache since then is read again when it is asked for.
      const before = record.lastSeq === 0 ? NOTHING : cache.get(record.conversationId);
      if (before?.state.lastSeq === record.lastSeq) {
        const callback = entries.reduce(applyCallback, before.callback);
        keep(record, { state: next, callback, tail: [...before.tail, ...entries].slice(-TAIL) });
      } else cache.delete(record.conversationId);
      return { entries, state: next, record: projected };
    },
    async readAfter(transaction, record, afterSeq, limit) {
      const cached = findCached(record);
      const first = cached?.tail[0];
      if (cached && first && first.seq <= afterSeq + 1) {
        return cached.tail
          .filter((entry) => entry.seq > afterSeq && entry.seq <= record.lastSeq)
          .slice(0, limit);
      }
      const wrappedKey = await keyOf(transaction, record);
      return (await transaction.listEntriesAfter(record.conversationId, afterSeq, limit)).map((entry) =>
        open(record, wrappedKey, entry),
      );
    },
    async readBefore(transaction, record, beforeSeq, limit) {
      const wrappedKey = await keyOf(transaction, record);
      return (await transaction.listEntriesBefore(record.conversationId, beforeSeq, limit)).map((entry) =>
        open(record, wrappedKey, entry),
      );
    },
  };

  function toStored(
    record: ConversationRecord,
    entry: Entry,
    key: AppendKey | undefined,
    wrappedKey: Uint8Array,
  ): StoredEntry {
    const { seq, id, type, at, body } = entry;
    return {
      seq,
      id,
      type,
      at,
      body: keyring.seal(wrappedKey, placeOf(record, entry), JSON.stringify(body)),
      commandId: key && 'commandId' in key ? key.commandId : null,
      commandHash: key && 'commandId' in key ? key.commandHash : null,
      backendId: key && 'backendId' in key ? key.backendId : null,
    };
  }
}

/** The columns that lists and routing are made from. */
function projectionOf(state: ConversationState, record: ConversationRecord): ConversationProjection {
  return {
    status: state.status,
    queueId: state.queueId ?? record.queueId,
    queuedAt: state.queuedAt ?? record.queuedAt,
    priority: state.priority,
    agentId: state.agent?.agentId ?? state.offer?.agentId ?? null,
    endedAt: state.endedAt ?? null,
  };
}

/** Binds a sealed body to its place: moved to another number or conversation it does not open. */
function placeOf(record: ConversationRecord, entry: { readonly seq: number; readonly type: string }): string {
  return `${record.conversationId}|${entry.seq}|${entry.type}`;
}
