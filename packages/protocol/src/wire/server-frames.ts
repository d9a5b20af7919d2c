import * as z from 'zod/mini';
import { wireEntrySchema } from '../conversation/schema.ts';
import { LIMITS } from '../limits.ts';
import {
  availabilitySchema,
  commandIdSchema,
  conversationIdSchema,
  customerIdSchema,
  epochSchema,
  instantSchema,
  receiptSchema,
  seqSchema,
  siteInfoSchema,
} from '../session/schema.ts';
import { commandResultSchema, signalSchema, statusSchema, tokenSchema, wireErrorSchema } from './basics.ts';

/** What every welcome says. */
export const welcomeShape = {
  type: z.literal('welcome'),
  version: z.int(),
  role: z.enum(['customer', 'agent']),
  serverTime: instantSchema,
  heartbeatMs: z.int(),
} as const;

/** What a customer's welcome says besides. */
export const customerWelcomeShape = {
  customer: z.optional(
    z.object({
      customerId: customerIdSchema,
      site: siteInfoSchema,
      availability: availabilitySchema,
      /** Whether a signed identity is known. */
      identified: z.boolean(),
      /** Whether there are conversations that have ended. */
      hasEarlier: z.boolean(),
      /** The open conversation, or the last one of the last 24 hours. */
      conversation: z.nullable(
        z.object({
          conversationId: conversationIdSchema,
          epoch: epochSchema,
          status: statusSchema,
          lastSeq: seqSchema,
        }),
      ),
    }),
  ),
} as const;

/** What the server says to customers and agents alike. */
export const sharedServerFrames = [
  z.object({ type: z.literal('result'), id: commandIdSchema, value: commandResultSchema }),
  z.object({ type: z.literal('refusal'), id: commandIdSchema, error: wireErrorSchema }),
  /**
   * Entries in the order of their numbers, out of the range (`afterSeq`, `uptoSeq`]; what is missing in the range is not
   * for this reader. The reader has everything up to `uptoSeq` afterwards, if it had everything up to `afterSeq` before.
   */
  z.object({
    type: z.literal('entries'),
    conversationId: conversationIdSchema,
    epoch: epochSchema,
    afterSeq: seqSchema,
    uptoSeq: seqSchema,
    entries: z.array(wireEntrySchema).check(z.maxLength(LIMITS.maxEntriesPerFrame)),
  }),
  /** The history a client held does not continue; it starts anew with the entries that follow this frame. */
  z.object({
    type: z.literal('discontinuity'),
    conversationId: conversationIdSchema,
    epoch: epochSchema,
    reason: z.enum(['epoch', 'too-far', 'future']),
    afterSeq: seqSchema,
  }),
  z.object({
    type: z.literal('history-page'),
    id: commandIdSchema,
    epoch: epochSchema,
    entries: z.array(wireEntrySchema),
    more: z.boolean(),
  }),
  z.object({
    type: z.literal('signal'),
    conversationId: conversationIdSchema,
    from: z.enum(['customer', 'agent', 'bot', 'server']),
    signal: signalSchema,
  }),
  z.object({
    type: z.literal('receipts'),
    conversationId: conversationIdSchema,
    customer: receiptSchema,
    agent: receiptSchema,
  }),
  z.object({ type: z.literal('pong'), at: instantSchema, serverTime: instantSchema }),
  /** About the connection or an unreadable frame; the socket may close afterwards. */
  z.object({ type: z.literal('error'), error: wireErrorSchema }),
] as const;

/** What the server says to customers only. */
export const customerOnlyFrames = [
  /** A new customer token; the old one stays valid until this one is used. */
  z.object({ type: z.literal('token'), token: tokenSchema }),
  z.object({ type: z.literal('availability'), availability: availabilitySchema }),
  /** A page of the customer's conversations; whoever asked reads the lines, by `conversationLineSchema`. */
  z.object({
    type: z.literal('conversations-page'),
    id: commandIdSchema,
    conversations: z.array(z.unknown()),
    more: z.boolean(),
  }),
  /** What a question of a channel is answered; whoever asked reads it, by the schema of that channel. */
  z.object({ type: z.literal('answer'), id: commandIdSchema, value: z.unknown() }),
  /**
   * The customer's callback as it is now, whole each time, after the welcome and whenever it changes; `null`: there is
   * none (any more). Whoever shows it reads it, by `callbackViewSchema`.
   */
  z.object({ type: z.literal('callback'), view: z.unknown() }),
] as const;

/** What a customer's page hears. Unknown types are passed over and counted. */
export const customerServerFrameSchema = z.discriminatedUnion('type', [
  z.object({ ...welcomeShape, ...customerWelcomeShape }),
  ...customerOnlyFrames,
  ...sharedServerFrames,
]);
