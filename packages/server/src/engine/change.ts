import type {
  AgentId,
  CallbackState,
  CommandResult,
  ConversationId,
  ConversationState,
  Decision,
  Entry,
} from '@beside/protocol';
import type { CommandKey } from '../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../ports/store.ts';

/** A conversation that is locked and loaded in a transaction. */
export interface Locked {
  readonly record: ConversationRecord;
  readonly state: ConversationState;
  readonly callback: CallbackState;
}

/** One change of a conversation, to be decided inside the transaction. */
export interface Change {
  readonly conversationId: ConversationId;
  /** Of a person's command; the engine's own changes have none and guard themselves by their rules. */
  readonly key?: CommandKey;
  /** The command itself, to tell a repetition from another one with the same key. */
  readonly command?: unknown;
  /** Throws when whoever asks may not; runs before the repetition is looked for. */
  readonly authorise?: (locked: Locked) => void;
  /** May be asked again, about a newer state, when the transaction has to be begun anew. */
  readonly decide: (locked: Locked, transaction: Transaction) => Decision;
  /** More to write in the same transaction: timers, calls to a vendor. */
  readonly also?: (transaction: Transaction, changed: Changed) => Promise<void>;
  /** Keyed hash of the network address a callback is asked from. */
  readonly addressHash?: string;
  /** What this process remembers of it; runs after the commit and before the queue is looked at again. */
  readonly afterwards?: () => void;
}

/** A conversation after a change; `entries` is empty when it already was so, or was done before. */
export interface Changed extends Locked {
  readonly entries: readonly Entry[];
  readonly result: CommandResult;
  /** Who had it, or at whom it rang, before. */
  readonly agentBefore: AgentId | null;
}
