import {
  BesideError,
  isErrorCode,
  type Availability,
  type ConnectionState,
  type ErrorCode,
  type SiteInfo,
} from '@beside/protocol';
import { availabilitySchema, siteInfoSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import { chatChangeSchemas } from '../channels/chat/chat-change-schema.ts';
import type { ChatChange } from '../channels/chat/chat-change.ts';

/** A connection as tabs tell it each other: an error by its code. */
export type ToldConnection =
  | Exclude<ConnectionState, { status: 'stopped' }>
  | { readonly status: 'stopped'; readonly code?: ErrorCode | undefined };

/** What the tab that leads knows apart from the chat. */
export interface SharedState {
  readonly connection: ToldConnection;
  readonly clockOffsetMs: number;
  readonly isIdentified: boolean;
  /** These three are absent until the first greeting. */
  readonly customerId?: string | undefined;
  readonly site?: SiteInfo | undefined;
  readonly availability?: Availability | undefined;
}

/** One thing that became known to a customer's client. */
export type CustomerChange = ChatChange | { readonly type: 'state'; readonly state: SharedState };

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
      customerId: z.optional(z.string()),
      site: z.optional(siteInfoSchema),
      availability: z.optional(availabilitySchema),
    }),
  }),
]);

/** A change as another tab told it; `undefined`: not one this version understands. */
export function parseCustomerChange(raw: unknown): CustomerChange | undefined {
  return changeSchema.safeParse(raw).data;
}

/** A connection in the form tabs can tell each other; error objects do not survive the way. */
export function tellConnection(connection: ConnectionState): ToldConnection {
  if (connection.status !== 'stopped') return connection;
  return connection.error ? { status: 'stopped', code: connection.error.code } : { status: 'stopped' };
}

/** The same the other way round. */
export function readConnection(told: ToldConnection): ConnectionState {
  if (told.status !== 'stopped') return told;
  return told.code ? { status: 'stopped', error: new BesideError(told.code) } : { status: 'stopped' };
}
