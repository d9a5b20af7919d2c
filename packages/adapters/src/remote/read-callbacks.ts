import { BesideError, type CallbackOffer, type CallbackView, type SlotHold } from '@beside/protocol';
import { callbackOfferSchema, callbackViewSchema, slotHoldSchema } from '@beside/protocol/schema';

// What only pages with callbacks need; a chunk of its own.

/** The answer to what may be offered. @throws BesideError `bad_frame` */
export const readOffer = (value: unknown): CallbackOffer => readBy(callbackOfferSchema, value);
/** The answer to a wish for a slot. @throws BesideError `bad_frame` */
export const readHold = (value: unknown): SlotHold => readBy(slotHoldSchema, value);

/** A callback as the server shows it; `undefined`: of a version this one cannot read. */
export function readView(value: unknown): CallbackView | null | undefined {
  return value === null ? null : callbackViewSchema.safeParse(value).data;
}

function readBy<Value>(
  schema: { safeParse(value: unknown): { readonly data?: Value | undefined } },
  value: unknown,
): Value {
  const { data } = schema.safeParse(value);
  if (data === undefined) throw new BesideError('bad_frame');
  return data;
}
