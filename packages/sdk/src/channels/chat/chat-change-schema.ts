import type { Entry } from '@beside/protocol';
import {
  commandIdSchema,
  contentSchema,
  conversationIdSchema,
  epochSchema,
  parsePageEntry,
  wireEntrySchema,
} from '@beside/protocol/schema';
import * as z from 'zod/mini';

const seqSchema = z.int().check(z.gte(0));
const entriesSchema = z.pipe(
  z.array(wireEntrySchema),
  z.transform((entries, context): readonly Entry[] => {
    try {
      return entries.flatMap((entry) => parsePageEntry(entry) ?? []);
    } catch {
      context.issues.push({ code: 'custom', message: 'entry', input: entries });
      return [];
    }
  }),
);
const cursorSchema = z.object({ epoch: epochSchema, seq: seqSchema });
const partialReceiptSchema = z.object({
  deliveredSeq: z.exactOptional(seqSchema),
  readSeq: z.exactOptional(seqSchema),
});

/** Every change of a chat, as one tab tells it another. */
export const chatChangeSchemas = [
  z.object({
    type: z.literal('conversation'),
    conversationId: z.nullable(conversationIdSchema),
    status: z.enum(['new', 'idle', 'queued', 'offered', 'assigned', 'ended']),
    isNew: z.boolean(),
  }),
  z.object({
    type: z.literal('entries'),
    conversationId: conversationIdSchema,
    entries: entriesSchema,
    cursor: cursorSchema,
  }),
  z.object({
    type: z.literal('history'),
    conversationId: conversationIdSchema,
    entries: entriesSchema,
    hasEarlier: z.boolean(),
  }),
  z.object({ type: z.literal('loading-earlier'), isOn: z.boolean() }),
  z.object({
    type: z.literal('discontinuity'),
    conversationId: conversationIdSchema,
    reason: z.enum(['epoch', 'too-far', 'future']),
  }),
  z.object({ type: z.literal('receipts'), customer: partialReceiptSchema, agent: partialReceiptSchema }),
  z.object({ type: z.literal('other-typing'), isOn: z.boolean() }),
  z.object({ type: z.literal('queue-position'), position: seqSchema }),
  z.object({
    type: z.literal('sent'),
    conversationId: conversationIdSchema,
    commandId: commandIdSchema,
    seq: seqSchema,
    at: seqSchema,
    content: contentSchema,
  }),
] as const;
