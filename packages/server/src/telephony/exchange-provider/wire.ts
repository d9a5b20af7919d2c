import * as z from 'zod';
import { END_STATUSES, LIVE_STATUSES } from '../../ports/telephony.ts';

/** Largest body in either direction, in bytes. */
export const MAX_EXCHANGE_BODY_BYTES = 16_384;

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
const key = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const ref = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);

/** Body of `POST /v1/dial`. */
export const dialBodySchema = z.strictObject({
  callKey: key,
  to: e164,
  from: e164,
  agentLeg: z.optional(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('number'), number: e164 }),
      z.strictObject({ kind: z.literal('sip'), address: z.string().max(200) }),
    ]),
  ),
  customerFirst: z.boolean(),
  ringTimeoutMs: z.int().min(100).max(300_000),
  /** Epoch ms; a request that arrives later is refused, so that one that was given up cannot ring. */
  expiresAt: z.int(),
});
/** A dial as it stands in the request. */
export type DialBody = z.infer<typeof dialBodySchema>;

/** Answer of `POST /v1/dial`. */
export const dialAnswerSchema = z.object({ callRef: ref, replayed: z.boolean() });

/** Body of `POST /v1/lookup`; the answer is final, see the exchange. */
export const lookupBodySchema = z.strictObject({ callKey: key });
/** Answer of `POST /v1/lookup`. */
export const lookupAnswerSchema = z.object({ callRef: z.nullable(ref) });

/** Body of `POST /v1/hang-up`; the answer is an empty object. */
export const hangUpBodySchema = z.strictObject({ callRef: ref });

/** Body of every refusal. `code` is what the port calls it; others are read as `refused`. */
export const refusalSchema = z.object({
  error: z.object({ code: z.string().max(64), retryAfterMs: z.optional(z.number()) }),
});

/** One event as the exchange posts it. */
export const eventBodySchema = z.object({
  eventId: ref,
  callRef: ref,
  callKey: z.nullable(key),
  leg: z.enum(['customer', 'agent']),
  status: z.enum([...LIVE_STATUSES, ...END_STATUSES]),
  sequence: z.nullable(z.int().min(0)),
  at: z.number(),
});
/** An event as it stands in the request. */
export type EventBody = z.infer<typeof eventBodySchema>;
