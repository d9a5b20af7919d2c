import * as z from 'zod/mini';
import { instantSchema, shortText } from '../session/schema.ts';

// Apart from the other schemas of a callback: what offers one needs these alone, and pages load whole modules.

/** How a site names something of its own. */
export const keySchema = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/));

/** IANA zone by its form only; whether it exists is for the server to say. */
export const zoneSchema = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/), z.maxLength(64));

/** One consent as the customer gave or refused it (C11). */
export const consentSchema = z.strictObject({
  consentId: keySchema,
  kind: z.enum(['required', 'optional']),
  isGiven: z.boolean(),
  textVersion: shortText(40),
  /** SHA-256 of the text that was shown, as 64 lower-case hex digits. */
  textHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  locale: z.string().check(z.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/)),
  /** When the customer decided, by the customer's clock. */
  at: instantSchema,
});
