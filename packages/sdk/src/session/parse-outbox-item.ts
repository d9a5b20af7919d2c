import { isErrorCode, type CustomerCommand, type ErrorCode } from '@beside/protocol';
import { commandIdSchema, conversationIdSchema, customerContentSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { OutboxItem } from './outbox-rules.ts';

const messageSchema = z.strictObject({
  type: z.literal('chat.send'),
  conversationId: conversationIdSchema,
  content: customerContentSchema,
});
const frameSchema = z.object({
  type: z.string().check(z.regex(/^(?:callback|conversation)\.[a-z-]{1,40}$/)),
  conversationId: conversationIdSchema,
});
/**
 * Commands that hold nothing to be shown are read by their frame only: what reads those about callbacks whole is loaded
 * by those who ask for one, and the server reads all of them again.
 */
const otherCommandSchema = z.custom((value) => frameSchema.safeParse(value).success);

const itemSchema = z.object({
  commandId: commandIdSchema,
  intentAt: z.int().check(z.gte(0)),
  command: z.union([messageSchema, otherCommandSchema]),
  attempts: z.int().check(z.gte(0)),
  state: z.enum(['waiting', 'failed']),
  error: z.optional(z.string()),
  details: z.optional(z.unknown()),
});

/** What an earlier page or another tab left in the outbox; `undefined`: broken, or of a version this one cannot read. */
export function parseOutboxItem(raw: unknown): OutboxItem<CustomerCommand> | undefined {
  const { data } = itemSchema.safeParse(raw);
  if (!data) return undefined;
  const { error, ...item } = data;
  const { command } = item as { readonly command: CustomerCommand }; // of the one kind proven, of the other its frame
  const read = { ...item, command };
  return error === undefined ? read : { ...read, error: readCode(error) };
}

function readCode(text: string): ErrorCode {
  return isErrorCode(text) ? text : 'internal';
}
