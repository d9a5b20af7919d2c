import * as z from 'zod/mini';
import { holdIdSchema, instantSchema, shortText } from '../session/schema.ts';
import { consentSchema, zoneSchema } from './consent-schema.ts';

/** One time at which the centre may call; 15 minutes of the grid in the centre's zone (C3). */
export const slotSchema = z.object({
  startAt: instantSchema,
  endAt: instantSchema,
  load: z.enum(['quiet', 'normal', 'busy']),
});

/** How long it will take, rounded up; minutes of 0 do not exist (Q5). */
export const waitingRangeSchema = z.object({
  fromMinutes: z.int().check(z.gte(1)),
  toMinutes: z.int().check(z.gte(1)),
});

/** What may be offered at the moment (C1). A request says by its revision what it was chosen from. */
export const callbackAvailabilitySchema = z.object({
  /** `wait-only`: nothing can be promised, the range can be told. `closed`: outside hours. `unavailable`: see the reason. */
  offer: z.enum(['both', 'asap', 'scheduled', 'wait-only', 'closed', 'unavailable']),
  reason: z.optional(
    z.enum(['outside-hours', 'no-agents', 'too-many-pending', 'too-close-to-closing', 'no-slots', 'paused']),
  ),
  /** Absent: there was nothing to estimate from, which is said as such (Q5). */
  waiting: z.optional(waitingRangeSchema),
  /** Legal slots, earliest first. */
  slots: z.array(slotSchema).check(z.maxLength(2_000)),
  /** Next opening, when closed and known. */
  opensAt: z.optional(instantSchema),
  /** The centre's zone. */
  zone: zoneSchema,
  revision: shortText(64),
});

/** A slot that is kept for one customer while they fill in the form (C3). */
export const slotHoldSchema = z.object({
  holdId: holdIdSchema,
  startAt: instantSchema,
  expiresAt: instantSchema,
});

/** A text that the customer agrees to or not (C11). */
export const consentTextSchema = z.object({
  consentId: consentSchema.shape.consentId,
  kind: consentSchema.shape.kind,
  textVersion: consentSchema.shape.textVersion,
  textHash: consentSchema.shape.textHash,
  text: shortText(4_000),
});

/** Everything a form needs that offers callbacks: what is possible now, and how the site wants it asked. */
export const callbackOfferSchema = z.object({
  availability: callbackAvailabilitySchema,
  /** Required ones first. */
  consents: z.array(consentTextSchema).check(z.maxLength(20)),
  /** ISO 3166 country of numbers without `+`. */
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
  /** The number that will call, formatted for reading, where it is known (C9). */
  callerNumber: z.optional(shortText(40)),
  /** The number has to be proven by a code that is sent to it. */
  needsVerification: z.boolean(),
  /** Which kinds of a call there are; `page` is voice in the page. */
  targets: z.array(z.enum(['phone', 'page'])),
});

/** One time at which the centre may call. */
export type Slot = z.infer<typeof slotSchema>;
/** How long it will take. */
export type WaitingRange = z.infer<typeof waitingRangeSchema>;
/** What may be offered at the moment. */
export type CallbackAvailability = z.infer<typeof callbackAvailabilitySchema>;
/** A slot that is kept for one customer. */
export type SlotHold = z.infer<typeof slotHoldSchema>;
/** A text that the customer agrees to or not. */
export type CallbackConsentText = z.infer<typeof consentTextSchema>;
/** Everything a form needs that offers callbacks. */
export type CallbackOffer = z.infer<typeof callbackOfferSchema>;
