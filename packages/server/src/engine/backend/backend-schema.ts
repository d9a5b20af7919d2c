import { ERRORS, type ErrorCode } from '@beside/protocol';
import { contentSchema, conversationIdSchema, nameText } from '@beside/protocol/schema';
import * as z from 'zod';

const feature = z.discriminatedUnion('support', [
  z.object({ support: z.literal('native') }),
  z.object({ support: z.literal('emulated'), loses: z.string() }),
  z.object({ support: z.literal('none') }),
]);

/** What a backend says it can do. */
export const capabilitiesSchema = z.object({
  delivery: z.object({ catchUp: z.enum(['cursor', 'none']), sendKey: z.enum(['native', 'echo', 'none']) }),
  chat: z.object({
    maxTextBytes: z.union([z.int().min(1), z.literal('unknown')]),
    contentKinds: z.array(z.enum(['text', 'choices', 'card', 'form', 'form-reply'])),
    typingToCentre: feature,
    typingToCustomer: feature,
    receipts: feature,
  }),
  context: feature,
  reports: feature,
});

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]; // the keys of the register

/** How a call of a backend ended; the value of `done` is checked by whoever needs it. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), value: z.unknown(), replayed: z.boolean() }),
  z.object({
    kind: z.literal('failed'),
    failure: z.object({
      code: z.enum(codes),
      vendorCode: z.string().max(200).optional(),
      retry: z.enum(['never', 'backoff']),
      retryAfterMs: z.number().min(0).max(86_400_000).optional(),
    }),
  }),
  z.object({
    kind: z.literal('unknown'),
    reconcile: z.enum(['safe-to-retry', 'check-transcript', 'impossible']),
  }),
]);

const backendId = z.string().min(1).max(200);
const name = nameText(100).check(z.minLength(1));
/** Agents of others have ids of their own kind; ours are derived from them. */
const author = z.discriminatedUnion('role', [
  z.object({ role: z.literal('customer') }),
  z.object({ role: z.literal('agent'), agentId: z.string().min(1).max(200), name }),
  z.object({ role: z.literal('bot'), name }),
]);
const head = {
  conversationId: conversationIdSchema,
  backendId: backendId.nullable(),
  cursor: z.string().max(4_096).nullable(),
  clientKey: z.string().max(200).nullable(),
  at: z.number(),
};

/** Something a backend tells. Effects that have no state of their own to guard them need an id. */
export const backendEventSchema = z.discriminatedUnion('type', [
  z.object({ ...head, type: z.literal('message'), backendId, author, content: contentSchema }),
  z.object({ ...head, type: z.literal('queued'), position: z.int().min(1).optional() }),
  z.object({ ...head, type: z.literal('answered'), agentKey: z.string().min(1).max(200), name }),
  z.object({ ...head, type: z.literal('returned'), reason: z.enum(['disconnected', 'released']) }),
  z.object({ ...head, type: z.literal('ended'), by: z.enum(['agent', 'customer', 'system']) }),
  z.object({ ...head, type: z.literal('typing'), on: z.boolean() }),
  z.object({
    ...head,
    type: z.literal('receipt'),
    status: z.enum(['delivered', 'read']),
    uptoKey: z.string().min(1).max(200),
  }),
  z.object({ ...head, type: z.literal('gap'), recoverable: z.boolean() }),
]);

/** A checked event. */
export type CheckedEvent = z.infer<typeof backendEventSchema>;
/** A checked outcome. */
export type CheckedOutcome = z.infer<typeof outcomeSchema>;
