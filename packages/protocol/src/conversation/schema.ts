import * as z from 'zod/mini';
import type { CallbackCommandOfAgent, CallbackCommandOfCustomer } from '../callback/command-schema.ts';
import type { callbackBodySchemas } from '../callback/schema.ts';
import { messageBodySchema, sendByAgentSchema, sendByCustomerSchema } from '../chat/schema.ts';
import {
  agentIdSchema,
  contextSchema,
  conversationIdSchema,
  customerIdSchema,
  entryIdSchema,
  instantSchema,
  localeSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
  seqSchema,
} from '../session/schema.ts';

/** The ways a customer and the centre may talk. */
export const channelSchema = z.enum(['chat', 'callback']);

/**
 * Bodies of the entries that every page reads, by type. Past tense: an entry is something that happened. Those of
 * callbacks are in `callback/schema.ts`; `every-entry.ts` has them all.
 */
export const pageBodySchemas = {
  /** A customer arrived with a matter. */
  'conversation.arrived': z.object({
    customerId: customerIdSchema,
    channel: channelSchema,
    queueId: queueIdSchema,
    locale: localeSchema,
    /** Moment of first intent, which decides the order in the queue (Q2). */
    queuedAt: instantSchema,
    /** Higher is served first; 0 is usual. */
    priority: z.int().check(z.gte(-10), z.lte(10)),
  }),
  /** Whoever waited for a callback only waits in the queue, too, with the place of the first intent (Q2). */
  'conversation.queued': z.object({}),
  /** What the page says changed; the newest replaces the parts it names. Unverified. */
  'conversation.context-changed': z.object({ context: contextSchema }),
  /** It rings at an agent. Not shown to customers. */
  'conversation.offered': z.object({
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    expiresAt: instantSchema,
  }),
  /** It no longer rings there. Not shown to customers. */
  'conversation.offer-ended': z.object({
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    reason: z.enum(['declined', 'timeout', 'disconnected', 'withdrawn']),
  }),
  /** An agent took it. */
  'conversation.answered': z.object({ offerId: offerIdSchema, agentId: agentIdSchema, name: nameText(100) }),
  /** An agent's first message arrived. Not shown to customers. */
  'conversation.first-responded': z.object({ agentId: agentIdSchema }),
  /** The agent is gone or gave it back; it waits in the queue again, with its old place. */
  'conversation.returned': z.object({
    agentId: agentIdSchema,
    name: nameText(100),
    reason: z.enum(['disconnected', 'released']),
  }),
  /** It is over. */
  'conversation.ended': z.object({
    by: z.enum(['customer', 'agent', 'system']),
    /** `erased`: what was in it is gone at the customer's wish; then it is the only entry. */
    reason: z.enum(['done', 'left', 'expired', 'backend', 'erased']),
  }),
  /** Somebody wrote. */
  'chat.message': messageBodySchema,
} as const;

/** Commands of customers that every page may send. Every one is sent with a command id, which makes it happen once. */
export const pageCommands = [
  z.strictObject({
    type: z.literal('conversation.start'),
    conversationId: conversationIdSchema,
    channel: channelSchema,
    /** The site's first queue when absent. */
    queueId: z.optional(queueIdSchema),
    locale: localeSchema,
    context: z.optional(contextSchema),
  }),
  z.strictObject({
    type: z.literal('conversation.set-context'),
    conversationId: conversationIdSchema,
    context: contextSchema,
  }),
  z.strictObject({ type: z.literal('conversation.end'), conversationId: conversationIdSchema }),
  sendByCustomerSchema,
] as const;

/** Commands of agents, apart from those about callbacks. */
export const deskCommands = [
  z.strictObject({ type: z.literal('presence.set'), presence: z.enum(['available', 'busy', 'away']) }),
  z.strictObject({
    type: z.literal('offer.accept'),
    conversationId: conversationIdSchema,
    offerId: offerIdSchema,
  }),
  z.strictObject({
    type: z.literal('offer.decline'),
    conversationId: conversationIdSchema,
    offerId: offerIdSchema,
  }),
  z.strictObject({ type: z.literal('conversation.release'), conversationId: conversationIdSchema }),
  z.strictObject({ type: z.literal('conversation.end'), conversationId: conversationIdSchema }),
  sendByAgentSchema,
] as const;

/** An entry as it travels; types this version does not know are passed over, their numbers are not. */
export const wireEntrySchema = z.object({
  seq: seqSchema,
  id: entryIdSchema,
  type: z.string().check(z.maxLength(64)),
  at: instantSchema,
  /** The command that made it, so that its sender recognises its own; absent on other people's pages. */
  commandId: z.optional(z.string().check(z.maxLength(64))),
  body: z.unknown(),
});

type Schemas = typeof pageBodySchemas & typeof callbackBodySchemas;
type Bodies = { [Type in keyof Schemas]: z.infer<Schemas[Type]> };

/** The type words of entries. */
export type EntryType = keyof Bodies;
/** The body of one type of entry. */
export type EntryBody<Type extends EntryType> = Bodies[Type];
/** One thing that happened in a conversation, numbered without gaps from 1. */
export type Entry = {
  [Type in EntryType]: {
    readonly seq: number;
    readonly id: z.infer<typeof entryIdSchema>;
    readonly type: Type;
    readonly at: number;
    readonly commandId?: string | undefined;
    readonly body: Bodies[Type];
  };
}[EntryType];
/** What `decide` asks to be appended; number, id and instant come from whoever appends. */
export type EntryDraft = {
  [Type in EntryType]: { readonly type: Type; readonly body: Bodies[Type] };
}[EntryType];
/** A way a customer and the centre may talk. */
export type Channel = z.infer<typeof channelSchema>;
/** What a customer may ask for. */
export type CustomerCommand = z.infer<(typeof pageCommands)[number]> | CallbackCommandOfCustomer;
/** What an agent may ask for. */
export type AgentCommand = z.infer<(typeof deskCommands)[number]> | CallbackCommandOfAgent;
/** An entry as it travels, its body not yet checked. */
export type WireEntry = z.infer<typeof wireEntrySchema>;
/** What an agent says about being reachable; `offline` follows from having no connection. */
export type Presence = 'available' | 'busy' | 'away' | 'offline';

/**
 * Checks an entry from outside. `undefined`: a type that is not in the table (pass over it).
 *
 * @throws zod's error when the body breaks the schema of its type
 */
export function readEntry(
  schemas: Readonly<Record<string, z.ZodMiniType>>,
  raw: WireEntry,
): Entry | undefined {
  const schema = Object.hasOwn(schemas, raw.type) ? schemas[raw.type] : undefined;
  // Proven by the schema of exactly this type; the compiler cannot follow the pairing through the table.
  return schema && ({ ...raw, body: schema.parse(raw.body) } as Entry);
}

/** Checks an entry from outside on a customer's page, which hears of callbacks in another way (`CallbackView`). */
export const parsePageEntry = (raw: WireEntry): Entry | undefined => readEntry(pageBodySchemas, raw);
