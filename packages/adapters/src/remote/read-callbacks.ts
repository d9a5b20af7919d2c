import { BesideError, type CallbackOffer, type SlotHold } from '@beside/protocol';
import { callbackOfferSchema, slotHoldSchema } from '@beside/protocol/schema';

// What only pages that offer callbacks need; a chunk of its own.

/** The answer to what may be offered. @throws BesideError `bad_frame` */
export const readOffer = (value: unknown): CallbackOffer => readBy(callbackOfferSchema, value);
/** The answer to a wish for a slot. @throws BesideError `bad_frame` */
export const readHold = (value: unknown): SlotHold => readBy(slotHoldSchema, value);

function readBy<Value>(
  schema: { safeParse(value: unknown): { readonly data?: Value | undefined } },
  value: unknown,
): Value {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw new BesideError('bad_frame');
  return data;
}
