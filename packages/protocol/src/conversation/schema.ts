import * as z from 'zod/mini';
import type { CallbackCommandOfAgent, CallbackCommandOfCustomer } from '../callback/command-schema.ts';
import type { callbackBodySchemas } from '../callback/schema.ts';
import { sendByAgentSchema } from '../chat/content-schema.ts';
import { sendByCustomerSchema } from '../chat/schema.ts';
import { contextSchema } from '../session/context-schema.ts';
import {
  conversationIdSchema,
  entryIdSchema,
  instantSchema,
  localeSchema,
  offerIdSchema,
  queueIdSchema,
  seqSchema,
} from '../session/schema.ts';
import { channelSchema } from './channel-schema.ts';
import type { pageBodySchemas } from './page-bodies.ts';

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
  z.strictObject({
    type: z.literal('conversation.end'),
    conversationId: conversationIdSchema,
    /** The automatic answer that was enough; of any other message it is as if it were absent. */
    solvedBy: z.optional(seqSchema),
  }),
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
