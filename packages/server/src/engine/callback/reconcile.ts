import { findOpenAttempt, type AttemptId, type CallbackId, type ConversationId } from '@beside/protocol';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import type { AttemptRecord } from '../../ports/store-callbacks.ts';
import type { Engine } from '../parts.ts';
import { parseCall } from './call-row.ts';
import { dialRequestOf, review, settleUnknown, type Ringing } from './ring.ts';
import { wantedTimers } from './wanted-timers.ts';

const MAX_OPEN = 10_000;

/** An attempt of which nothing was heard for too long, although it was looked up where that is possible: a person looks. */
export async function reviewSilence(
  engine: Engine,
  timer: {
    readonly conversationId: ConversationId;
    readonly callbackId: CallbackId;
    readonly attemptId: AttemptId;
  },
): Promise<void> {
  const found = await readAttempt(engine, timer);
  if (!found) return;
  const { record, callback, row } = found;
  const rules = engine.sites.get(record.siteId)?.callback?.rules;
  const dialsItself = engine.telephone?.service.calls !== undefined;
  const again = wantedTimers(callback, record, rules, dialsItself).find(
    ({ payload }) => payload['kind'] === 'callback-reconcile',
  );
  if (!again) return;
  // Before its time only because a clock was set back.
  if (engine.clock.now() < again.dueAt)
    return engine.store.transact((transaction) => transaction.setTimer(again));
  return review(engine, timer, row.callRef === null ? 'outcome-unknown' : 'provider-silent');
}

/**
 * After a start: whether an attempt that is open was rung nobody here knows. What has a name at the exchange was; the
 * others are asked for by their key, never dialed blindly. Calls of another exchange are for a person.
 */
export async function recoverAttempts(engine: Engine): Promise<void> {
  const rows = await engine.store.read((transaction) => transaction.listOpenAttempts(MAX_OPEN));
  for (const row of rows) {
    const found = await readAttempt(engine, row);
    if (!found || found.callback.status === 'needs-review') continue;
    const { provider } = parseCall(row);
    const ours = engine.telephone?.service.name ?? 'manual';
    const request = dialRequestOf(engine, found.record, found.callback, row.attemptId);
    const { silentMs } = engine.sites.get(row.siteId)?.callback?.rules ?? CALLBACK_RULES;
    if (provider !== ours) await review(engine, row, 'fence-lost');
    else if (!request || row.callRef !== null) continue;
    // Asking an exchange for the same call again may ring; so late nobody would be there to talk.
    else if (engine.clock.now() > row.startedAt + silentMs) await review(engine, row, 'outcome-unknown');
    else engine.beside.run(() => settleUnknown(engine, row, request));
  }
}

async function readAttempt(engine: Engine, { conversationId, attemptId }: Ringing | AttemptRecord) {
  return engine.store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    const row = await transaction.findAttempt(attemptId);
    const { callback } = record ? await engine.timeline.callbackOf(transaction, record) : {};
    if (!record || !row || !callback || findOpenAttempt(callback)?.attemptId !== attemptId) return undefined;
    return { record, row, callback };
  });
}
