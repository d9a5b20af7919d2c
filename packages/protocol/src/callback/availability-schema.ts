import * as z from 'zod/mini';
import { holdIdSchema, instantSchema, shortText } from '../session/schema.ts';
import { zoneSchema } from './schema.ts';

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

/** One time at which the centre may call. */
export type Slot = z.infer<typeof slotSchema>;
/** How long it will take. */
export type WaitingRange = z.infer<typeof waitingRangeSchema>;
/** What may be offered at the moment. */
export type CallbackAvailability = z.infer<typeof callbackAvailabilitySchema>;
/** A slot that is kept for one customer. */
export type SlotHold = z.infer<typeof slotHoldSchema>;
