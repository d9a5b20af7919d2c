import * as z from 'zod/mini';
import { zoneSchema } from '../callback/schema.ts';
import { agentCommandSchema, customerCommandSchema } from '../conversation/every-command.ts';
import { LIMITS } from '../limits.ts';
import {
  commandIdSchema,
  conversationIdSchema,
  epochSchema,
  holdIdSchema,
  instantSchema,
  interactionSchema,
  localeSchema,
  queueIdSchema,
  seqSchema,
  siteIdSchema,
} from '../session/schema.ts';
import { tokenSchema } from './basics.ts';

const versionsSchema = z.array(z.int()).check(z.minLength(1), z.maxLength(20));
const requestIdSchema = commandIdSchema;

const followSchema = z.strictObject({
  type: z.literal('follow'),
  conversationId: conversationIdSchema,
  /** What the client has: everything up to `seq` of `epoch`; absent for the newest page only. */
  cursor: z.optional(z.strictObject({ epoch: epochSchema, seq: seqSchema })),
});

const historySchema = z.strictObject({
  type: z.literal('history'),
  id: requestIdSchema,
  conversationId: conversationIdSchema,
  beforeSeq: seqSchema,
  limit: z.int().check(z.gte(1), z.lte(LIMITS.maxEntriesPerFrame)),
});

const sharedClientFrames = [
  followSchema,
  z.strictObject({ type: z.literal('unfollow'), conversationId: conversationIdSchema }),
  historySchema,
  z.strictObject({
    type: z.literal('signal'),
    conversationId: conversationIdSchema,
    signal: z.strictObject({ kind: z.literal('typing'), on: z.boolean() }),
  }),
  z.strictObject({
    type: z.literal('receipt'),
    conversationId: conversationIdSchema,
    deliveredSeq: z.optional(seqSchema),
    readSeq: z.optional(seqSchema),
  }),
  z.strictObject({ type: z.literal('ping'), at: instantSchema }),
] as const;

/** First frame of a customer's page. */
export const customerHelloSchema = z.strictObject({
  type: z.literal('hello'),
  versions: versionsSchema,
  role: z.literal('customer'),
  siteId: siteIdSchema,
  /** Absent for a customer who was never here. */
  token: z.optional(tokenSchema),
  locale: localeSchema,
});

/** First frame of a console; the ticket is good once, for 30 s. */
export const agentHelloSchema = z.strictObject({
  type: z.literal('hello'),
  versions: versionsSchema,
  role: z.literal('agent'),
  ticket: tokenSchema,
  locale: localeSchema,
});

/** First frame of anybody. */
export const helloSchema = z.discriminatedUnion('role', [customerHelloSchema, agentHelloSchema]);

/** What a customer's page may say after hello. */
export const customerFrameSchema = z.discriminatedUnion('type', [
  ...sharedClientFrames,
  z.strictObject({
    type: z.literal('command'),
    id: commandIdSchema,
    intentAt: instantSchema,
    command: customerCommandSchema,
  }),
  z.strictObject({
    type: z.literal('report'),
    id: commandIdSchema,
    interactions: z
      .array(interactionSchema)
      .check(z.minLength(1), z.maxLength(LIMITS.maxInteractionsPerBatch)),
  }),
  /** Asks for a page of the customer's own conversations, the latest first; `before`: only what comes after that one. */
  z.strictObject({
    type: z.literal('conversations'),
    id: requestIdSchema,
    before: z.optional(z.strictObject({ startedAt: instantSchema, conversationId: conversationIdSchema })),
    limit: z.int().check(z.gte(1), z.lte(LIMITS.maxConversationsPerPage)),
  }),
  /** Asks what callbacks may be offered (C1); answered by `answer` with a `CallbackOffer`. */
  z.strictObject({
    type: z.literal('callback-offer'),
    id: requestIdSchema,
    queueId: z.optional(queueIdSchema),
    locale: localeSchema,
    /** The zone the customer wants to choose in. */
    zone: z.optional(zoneSchema),
  }),
  /** Keeps a slot while the form is filled in (C3); answered by `answer` with a `SlotHold`. The one before is let go. */
  z.strictObject({
    type: z.literal('callback-hold'),
    id: requestIdSchema,
    queueId: z.optional(queueIdSchema),
    startAt: instantSchema,
  }),
  /** Lets a kept slot go; needs no answer. */
  z.strictObject({ type: z.literal('callback-release'), holdId: holdIdSchema }),
  /** Who the customer is, by a JSON Web Token that the site's own server signed. */
  z.strictObject({
    type: z.literal('identify'),
    id: commandIdSchema,
    identityToken: z.string().check(z.maxLength(4_096)),
  }),
]);

/** What a console may say after hello. */
export const agentFrameSchema = z.discriminatedUnion('type', [
  ...sharedClientFrames,
  z.strictObject({
    type: z.literal('command'),
    id: commandIdSchema,
    intentAt: instantSchema,
    command: agentCommandSchema,
  }),
]);
