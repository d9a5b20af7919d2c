import { isErrorCode, type CustomerCommand, type ErrorCode } from '@beside/protocol';
import { commandIdSchema, customerCommandSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { OutboxItem } from './outbox-rules.ts';

const itemSchema = z.object({
  commandId: commandIdSchema,
  intentAt: z.int().check(z.gte(0)),
  command: customerCommandSchema,
  attempts: z.int().check(z.gte(0)),
  state: z.enum(['waiting', 'failed']),
  error: z.optional(z.string()),
});

/** What an earlier page or another tab left in the outbox; `undefined`: broken, or of a version this one cannot read. */
export function parseOutboxItem(raw: unknown): OutboxItem<CustomerCommand> | undefined {
  const { data } = itemSchema.safeParse(raw);
  if (!data) return undefined;
  const { error, ...item } = data;
  return error === undefined ? item : { ...item, error: readCode(error) };
}

function readCode(text: string): ErrorCode {
  return isErrorCode(text) ? text : 'internal';
}
