import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import {
  authorSchema,
  conversationIdSchema,
  instantSchema,
  localeSchema,
  shortText,
} from '../session/schema.ts';
import { chatTextSchema, formReplySchema, keySchema, textContentSchema } from './schema.ts';

// Apart from what customers send: a page needs this with its first conversation only.

const httpsUrlSchema = z.string().check(z.regex(/^https:\/\/[^\s<>"]+$/), z.maxLength(2_048));

/** Buttons to choose one of. */
export const choicesSchema = z.strictObject({
  kind: z.literal('choices'),
  text: chatTextSchema,
  options: z
    .array(z.strictObject({ id: keySchema, label: shortText(80) }))
    .check(z.minLength(1), z.maxLength(LIMITS.maxOptions)),
});

/** A titled card with an optional link. */
export const cardSchema = z.strictObject({
  kind: z.literal('card'),
  title: shortText(120),
  text: chatTextSchema,
  link: z.optional(z.strictObject({ label: shortText(80), url: httpsUrlSchema })),
});

/** An article of the site to be read in place. Of a bot, it is an automatic answer (M7); `text` says what it begins with. */
export const articleContentSchema = z.strictObject({
  kind: z.literal('article'),
  articleId: keySchema,
  locale: localeSchema,
  title: shortText(120),
  text: chatTextSchema,
});

/** One field of a form in the chat. */
export const formFieldSchema = z.strictObject({
  id: keySchema,
  label: shortText(120),
  input: z.enum(['text', 'email', 'tel', 'number', 'date', 'select']),
  required: z.boolean(),
  options: z.optional(z.array(shortText(80)).check(z.minLength(1), z.maxLength(LIMITS.maxOptions))),
});

/** A small form to answer in the chat. */
export const formSchema = z.strictObject({
  kind: z.literal('form'),
  text: chatTextSchema,
  fields: z.array(formFieldSchema).check(z.minLength(1), z.maxLength(LIMITS.maxFields)),
});

/** What agents (and backends) may send. */
export const agentContentSchema = z.discriminatedUnion('kind', [
  textContentSchema,
  choicesSchema,
  cardSchema,
  formSchema,
  articleContentSchema,
]);
/** Anything a message may hold. */
export const contentSchema = z.discriminatedUnion('kind', [
  textContentSchema,
  choicesSchema,
  cardSchema,
  formSchema,
  articleContentSchema,
  formReplySchema,
]);

/** Body of the timeline entry `chat.message`. */
export const messageBodySchema = z.object({
  author: authorSchema,
  content: contentSchema,
  /** When the sender pressed send, by the sender's clock; for display of late messages only. */
  intentAt: z.optional(instantSchema),
});

/** An agent's command to say something. */
export const sendByAgentSchema = z.strictObject({
  type: z.literal('chat.send'),
  conversationId: conversationIdSchema,
  content: agentContentSchema,
});

/** Buttons to choose one of. */
export type ChoicesContent = z.infer<typeof choicesSchema>;
/** A titled card with an optional link. */
export type CardContent = z.infer<typeof cardSchema>;
/** An article of the site to be read in place. */
export type ArticleContent = z.infer<typeof articleContentSchema>;
/** A small form to answer in the chat. */
export type FormContent = z.infer<typeof formSchema>;
/** One field of such a form. */
export type FormField = z.infer<typeof formFieldSchema>;
/** What agents and backends may send. */
export type AgentContent = z.infer<typeof agentContentSchema>;
/** Anything a message may hold. */
export type Content = z.infer<typeof contentSchema>;
/** Body of the entry `chat.message`. */
export type MessageBody = z.infer<typeof messageBodySchema>;
