import { isErrorCode } from '@beside/protocol';
import { commandIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';

const errorCodeSchema = z.string().check(z.refine((code) => isErrorCode(code)));

/** What one tab says to the others. */
export const tabMessageSchema = z.discriminatedUnion('type', [
  /** A tab came or lost the thread: whoever leads tells everything. */
  z.object({ type: z.literal('join') }),
  /** What became known, numbered by the leader without gaps; `isWhole`: this is everything, forget the rest. */
  z.object({
    type: z.literal('changes'),
    leaderId: commandIdSchema,
    number: z.int(),
    isWhole: z.boolean(),
    changes: z.array(z.unknown()),
  }),
  /** The outbox in the store was changed. */
  z.object({ type: z.literal('outbox-changed') }),
  /** Interactions in the store wait to be reported. */
  z.object({ type: z.literal('reports-changed') }),
  /** The customer is to be forgotten everywhere. */
  z.object({ type: z.literal('forget') }),
  /** Only the leader can do this; it answers. */
  z.object({
    type: z.literal('ask'),
    id: commandIdSchema,
    wish: z.enum([
      'typing',
      'stop-typing',
      'mark-read',
      'load-earlier',
      'wake',
      'identify',
      'earlier',
      'callback',
    ]),
    /** Of `identify`: the token, and the id under which it is said at every try. */
    token: z.optional(z.string().check(z.maxLength(4_096))),
    commandId: z.optional(commandIdSchema),
    /** Of `earlier` and `callback`; read by whoever answers. */
    query: z.optional(z.unknown()),
  }),
  z.object({
    type: z.literal('answer'),
    id: commandIdSchema,
    code: z.nullable(errorCodeSchema),
    value: z.optional(z.unknown()),
  }),
]);

/** One of the messages between tabs. */
export type TabMessage = z.infer<typeof tabMessageSchema>;
/** What a tab asks of the leader. */
export type TabWish = Extract<TabMessage, { type: 'ask' }>['wish'];
