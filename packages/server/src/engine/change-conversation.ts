import {
  BesideError,
  canonicalJson,
  type AgentId,
  type CommandResult,
  type ConversationId,
  type ConversationState,
  type Decision,
  type Entry,
} from '@beside/protocol';
import type { CommandKey } from '../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import type { Engine } from './parts.ts';

/** A conversation that is locked and loaded in a transaction. */
export interface Locked {
  readonly record: ConversationRecord;
  readonly state: ConversationState;
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
  readonly decide: (locked: Locked, transaction: Transaction) => Decision;
  /** More to write in the same transaction: timers, calls to a vendor. */
  readonly also?: (transaction: Transaction, changed: Changed) => Promise<void>;
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

/** Decides and appends in one transaction, tells the bus after the commit. Rejects with the refusal. */
export async function changeConversation(engine: Engine, change: Change): Promise<Changed> {
  const changed = await engine.store.transact(async (transaction) => {
    const record = await transaction.lockConversation(change.conversationId);
    if (!record) throw new BesideError('not_found');
    return applyChange(engine, transaction, record, change);
  });
  if (changed.entries.length > 0) change.afterwards?.();
  tell(engine, changed);
  return changed;
}

/** The same inside a transaction that goes on. */
export async function applyChange(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  change: Change,
): Promise<Changed> {
  const { timeline, keyring } = engine;
  const state = await timeline.load(transaction, record);
  change.authorise?.({ record, state });
  const { key } = change;
  const commandHash =
    key && keyring.hash(await timeline.keyOf(transaction, record), canonicalJson(change.command));
  if (key) {
    const done = await transaction.findEntryByCommand(record.conversationId, key.commandId);
    if (done && done.commandHash !== commandHash) throw new BesideError('conflict');
    if (done)
      return {
        record,
        state,
        entries: [],
        result: resultOf(record.conversationId, done),
        agentBefore: record.agentId,
      };
  }
  const decision = change.decide({ record, state }, transaction);
  if ('refusal' in decision)
    throw new BesideError(decision.refusal, decision.details ? { details: decision.details } : {});
  const appended = await timeline.append(
    transaction,
    record,
    state,
    decision.entries,
    key && commandHash !== undefined ? { commandId: key.commandId, commandHash } : undefined,
  );
  const [first] = appended.entries;
  const result = resultOf(record.conversationId, first ?? { seq: record.lastSeq, at: engine.clock.now() });
  const changed = { ...appended, result, agentBefore: record.agentId };
  await change.also?.(transaction, changed);
  return changed;
}

/** After the commit: whoever follows looks again, and the queue does when the state changed. */
export function tell(engine: Engine, { record, state, entries, agentBefore }: Changed): void {
  if (entries.length === 0) return;
  engine.bus.publish({ kind: 'entries', conversationId: record.conversationId, lastSeq: state.lastSeq });
  if (entries.some(({ type }) => type !== 'chat.message' && type !== 'conversation.first-responded')) {
    for (const agentId of new Set([agentBefore, record.agentId]))
      if (agentId) engine.bus.publish({ kind: 'desk', agentId });
    engine.route(record.siteId);
  }
}

function resultOf(
  conversationId: ConversationId,
  { seq, at }: { readonly seq: number; readonly at: number },
): CommandResult {
  return { conversationId, seq, at };
}
