import {
  BesideError,
  canonicalJson,
  isCallbackEntry,
  type CommandResult,
  type ConversationId,
  type EntryDraft,
  type ErrorCode,
} from '@beside/protocol';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import type { AppendKey } from '../timeline/timeline.ts';
import { findConsequences } from './callback/consequences.ts';
import { keepCallback } from './callback/keep-callback.ts';
import { keepMessages } from './callback/messages/keep-messages.ts';
import { keepMeasures } from './callback/measures.ts';
import { supersedeOthers } from './callback/supersede-others.ts';
import type { Change, Changed, Locked } from './change.ts';
import type { Engine } from './parts.ts';

/** With these nothing is stored, for nobody. */
const STORE_CODES: readonly ErrorCode[] = ['read_only', 'closed', 'unavailable'];
/** So many changes of one conversation share a transaction at most. */
export const MAX_CHANGES_TOGETHER = 32;

/**
 * Decides and appends in a transaction, tells the bus after the commit. Rejects with the refusal. Changes of one
 * conversation happen in the order in which they are asked for, also when they are asked for without waiting.
 */
export async function changeConversation(engine: Engine, change: Change): Promise<Changed> {
  return engine.change(change.conversationId, change);
}

/**
 * Changes of one conversation in one transaction: it is locked, read and committed once for all of them. What is refused
 * takes nothing with it; when one breaks while it writes, each is done alone.
 */
export async function changeTogether(
  engine: Engine,
  conversationId: ConversationId,
  changes: readonly Change[],
): Promise<readonly PromiseSettledResult<Changed>[]> {
  let outcomes: PromiseSettledResult<Changed>[];
  try {
    outcomes = await engine.store.transact((transaction) =>
      changeInTurn(engine, transaction, conversationId, changes),
    );
  } catch (error) {
    if (changes.length === 1 || hasCode(error, STORE_CODES)) throw error;
    const alone: PromiseSettledResult<Changed>[] = [];
    for (const change of changes)
      alone.push(...(await Promise.allSettled([changeAlone(engine, conversationId, change)])));
    return alone;
  }
  const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const [index, outcome] of outcomes.entries())
    if (outcome.status === 'fulfilled' && outcome.value.entries.length > 0) changes[index]?.afterwards?.();
  tellAll(engine, done);
  return outcomes;
}

async function changeAlone(engine: Engine, conversationId: ConversationId, change: Change): Promise<Changed> {
  const [outcome] = await changeTogether(engine, conversationId, [change]);
  if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  return outcome.value;
}

async function changeInTurn(
  engine: Engine,
  transaction: Transaction,
  conversationId: ConversationId,
  changes: readonly Change[],
): Promise<PromiseSettledResult<Changed>[]> {
  const outcomes: PromiseSettledResult<Changed>[] = [];
  let record = await transaction.lockConversation(conversationId);
  if (!record) throw new BesideError('not_found');
  for (const change of changes) {
    let ask: Asked;
    try {
      ask = await askChange(engine, transaction, record, change);
    } catch (reason) {
      // A refusal has written nothing. Whatever else breaks may have broken the transaction.
      if (!(reason instanceof BesideError) || hasCode(reason, [...STORE_CODES, 'internal'])) throw reason;
      outcomes.push({ status: 'rejected', reason });
      continue;
    }
    const value = await write(engine, transaction, ask, change);
    ({ record } = value);
    outcomes.push({ status: 'fulfilled', value });
  }
  return outcomes;
}

/** The same inside a transaction that goes on. */
export async function applyChange(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  change: Change,
): Promise<Changed> {
  return write(engine, transaction, await askChange(engine, transaction, record, change), change);
}

/** A change that is allowed and decided: what to append, or the result of the time before. */
interface Asked extends Locked {
  readonly drafts: readonly EntryDraft[];
  readonly key: AppendKey | undefined;
  readonly result?: CommandResult;
}

/** Reads only. Rejects with the refusal. */
async function askChange(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  change: Change,
): Promise<Asked> {
  const { timeline, keyring } = engine;
  const state = await timeline.load(transaction, record);
  const callback = await timeline.callbackOf(transaction, record);
  change.authorise?.({ record, state, callback });
  const key = change.key && {
    commandId: change.key.commandId,
    commandHash: keyring.hash(await timeline.keyOf(transaction, record), canonicalJson(change.command)),
  };
  if (key) {
    const done = await transaction.findEntryByCommand(record.conversationId, key.commandId);
    if (done && done.commandHash !== key.commandHash) throw new BesideError('conflict');
    if (done)
      return { record, state, callback, drafts: [], key, result: resultOf(record.conversationId, done) };
  }
  const decision = change.decide({ record, state, callback }, transaction);
  if ('refusal' in decision)
    throw new BesideError(decision.refusal, decision.details ? { details: decision.details } : {});
  return { record, state, callback, drafts: decision.entries, key };
}

async function write(
  engine: Engine,
  transaction: Transaction,
  { record, state, callback: before, drafts, key, result }: Asked,
  change: Change,
): Promise<Changed> {
  const { timeline } = engine;
  const agentBefore = record.agentId;
  if (result) return { record, state, callback: before, entries: [], result, agentBefore };
  const now = engine.clock.now();
  const all = [...drafts, ...findConsequences({ state, callback: before }, drafts, now)];
  const appended = await timeline.append(transaction, record, state, all, key);
  const callback = await timeline.callbackOf(transaction, appended.record);
  const at = appended.entries[0] ?? { seq: record.lastSeq, at: now };
  const changed = { ...appended, callback, result: resultOf(record.conversationId, at), agentBefore };
  if (appended.entries.some(isCallbackEntry)) {
    const around = { before, after: callback };
    await keepCallback(engine, transaction, changed.record, around, change.addressHash);
    await keepMessages(engine, transaction, changed.record, around, appended.entries);
  }
  await keepMeasures(transaction, { state, callback: before }, changed);
  if (appended.entries.some(({ type }) => type === 'conversation.answered'))
    await supersedeOthers(transaction, changed.record, now);
  await change.also?.(transaction, changed);
  return changed;
}

/** After the commit: whoever follows looks again, and the queue does when the state changed. */
export function tell(engine: Engine, changed: Changed): void {
  tellAll(engine, [changed]);
}

function tellAll(engine: Engine, all: readonly Changed[]): void {
  const last = all.findLast(({ entries }) => entries.length > 0);
  if (!last) return;
  const { conversationId, siteId, customerId } = last.record;
  engine.bus.publish({ kind: 'entries', conversationId, lastSeq: last.state.lastSeq });
  if (all.some(({ entries }) => entries.some(isCallbackEntry)))
    engine.bus.publish({ kind: 'callback', siteId, customerId });
  const moved = all.filter(({ entries }) =>
    entries.some(({ type }) => type !== 'chat.message' && type !== 'conversation.first-responded'),
  );
  if (moved.length === 0) return;
  const agentIds = new Set(moved.flatMap(({ agentBefore, record }) => [agentBefore, record.agentId]));
  for (const agentId of agentIds) if (agentId) engine.bus.publish({ kind: 'desk', agentId });
  engine.route(siteId);
}

function hasCode(error: unknown, codes: readonly ErrorCode[]): boolean {
  return error instanceof BesideError && codes.includes(error.code);
}

function resultOf(
  conversationId: ConversationId,
  { seq, at }: { readonly seq: number; readonly at: number },
): CommandResult {
  return { conversationId, seq, at };
}
