import {
  BesideError,
  type Availability,
  type CallbackView,
  type ConnectionState,
  type ErrorCode,
  type SiteInfo,
} from '@beside/protocol';
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
  readonly hasEarlier?: boolean | undefined;
  /** These three are absent until the first greeting. */
  readonly customerId?: string | undefined;
  readonly site?: SiteInfo | undefined;
  readonly availability?: Availability | undefined;
  /** `null`: there is none. */
  readonly callback?: CallbackView | null | undefined;
}

/** One thing that became known to a customer's client. */
export type CustomerChange = ChatChange | { readonly type: 'state'; readonly state: SharedState };

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
