import type { CallbackView } from '../callback/schema.ts';
import type { AgentCommand, CustomerCommand, Entry } from '../conversation/schema.ts';
import type { BesideError } from '../errors.ts';
import type { CommandId, ConversationId, Epoch } from '../ids.ts';
import type { Availability, Receipt, SiteInfo } from '../session/schema.ts';
import type { ConversationStatus } from '../conversation/state.ts';
import type { CommandResult, Desk, Signal } from '../wire/frames.ts';

/** How the connection to a contact centre is. `waiting`: between attempts. `stopped`: will not try again by itself. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  | { readonly status: 'waiting'; readonly retryAt: number; readonly attempt: number }
  | { readonly status: 'stopped'; readonly error?: BesideError };

/** Where a reader stands in a conversation. */
export interface Cursor {
  readonly epoch: Epoch;
  readonly seq: number;
}

/** What both kinds of sessions tell. Key → payload. */
export interface TimelineEvents {
  /** The connection changed. */
  'connection-changed': ConnectionState;
  /**
   * New entries of a followed conversation, gapless against what was delivered before: everything up to `cursor` is
   * known now. Entries the reader may not see are left out.
   */
  entries: {
    readonly conversationId: ConversationId;
    readonly entries: readonly Entry[];
    readonly cursor: Cursor;
  };
  /** What was known does not continue: forget the entries of this conversation; those after `cursor` follow, older ones by `history`. */
  discontinuity: {
    readonly conversationId: ConversationId;
    readonly cursor: Cursor;
    readonly reason: 'epoch' | 'too-far' | 'future';
  };
  /** Something ephemeral; `queue-position` comes from the server. */
  signal: {
    readonly conversationId: ConversationId;
    readonly from: 'customer' | 'agent' | 'bot' | 'server';
    readonly signal: Signal;
  };
  /** How far both sides have received and read. */
  receipts: { readonly conversationId: ConversationId; readonly customer: Receipt; readonly agent: Receipt };
}

/** A page of older entries, ascending. */
export interface HistoryPage {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/** What customers' and agents' sessions share. All methods may be called at any time and in any state. */
export interface TimelineSession<Events extends TimelineEvents, Command> {
  /** Where the connection stands now. */
  readonly connection: ConnectionState;
  /** Server's clock minus this one's, in ms; 0 until known. For display only. */
  readonly clockOffsetMs: number;
  /** Listens; returns the way to stop, which is safe twice. */
  on<Key extends keyof Events>(key: Key, listener: (payload: Events[Key]) => void): () => void;
  /**
   * Sends a command and resolves when it is durable. The same `commandId` with the same command is done once, however
   * often it is sent. Does not queue: rejects with `disconnected` when there is no connection, or when it is lost before
   * the answer (then it may have happened: send it again with the same id).
   */
  execute(
    command: Command,
    key: { readonly commandId: CommandId; readonly intentAt: number },
  ): Promise<CommandResult>;
  /** Delivers the entries after `cursor` (or the newest page), then every new one, over reconnections too, until `unfollow`. */
  follow(conversationId: ConversationId, cursor?: Cursor): void;
  unfollow(conversationId: ConversationId): void;
  /** Entries before `beforeSeq`, newest page first. Rejects with `disconnected`, `not_found`, `timeout`. */
  history(
    conversationId: ConversationId,
    options: { readonly beforeSeq: number; readonly limit: number },
  ): Promise<HistoryPage>;
  /** Says something ephemeral; lost without a connection. */
  signal(conversationId: ConversationId, signal: { readonly kind: 'typing'; readonly on: boolean }): void;
  /** Says how far this side has received or read; said again after a reconnection by whoever follows. */
  receipt(conversationId: ConversationId, receipt: Partial<Receipt>): void;
  /** Tries to connect now instead of later (the network is back, the page is shown again). */
  wake(): void;
  /** Ends it for good; safe twice. */
  close(): void;
}

/** What a customer's session tells besides. */
export interface CustomerEvents extends TimelineEvents {
  /** A connection was greeted; comes again after every reconnection. */
  welcome: CustomerWelcome;
  /** Keep this token for the next visit; the old one stays valid until this one is used. */
  token: { readonly token: string };
  /** Opening hours or staffing changed. */
  availability: Availability;
  /** The customer's callback as it is now, after every welcome and whenever it changes; `null`: there is none. */
  callback: CallbackView | null;
}

/** What a customer's page learns when it is greeted. */
export interface CustomerWelcome {
  readonly customerId: string;
  readonly site: SiteInfo;
  readonly availability: Availability;
  readonly identified: boolean;
  /** Whether there are conversations that have ended. */
  readonly hasEarlier: boolean;
  /** The open conversation, or the last one of the last 24 hours. */
  readonly conversation: {
    readonly conversationId: ConversationId;
    readonly epoch: Epoch;
    readonly status: ConversationStatus;
    readonly lastSeq: number;
  } | null;
}

/** What an agent's session tells besides. */
export interface AgentEvents extends TimelineEvents {
  /** Everything apart from timelines; whole each time. */
  desk: Desk;
}

export type { AgentCommand, CustomerCommand };
