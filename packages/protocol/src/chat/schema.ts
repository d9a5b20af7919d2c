import * as z from 'zod/mini';
import { fitsBytes } from '../fits-bytes.ts';
import { LIMITS } from '../limits.ts';
import {
  authorSchema,
  conversationIdSchema,
  hasAtMost,
  instantSchema,
  seqSchema,
  shortText,
} from '../session/schema.ts';

const VISIBLE = /[^\s\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\u00ad]/u;
const NUL_OR_LONE_SURROGATE = /[\0\ud800-\udfff]/u;

/** A chat text: something visible, no NUL, no half characters, at most 4 KiB of UTF-8. */
export const chatTextSchema = z.string().check(
  z.maxLength(LIMITS.maxTextBytes),
  z.refine((text) => VISIBLE.test(text), 'empty'),
  z.refine((text) => !NUL_OR_LONE_SURROGATE.test(text), 'characters'),
  z.refine((text) => fitsBytes(text, LIMITS.maxTextBytes), 'too_large'),
);

const keySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/));
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

/** A written message; `replyTo` names the structured message it answers. */
export const textContentSchema = z.strictObject({
  kind: z.literal('text'),
  text: chatTextSchema,
  replyTo: z.optional(z.strictObject({ seq: seqSchema, optionId: z.optional(keySchema) })),
});

/** Values of a form in the chat, by field id. */
export const formReplySchema = z.strictObject({
  kind: z.literal('form-reply'),
  replyTo: z.strictObject({ seq: seqSchema }),
  values: z.record(keySchema, shortText(500)).check(z.refine(hasAtMost(LIMITS.maxFields))),
});

/** What agents (and backends) may send. */
export const agentContentSchema = z.discriminatedUnion('kind', [
  textContentSchema,
  choicesSchema,
  cardSchema,
  formSchema,
]);
/** What customers may send. */
export const customerContentSchema = z.discriminatedUnion('kind', [textContentSchema, formReplySchema]);
/** Anything a message may hold. */
export const contentSchema = z.discriminatedUnion('kind', [
  textContentSchema,
  choicesSchema,
  cardSchema,
  formSchema,
  formReplySchema,
]);

/** Body of the timeline entry `chat.message`. */
export const messageBodySchema = z.object({
  author: authorSchema,
  content: contentSchema,
  /** When the sender pressed send, by the sender's clock; for display of late messages only. */
  intentAt: z.optional(instantSchema),
});

/** A customer's command to say something. */
export const sendByCustomerSchema = z.strictObject({
  type: z.literal('chat.send'),
  conversationId: conversationIdSchema,
  content: customerContentSchema,
});

/** An agent's command to say something. */
export const sendByAgentSchema = z.strictObject({
  type: z.literal('chat.send'),
  conversationId: conversationIdSchema,
  content: agentContentSchema,
});

/** A written message. */
export type TextContent = z.infer<typeof textContentSchema>;
/** Buttons to choose one of. */
export type ChoicesContent = z.infer<typeof choicesSchema>;
/** A titled card with an optional link. */
export type CardContent = z.infer<typeof cardSchema>;
/** A small form to answer in the chat. */
export type FormContent = z.infer<typeof formSchema>;
/** One field of such a form. */
export type FormField = z.infer<typeof formFieldSchema>;
/** The values of an answered form, by field id. */
export type FormReplyContent = z.infer<typeof formReplySchema>;
/** What customers may send. */
export type CustomerContent = z.infer<typeof customerContentSchema>;
/** What agents and backends may send. */
export type AgentContent = z.infer<typeof agentContentSchema>;
/** Anything a message may hold. */
export type Content = z.infer<typeof contentSchema>;
/** Body of the entry `chat.message`. */
export type MessageBody = z.infer<typeof messageBodySchema>;
