import * as z from 'zod/mini';
import { fitsBytes } from '../fits-bytes.ts';
import { LIMITS } from '../limits.ts';
import { conversationIdSchema, hasAtMost, seqSchema, shortText } from '../session/schema.ts';

const VISIBLE = /[^\s\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\u00ad]/u;
const NUL_OR_LONE_SURROGATE = /[\0\ud800-\udfff]/u;

/** A chat text: something visible, no NUL, no half characters, at most 4 KiB of UTF-8. */
export const chatTextSchema = z.string().check(
  z.maxLength(LIMITS.maxTextBytes),
  z.refine((text) => VISIBLE.test(text), 'empty'),
  z.refine((text) => !NUL_OR_LONE_SURROGATE.test(text), 'characters'),
  z.refine((text) => fitsBytes(text, LIMITS.maxTextBytes), 'too_large'),
);

/** Names something within one message. */
export const keySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/));
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

/** What customers may send. */
export const customerContentSchema = z.discriminatedUnion('kind', [textContentSchema, formReplySchema]);
/** A customer's command to say something. */
export const sendByCustomerSchema = z.strictObject({
  type: z.literal('chat.send'),
  conversationId: conversationIdSchema,
  content: customerContentSchema,
});

/** A written message. */
export type TextContent = z.infer<typeof textContentSchema>;
/** The values of an answered form, by field id. */
export type FormReplyContent = z.infer<typeof formReplySchema>;
/** What customers may send. */
export type CustomerContent = z.infer<typeof customerContentSchema>;
