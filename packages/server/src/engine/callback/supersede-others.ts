import type { ConversationRecord, Transaction } from '../../ports/store.ts';

/** A callback that outlives its conversation lies at most so many conversations back. */
const MAX_LOOKED_AT = 5;

/**
 * Who is answered here needs no call that an earlier conversation still waits for (Q6). That one is not locked, so it is
 * put off to a timer, which is as certain as this transaction.
 */
export async function supersedeOthers(
  transaction: Transaction,
  { siteId, customerId, conversationId: answeredId }: ConversationRecord,
  now: number,
): Promise<void> {
  const records = await transaction.listConversationsOfCustomer(siteId, customerId, undefined, MAX_LOOKED_AT);
  for (const { conversationId } of records) {
    if (conversationId === answeredId) continue;
    const callback = await transaction.findCallbackOf(conversationId);
    if (!callback?.isOpen) continue;
    const { callbackId } = callback;
    await transaction.setTimer({
      timerId: `callback-supersede:${callbackId}`,
      dueAt: now,
      payload: { kind: 'callback-supersede', callbackId, conversationId, customerId, by: answeredId },
    });
  }
}
