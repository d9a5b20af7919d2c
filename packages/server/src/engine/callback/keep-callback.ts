import { isDeepStrictEqual } from 'node:util';
import { findOpenAttempt, hasCallbackEnded, type Callback, type CallbackState } from '@beside/protocol';
import type { CallbackRecord } from '../../ports/store-callbacks.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import { newCall } from '../../telephony/call-state.ts';
import type { EngineParts } from '../parts.ts';
import { prefixHashOf } from './prefix-of.ts';
import { wantedTimers } from './wanted-timers.ts';

/** A conversation's callbacks around a change. */
export interface Around {
  readonly before: CallbackState;
  readonly after: CallbackState;
}

/**
 * Writes what lists, limits, slots and timers need to know of a callback, in the transaction of the entries it is made
 * from. The only place that writes these rows.
 *
 * @param addressHash of whoever asks for it; later changes keep it
 */
export async function keepCallback(
  engine: EngineParts,
  transaction: Transaction,
  record: ConversationRecord,
  { before, after }: Around,
  addressHash?: string,
): Promise<void> {
  const { callback } = after;
  if (!callback) return;
  const known = await transaction.findCallback(callback.callbackId);
  await transaction.putCallback(
    toRecord(engine, record, callback, addressHash ?? known?.addressHash ?? null),
  );
  await keepAttempts(engine, transaction, record, { before, after });
  const rules = engine.sites.get(record.siteId)?.callback?.rules;
  const dialsItself = engine.telephone?.service.calls !== undefined;
  const timers = wantedTimers(callback, record, rules, dialsItself);
  const had = before.callback ? wantedTimers(before.callback, record, rules, dialsItself) : [];
  for (const { timerId } of had)
    if (!timers.some((timer) => timer.timerId === timerId)) await transaction.cancelTimer(timerId);
  // One that stays as it is may be being done at this moment.
  for (const timer of timers)
    if (!had.some((one) => isDeepStrictEqual(one, timer))) await transaction.setTimer(timer);
}

/** The rows that whoever hears from the exchange looks at: one is opened by dialing and closed by its end. */
async function keepAttempts(
  { telephone }: EngineParts,
  transaction: Transaction,
  { conversationId, siteId }: ConversationRecord,
  { before, after }: Around,
): Promise<void> {
  const was = before.callback && findOpenAttempt(before.callback);
  const open = after.callback && findOpenAttempt(after.callback);
  if (was?.attemptId === open?.attemptId) return;
  const row = was && (await transaction.findAttempt(was.attemptId));
  if (row) await transaction.putAttempt({ ...row, isOpen: false });
  if (!open || !after.callback) return;
  const { callbackId } = after.callback;
  const { attemptId, startedAt } = open;
  await transaction.putAttempt({
    ...{ attemptId, callbackId, conversationId, siteId, startedAt, isOpen: true },
    callRef: null,
    call: JSON.stringify(newCall(telephone?.service.name ?? 'manual')),
  });
}

function toRecord(
  { keyring }: Pick<EngineParts, 'keyring'>,
  { conversationId, siteId, customerId }: ConversationRecord,
  callback: Callback,
  addressHash: string | null,
): CallbackRecord {
  const { callbackId, status, queueId, when, target, agent, offer, owner, request } = callback;
  const isOpen = !hasCallbackEnded(status);
  const number = target.kind === 'phone' ? target.number : undefined;
  return {
    ...{ callbackId, conversationId, siteId, customerId, queueId, status, isOpen },
    slotStartAt: isOpen && when.kind === 'scheduled' ? when.startAt : null,
    dueAt: callback.dueAt ?? null,
    queuedAt: request.queuedAt,
    priority: request.priority,
    agentId: agent?.agentId ?? offer?.agentId ?? null,
    ownerId: owner?.agentId ?? null,
    requestedAt: callback.requestedAt,
    endedAt: callback.endedAt ?? null,
    numberHash: number === undefined ? null : keyring.hashCounted('number', siteId, number),
    prefixHash: number === undefined ? null : prefixHashOf({ keyring }, siteId, number),
    addressHash,
  };
}
