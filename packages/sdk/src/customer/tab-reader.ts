import { isErrorCode, type ErrorCode } from '@beside/protocol';
import { availabilitySchema, callbackViewSchema, siteInfoSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import { chatChangeSchemas } from '../channels/chat/chat-change-schema.ts';
import type { ChatModel } from '../channels/chat/chat-state.ts';
import { describeChat } from '../channels/chat/describe-chat.ts';
import type { TabReader } from '../session/tab-link.ts';
import { tabMessageSchema } from '../session/tab-message.ts';
import type { CustomerChange, SharedState } from './customer-change.ts';

const connectionSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('connecting') }),
  z.object({ status: z.literal('connected') }),
  z.object({ status: z.literal('waiting'), retryAt: z.number(), attempt: z.number() }),
  z.object({
    status: z.literal('stopped'),
    code: z.optional(z.custom<ErrorCode>((code) => typeof code === 'string' && isErrorCode(code))),
  }),
]);

const changeSchema = z.discriminatedUnion('type', [
  ...chatChangeSchemas,
  z.object({
    type: z.literal('state'),
    state: z.object({
      connection: connectionSchema,
      clockOffsetMs: z.number(),
      isIdentified: z.boolean(),
      hasEarlier: z.optional(z.boolean()),
      customerId: z.optional(z.string()),
      site: z.optional(siteInfoSchema),
      availability: z.optional(availabilitySchema),
      callback: z.optional(z.nullable(callbackViewSchema)),
    }),
  }),
]);

/**
 * Reads what other tabs of a customer say, and has the answer to one that comes. Loaded when one says something: a page
 * alone never needs it.
 */
export function createTabReader(
  known: () => { readonly shared: SharedState; readonly model: ChatModel },
): TabReader<CustomerChange> {
  return {
    message: (raw) => tabMessageSchema.safeParse(raw).data,
    change: (raw) => changeSchema.safeParse(raw).data,
    describe() {
      const { shared, model } = known();
      return [{ type: 'state', state: shared }, ...describeChat(model)];
    },
  };
}
