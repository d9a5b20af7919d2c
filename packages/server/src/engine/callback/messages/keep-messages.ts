import type { Entry } from '@beside/protocol';
import { callbackIdSchema, conversationIdSchema, customerIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { MessageChannel } from '../../../ports/sender.ts';
import type { ConversationRecord, Transaction } from '../../../ports/store.ts';
import type { EngineParts } from '../../parts.ts';
import type { Around } from '../keep-callback.ts';
import { findNotices } from './notices.ts';

/** A message that is to go out; it says what about and never what, which is written when it goes. */
export const messageTimerSchema = z.object({
  kind: z.literal('callback-message'),
  callbackId: callbackIdSchema,
  conversationId: conversationIdSchema,
  /** So that it goes with whoever is erased. */
  customerId: customerIdSchema,
  notice: z.enum(['code', 'confirmed', 'moved', 'unreached', 'cancelled', 'missed']),
  channel: z.enum(['email', 'sms']),
  /** The same for every try. */
  messageId: z.string(),
  /** How often it was tried, as digits. */
  tries: z.string().check(z.regex(/^\d$/)),
  /** The one-time code, sealed with the customer's key, base64url. */
  sealedCode: z.optional(z.string()),
});
/** A message that is to go out. */
export type MessageTimer = z.infer<typeof messageTimerSchema>;

const CHANNELS: readonly MessageChannel[] = ['sms', 'email'];

/** Names the timer of a message. */
export const messageTimerId = (messageId: string): string => `callback-message:${messageId}`;

/** Puts down what the customer is to be told, in the transaction of the entries it is about. */
export async function keepMessages(
  { senders = {}, clock }: Pick<EngineParts, 'senders' | 'clock'>,
  transaction: Transaction,
  { conversationId, customerId }: ConversationRecord,
  around: Around,
  entries: readonly Entry[],
): Promise<void> {
  const { callback } = around.after;
  if (!callback) return;
  const { callbackId } = callback;
  for (const { notice, seq } of findNotices(entries, around))
    for (const channel of CHANNELS.filter((one) => senders[one]))
      await setMessage(transaction, clock.now(), {
        ...{ kind: 'callback-message', callbackId, conversationId, customerId, notice, channel },
        ...{ messageId: `${callbackId}.${String(seq)}.${channel}`, tries: '0' },
      });
}

/** Sets it to go out at a moment. */
export function setMessage(transaction: Transaction, dueAt: number, timer: MessageTimer): Promise<void> {
  const { sealedCode, ...rest } = timer;
  const payload = sealedCode === undefined ? rest : { ...rest, sealedCode };
  return transaction.setTimer({ timerId: messageTimerId(timer.messageId), dueAt, payload });
}
