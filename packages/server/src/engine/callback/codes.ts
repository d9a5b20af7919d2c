import {
  BesideError,
  decideCallback,
  hasCallbackEnded,
  type Callback,
  type CallbackCommandOfCustomer,
  type CommandResult,
} from '@beside/protocol';
import * as z from 'zod/mini';
import type { Actor, CommandKey } from '../../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import { applyChange, tell } from '../change-conversation.ts';
import type { Changed } from '../change.ts';
import { isOwn } from '../open-conversation.ts';
import type { Engine } from '../parts.ts';
import { NO_CODES, codeStateSchema, decideCode, type CodeState } from './decide-code.ts';
import { setMessage } from './messages/keep-messages.ts';
import { codePlaceOf } from './messages/send-message.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './resolve-when.ts';

type Customer = Extract<Actor, { role: 'customer' }>;
type OfCode<Type extends string> = Extract<CallbackCommandOfCustomer, { type: Type }>;

const HOUR_MS = 3_600_000;

/** Forgets what is kept of a number's codes; names nobody, so that it outlives whoever is erased. */
export const codeTimerSchema = z.object({ kind: z.literal('callback-code-over'), name: z.string() });

/**
 * Makes a code and puts it down to be sent, with the conversation and the number locked. The code is kept as a keyed hash,
 * and sealed until it has gone out. Rejects with `rate_limited`.
 */
export async function sendCode(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  callback: Callback,
  commandId: string,
): Promise<void> {
  if (!engine.senders?.sms) throw new BesideError('unsupported');
  const { clock, keyring, timeline } = engine;
  const { callbackId } = callback;
  const name = nameOf(engine, record, callback);
  const code = newCode(clock.randomBytes);
  const codeHash = hashOf(engine, record, callback, code);
  const now = clock.now();
  const { state, refusal, isRepeated } = decideCode(
    await readCodes(transaction, name),
    { type: 'send', callbackId, codeHash, commandId },
    now,
  );
  if (refusal) refuse(refusal);
  if (isRepeated) return;
  await transaction.setValue(name, JSON.stringify(state));
  await transaction.setTimer({
    timerId: `callback-code-over:${name}`,
    dueAt: now + HOUR_MS,
    payload: { kind: 'callback-code-over', name },
  });
  const { conversationId, customerId } = record;
  const sealed = keyring.seal(await timeline.keyOf(transaction, record), codePlaceOf(callbackId), code);
  await setMessage(transaction, now, {
    ...{ kind: 'callback-message', notice: 'code', channel: 'sms', tries: '0' },
    ...{ callbackId, conversationId, customerId, messageId: `${callbackId}.${commandId}.code` },
    sealedCode: Buffer.from(sealed).toString('base64url'),
  });
}

/** Does what is due an hour after the last code: nothing is counted any more. */
export function forgetCodes(engine: Engine, name: string): Promise<void> {
  return engine.store.transact((transaction) => transaction.deleteValue(name));
}

/** Sends another code. */
export function executeSendCode(
  engine: Engine,
  actor: Customer,
  { conversationId, callbackId }: OfCode<'callback.send-code'>,
  key: CommandKey,
): Promise<CommandResult> {
  return engine.store.transact(async (transaction) => {
    const { record, callback } = await lockCallback(engine, transaction, actor, conversationId);
    if (callback?.callbackId !== callbackId) throw new BesideError('not_found');
    if (callback.status !== 'verifying') refuseStatus(callback);
    await lockNumber(engine, transaction, record, callback);
    await sendCode(engine, transaction, record, callback, key.commandId);
    return { conversationId, seq: record.lastSeq, at: engine.clock.now() };
  });
}

/** Tries a code. A wrong one is counted although it is refused, so the refusal comes after the commit. */
export async function executeVerify(
  engine: Engine,
  actor: Customer,
  command: OfCode<'callback.verify'>,
  key: CommandKey,
): Promise<CommandResult> {
  const { conversationId, callbackId, code } = command;
  const outcome = await engine.store.transact(async (transaction): Promise<Changed | Refusal> => {
    const { record, callback } = await lockCallback(engine, transaction, actor, conversationId);
    const change = { conversationId, key, command };
    const now = engine.clock.now();
    const isDone = await transaction.findEntryByCommand(conversationId, key.commandId);
    if (!isDone) {
      if (callback?.callbackId !== callbackId) throw new BesideError('not_found');
      if (callback.status !== 'verifying') refuseStatus(callback);
      await lockNumber(engine, transaction, record, callback);
      const name = nameOf(engine, record, callback);
      const codeHash = hashOf(engine, record, callback, code);
      const codes = await readCodes(transaction, name);
      const { state, refusal } = decideCode(codes, { type: 'try', callbackId, codeHash }, now);
      await transaction.setValue(name, JSON.stringify(state));
      if (refusal) return refusal;
    }
    return applyChange(engine, transaction, record, {
      ...change,
      decide: (locked) => decideCallback(locked.callback, { type: 'verify', callbackId }, now),
    });
  });
  if ('refusal' in outcome) return refuse(outcome);
  tell(engine, outcome);
  return outcome.result;
}

async function lockCallback(
  { timeline }: Engine,
  transaction: Transaction,
  actor: Customer,
  conversationId: ConversationRecord['conversationId'],
): Promise<{ record: ConversationRecord; callback: Callback | undefined }> {
  const record = await transaction.lockConversation(conversationId);
  if (!record || !isOwn(actor, record)) throw new BesideError('not_found');
  return { record, callback: (await timeline.callbackOf(transaction, record)).callback };
}

function refuseStatus({ status }: Callback): never {
  const refusal = hasCallbackEnded(status) ? 'callback_closed' : 'callback_not_ready';
  return refuse({ refusal, details: { status } });
}

function lockNumber(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  callback: Callback,
): Promise<void> {
  return transaction.lockName(`number:${record.siteId}:${numberHashOf(engine, record, callback)}`);
}

function numberHashOf({ keyring }: Engine, { siteId }: ConversationRecord, { target }: Callback): string {
  if (target.kind !== 'phone') throw new BesideError('unsupported', { details: { target: target.kind } });
  return keyring.hashCounted('number', siteId, target.number);
}

const nameOf = (engine: Engine, record: ConversationRecord, callback: Callback): string =>
  `callback-code:${record.siteId}:${numberHashOf(engine, record, callback)}`;

/** Of this callback and number, so that a code is worth nothing for others. */
function hashOf(engine: Engine, record: ConversationRecord, callback: Callback, code: string): string {
  const numberHash = numberHashOf(engine, record, callback);
  return engine.keyring.hashCounted('code', record.siteId, `${callback.callbackId}|${numberHash}|${code}`);
}

async function readCodes(transaction: Transaction, name: string): Promise<CodeState> {
  const text = await transaction.getValue(name);
  return text === undefined ? NO_CODES : codeStateSchema.parse(JSON.parse(text));
}

/** Six digits of random numbers below the largest multiple of a million, so that no code is more likely. */
function newCode(randomBytes: (count: number) => Uint8Array): string {
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE();
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0');
  }
}
