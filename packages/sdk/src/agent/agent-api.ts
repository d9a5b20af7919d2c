import type {
  AgentDesk,
  BesideError,
  CallbackCommandOfAgent,
  CallbackId,
  Clock,
  ConnectionState,
  ConversationId,
  Desk,
  OfferId,
} from '@beside/protocol';
import type { ChatChannel } from '../channels/chat/view.ts';
import type { TabLock } from '../base/tab-lock.ts';

/** How an agent's client is made. Nothing of it is ever stored on the agent's machine. */
export interface AgentClientOptions {
  readonly desk: AgentDesk;
  /** Resolves to a ticket for one connection; rejects with `unauthenticated` when signed out. */
  readonly ticket: () => Promise<string>;
  readonly locale?: string;
  /** Elects the one tab that notifies and plays sounds. */
  readonly tabs?: TabLock;
  readonly clock?: Clock;
}

/** What a console shows; a new object after every change. */
export interface AgentState {
  readonly connection: ConnectionState;
  /** Absent until greeted. */
  readonly desk?: Desk;
  /** This tab notifies and plays sounds. */
  readonly isLeader: boolean;
  readonly clockOffsetMs: number;
  /** Messages that are not acknowledged yet, over all conversations; warn before the page is left. */
  readonly unsentCount: number;
}

/** What an agent's client tells. */
export interface AgentClientEvents {
  'state-changed': AgentState;
  /** It rings here; `shouldAlert` in exactly one tab. */
  'offer-received': {
    readonly conversationId: ConversationId;
    readonly offerId: OfferId;
    readonly shouldAlert: boolean;
  };
  /** A callback rings here; `shouldAlert` in exactly one tab. */
  'callback-offered': {
    readonly callbackId: CallbackId;
    readonly offerId: OfferId;
    readonly shouldAlert: boolean;
  };
  'message-received': {
    readonly conversationId: ConversationId;
    readonly key: string;
    readonly shouldAlert: boolean;
  };
  error: { readonly error: BesideError };
}

/** Everything a console can do, without any user interface. */
export interface AgentClient {
  readonly state: AgentState;
  on<Key extends keyof AgentClientEvents>(
    key: Key,
    listener: (payload: AgentClientEvents[Key]) => void,
  ): () => void;
  setPresence(presence: 'available' | 'busy' | 'away'): Promise<void>;
  /** Rejects with `offer_gone` when somebody else was faster or it expired. */
  accept(conversationId: ConversationId, offerId: OfferId): Promise<void>;
  decline(conversationId: ConversationId, offerId: OfferId): Promise<void>;
  /** Gives an assigned conversation back to its queue, once what was written in it is sent. */
  release(conversationId: ConversationId): Promise<void>;
  /**
   * Does what an agent, or a supervisor, may do with callbacks of the desk. Rejects with `callback_stale`,
   * `callback_not_ready`, `dial_in_flight`, `offer_gone`, `forbidden` and others of the register; with `disconnected` it may
   * have happened: the next desk says whether.
   */
  callback(command: CallbackCommandOfAgent): Promise<void>;
  /**
   * The chat of a conversation of the desk, followed while the desk lists it or gives the details of its callback. The same object for the same id, until it was
   * left and nobody listens to it.
   */
  chat(conversationId: ConversationId): ChatChannel;
  stop(): void;
}
