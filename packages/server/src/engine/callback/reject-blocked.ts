import { decideCallback, type CallbackId, type ConversationId } from '@beside/protocol';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { ignoreGone } from './ignore-gone.ts';

/** Which callback it is about. */
interface Which {
  readonly callbackId: CallbackId;
  readonly conversationId: ConversationId;
}

/** Whether the owner of its number has said “not me” (C8), since it was asked for: others are not taken. */
export function isCallbackBlocked(
  { store, timeline, keyring }: Pick<Engine, 'store' | 'timeline' | 'keyring'>,
  { callbackId, conversationId }: Which,
): Promise<boolean> {
  return store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    const { callback } = record ? await timeline.callbackOf(transaction, record) : {};
    if (!record || callback?.callbackId !== callbackId || callback.target.kind !== 'phone') return false;
    const numberHash = keyring.hashCounted('number', record.siteId, callback.target.number);
    return transaction.isNumberBlocked(record.siteId, numberHash);
  });
}

/** The command that ends one whose number is blocked: while it was rung it could not be called off. */
export const rejection = (callbackId: CallbackId) =>
  ({ type: 'reject', callbackId, code: 'number_not_allowed' }) as const;

/** Ends it before it is rung again, if its number is blocked. `true`: it was. */
export async function rejectBlocked(engine: Engine, which: Which): Promise<boolean> {
  if (!(await isCallbackBlocked(engine, which))) return false;
  const { callbackId, conversationId } = which;
  await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide: ({ callback }) => decideCallback(callback, rejection(callbackId), engine.clock.now()),
    }),
  );
  return true;
}
