import * as z from 'zod/mini';
import { agentCommandSchema, customerCommandSchema, wireEntrySchema } from '../conversation/schema.ts';
import { LIMITS } from '../limits.ts';
import {
  agentIdSchema,
  availabilitySchema,
  commandIdSchema,
  contextSchema,
  conversationIdSchema,
  customerIdSchema,
  epochSchema,
  instantSchema,
  interactionSchema,
  localeSchema,
  offerIdSchema,
  queueIdSchema,
  receiptSchema,
  seqSchema,
  shortText,
  siteIdSchema,
  siteInfoSchema,
} from '../session/schema.ts';

const tokenSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{20,200}$/));
const versionsSchema = z.array(z.int()).check(z.minLength(1), z.maxLength(20));
const requestIdSchema = commandIdSchema;

/** Ephemeral things one side does that the other may see; never stored. */
export const signalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing'), on: z.boolean() }),
  /** Only from the server: place in the queue, 1 is next. */
  z.object({ kind: z.literal('queue-position'), position: z.int().check(z.gte(1)) }),
]);

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

const statusSchema = z.enum(['new', 'queued', 'offered', 'assigned', 'ended']);

/** One conversation in an agent's list. */
export const deskConversationSchema = z.object({
  conversationId: conversationIdSchema,
  siteId: siteIdSchema,
  queueId: queueIdSchema,
  status: statusSchema,
  locale: localeSchema,
  queuedAt: instantSchema,
  answeredAt: z.optional(instantSchema),
  lastSeq: seqSchema,
  /** From the page, unverified. */
  context: contextSchema,
  /** From a signed identity token; absent when the customer is not identified. */
  verified: z.optional(
    z.object({
      subject: shortText(200),
      name: z.optional(shortText(100)),
      email: z.optional(shortText(200)),
    }),
  ),
});

/** An offer that rings. */
export const deskOfferSchema = z.object({
  offerId: offerIdSchema,
  expiresAt: instantSchema,
  conversation: deskConversationSchema,
});

/** Everything a console shows apart from timelines; sent whole, at most a few times a second. */
export const deskSchema = z.object({
  agent: z.object({
    agentId: agentIdSchema,
    name: shortText(100),
    alias: shortText(100),
    role: z.enum(['agent', 'supervisor']),
  }),
  presence: z.enum(['available', 'busy', 'away', 'offline']),
  /** Why, when the server changed it: too many missed offers. */
  presenceReason: z.optional(z.enum(['missed-offers'])),
  capacity: z.int().check(z.gte(0)),
  offers: z.array(deskOfferSchema),
  conversations: z.array(deskConversationSchema),
  queues: z.array(
    z.object({
      siteId: siteIdSchema,
      queueId: queueIdSchema,
      name: shortText(100),
      waiting: z.int(),
      oldestQueuedAt: z.optional(instantSchema),
      agentsAvailable: z.int(),
    }),
  ),
});

/** What the server says. Unknown types are passed over and counted. */
export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    version: z.int(),
    role: z.enum(['customer', 'agent']),
    serverTime: instantSchema,
    heartbeatMs: z.int(),
    customer: z.optional(
      z.object({
        customerId: customerIdSchema,
        site: siteInfoSchema,
        availability: availabilitySchema,
        /** Whether a signed identity is known. */
        identified: z.boolean(),
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
    desk: z.optional(deskSchema),
  }),
  /** A new customer token; the old one stays valid until this one is used. */
  z.object({ type: z.literal('token'), token: tokenSchema }),
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
  z.object({ type: z.literal('availability'), availability: availabilitySchema }),
  z.object({ type: z.literal('desk'), desk: deskSchema }),
  z.object({ type: z.literal('pong'), at: instantSchema, serverTime: instantSchema }),
  /** About the connection or an unreadable frame; the socket may close afterwards. */
  z.object({ type: z.literal('error'), error: wireErrorSchema }),
]);

export type CustomerHello = z.infer<typeof customerHelloSchema>;
export type AgentHello = z.infer<typeof agentHelloSchema>;
export type Hello = CustomerHello | AgentHello;
export type CustomerFrame = z.infer<typeof customerFrameSchema>;
export type AgentFrame = z.infer<typeof agentFrameSchema>;
export type ServerFrame = z.infer<typeof serverFrameSchema>;
export type Signal = z.infer<typeof signalSchema>;
export type WireError = z.infer<typeof wireErrorSchema>;
export type CommandResult = z.infer<typeof commandResultSchema>;
export type Desk = z.infer<typeof deskSchema>;
export type DeskConversation = z.infer<typeof deskConversationSchema>;
export type DeskOffer = z.infer<typeof deskOfferSchema>;
export type Welcome = Extract<ServerFrame, { type: 'welcome' }>;
