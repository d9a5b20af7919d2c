import type { CallbackId, ConversationId } from '@beside/protocol';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import type { Engine } from '../parts.ts';
import { prefixHashOf } from './prefix-of.ts';
import { BURST_MS } from './read-counts.ts';
import { wantedTimers } from './wanted-timers.ts';

/** While a burst goes on, those it held are looked at again after this. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Whether one that was held as part of a burst (C8) waits on, because the burst still goes on; its timer is set again
 * then. As anything that is late, it expires when that takes longer than a callback may be late by (CB4).
 */
export async function keepsHeld(
  engine: Engine,
  {
    callbackId,
    conversationId,
  }: { readonly callbackId: CallbackId; readonly conversationId: ConversationId },
): Promise<boolean> {
  const { store, timeline, sites, clock } = engine;
  const again = await store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    const { callback } = record ? await timeline.callbackOf(transaction, record) : {};
    if (!record || callback?.callbackId !== callbackId || callback.heldUntilAt === undefined)
      return undefined;
    const { target, dueAt, attempts, expiresAt } = callback;
    const now = clock.now();
    if (target.kind !== 'phone' || dueAt === undefined || now < dueAt || attempts.length > 0)
      return undefined;
    const { siteId } = record;
    const { rules = CALLBACK_RULES } = sites.get(siteId)?.callback ?? {};
    if (now > Math.min(expiresAt, dueAt + rules.latenessMs)) return undefined;
    const prefixHash = prefixHashOf(engine, siteId, target.number);
    // Those of ten minutes ago are over: it is looked at in the very millisecond in which the first hold ends.
    const sinceAt = now - BURST_MS + 1;
    const { numbers } = await transaction.countCallbacks(siteId, { prefixHash }, sinceAt);
    if (numbers < rules.prefixNumbers) return undefined;
    const due = wantedTimers(callback, record, rules).find(
      ({ payload }) => payload['kind'] === 'callback-due',
    );
    return due && { ...due, dueAt: now + LOOK_AGAIN_MS };
  });
  if (!again) return false;
  await store.transact((transaction) => transaction.setTimer(again));
  return true;
}
