import * as z from 'zod/mini';
import { conversationIdSchema, instantSchema, seqSchema, shortText } from '../session/schema.ts';

/** Tokens and tickets as they travel. */
export const tokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{20,200}$/));

/** Where a conversation stands. */
export const statusSchema = z.enum(['new', 'idle', 'queued', 'offered', 'assigned', 'ended']);

/** Ephemeral things one side does that the other may see; never stored. */
export const signalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing'), on: z.boolean() }),
  /** Only from the server: place in the queue, 1 is next. */
  z.object({ kind: z.literal('queue-position'), position: z.int().check(z.gte(1)) }),
]);

/** Body of an error answer; codes of newer peers may be unknown here. */
export const wireErrorSchema = z.object({
  code: shortText(64),
  message: shortText(500),
  retryAfterMs: z.optional(z.int().check(z.gte(0))),
  details: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

/** What a command that was done answers; the same again, byte for byte, for the same command. */
export const commandResultSchema = z.object({
  conversationId: z.nullable(conversationIdSchema),
  seq: seqSchema,
  at: instantSchema,
});
