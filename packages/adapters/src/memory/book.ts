import {
  BesideError,
  NEW_CONVERSATION,
  applyConversation,
  canonicalJson,
  mergeReceipt,
  newId,
  type Clock,
  type CommandResult,
  type ConversationId,
  type ConversationState,
  type CustomerId,
  type Decision,
  type Entry,
  type EntryId,
  type Epoch,
  type Receipt,
  type SiteId,
} from '@beside/protocol';

/** One conversation with everything that happened in it. */
export interface Conversation {
  readonly conversationId: ConversationId;
  readonly siteId: SiteId;
  readonly customerId: CustomerId;
  readonly epoch: Epoch;
  readonly state: ConversationState;
  /** In the order of their numbers, from 1 without gaps. */
  readonly entries: readonly Entry[];
  readonly customer: Receipt;
  readonly agent: Receipt;
}

/** What comes with every command. */
export interface CommandKey {
  readonly commandId: string;
  /** By the sender's clock, epoch ms. */
  readonly intentAt: number;
}

/** One change, decided by the rules of the protocol. */
export interface Change {
  readonly decide: (state: ConversationState) => Decision;
  /** Of a person's command, with the command itself: done once. */
  readonly key?: CommandKey;
  readonly command?: unknown;
}

/** All conversations. */
export interface Book {
  find(conversationId: ConversationId): Conversation | undefined;
  /** In the order in which they began. */
  list(): readonly Conversation[];
  /** Adds one before its first entry. */
  create(place: Pick<Conversation, 'conversationId' | 'siteId' | 'customerId'>): Conversation;
  /** @throws BesideError the refusal, or `conflict` */
  change(conversation: Conversation, change: Change): CommandResult;
  raiseReceipt(
    conversation: Conversation,
    side: 'customer' | 'agent',
    receipt: Partial<Receipt>,
  ): Conversation;
}

interface Kept {
  conversation: Conversation;
  readonly done: Map<string, { readonly body: string; readonly result: CommandResult }>;
}

const NOTHING_READ: Receipt = { deliveredSeq: 0, readSeq: 0 };

/** Makes an empty book; `onChanged` hears of every append. */
export function createBook(
  clock: Clock,
  onChanged: (conversation: Conversation, added: readonly Entry[]) => void,
): Book {
  const byId = new Map<ConversationId, Kept>();
  const keptOf = ({ conversationId }: Conversation): Kept => {
    const kept = byId.get(conversationId);
    if (!kept) throw new BesideError('not_found');
    return kept;
  };

  return {
    find: (conversationId) => byId.get(conversationId)?.conversation,
    list: () => [...byId.values()].map(({ conversation }) => conversation),
    create(place) {
      const conversation: Conversation = {
        ...place,
        epoch: newId<Epoch>(clock), // a UUID fits the schema of epochs
        state: NEW_CONVERSATION,
        entries: [],
        customer: NOTHING_READ,
        agent: NOTHING_READ,
      };
      byId.set(place.conversationId, { conversation, done: new Map() });
      return conversation;
    },
    change(known, { decide, key, command }) {
      const kept = keptOf(known);
      const { conversation, done } = kept;
      const { conversationId, state } = conversation;
      const body = canonicalJson(command);
      const before = key && done.get(key.commandId);
      if (before && before.body !== body) throw new BesideError('conflict');
      if (before) return before.result;

      const decision = decide(state);
      if ('refusal' in decision)
        throw new BesideError(decision.refusal, decision.details ? { details: decision.details } : {});
      const at = clock.now();
      const added = decision.entries.map((draft, index): Entry => {
        const id = newId<EntryId>(clock);
        const origin = index === 0 && key ? { commandId: key.commandId } : {};
        return { seq: state.lastSeq + 1 + index, id, at, ...origin, ...draft };
      });
      kept.conversation = {
        ...conversation,
        state: added.reduce(applyConversation, state),
        entries: [...conversation.entries, ...added],
      };
      const result = { conversationId, seq: added[0]?.seq ?? state.lastSeq, at };
      if (key) done.set(key.commandId, { body, result });
      onChanged(kept.conversation, added);
      return result;
    },
    raiseReceipt(known, side, receipt) {
      const kept = keptOf(known);
      // Nobody has what is not there yet.
      const { lastSeq } = kept.conversation.state;
      const { deliveredSeq = 0, readSeq = 0 } = receipt;
      const merged = mergeReceipt(kept.conversation[side], {
        deliveredSeq: Math.min(deliveredSeq, lastSeq),
        readSeq: Math.min(readSeq, lastSeq),
      });
      kept.conversation = { ...kept.conversation, [side]: merged };
      return kept.conversation;
    },
  };
}
