import * as z from 'zod/mini';
import { messageBodySchema } from '../chat/content-schema.ts';
import { conversationIdSchema, instantSchema, nameText, seqSchema } from '../session/schema.ts';
import { statusSchema } from '../wire/basics.ts';

/** One line in the list of a customer's conversations. */
export const conversationLineSchema = z.object({
  conversationId: conversationIdSchema,
  status: statusSchema,
  startedAt: instantSchema,
  endedAt: z.nullable(instantSchema),
  lastSeq: seqSchema,
  /** Who answered last, as far as the last entries say. */
  agentName: z.optional(nameText(100)),
  /** What was written last, as far as the last entries say. */
  lastMessage: z.optional(messageBodySchema),
});

/** One line in the list of a customer's conversations. */
export type ConversationLine = z.infer<typeof conversationLineSchema>;

/** Lines from outside; one that is broken, or of a version this one cannot read, is passed over. */
export function readConversationLines(raw: readonly unknown[]): ConversationLine[] {
  return raw.flatMap((line) => conversationLineSchema.safeParse(line).data ?? []);
}
