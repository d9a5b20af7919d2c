import type {
  Availability,
  BesideError,
  CallbackView,
  Clock,
  ConnectionState,
  ContactCenter,
  Context,
  ConversationId,
  FlowSource,
  SiteInfo,
} from '@beside/protocol';
import type { CallbackChannel } from '../channels/callback/view.ts';
import type { Draft } from '../channels/chat/draft.ts';
import type { EarlierConversations } from '../channels/chat/earlier.ts';
import type { FlowChannel } from '../channels/visual-ivr/view.ts';
import type { FlowWay } from '../session/flow-way.ts';
import type { ChatChannel } from '../channels/chat/view.ts';
import type { KeyValueStore } from '../base/key-value-store.ts';
import type { TabLock } from '../base/tab-lock.ts';

/** What the client and the elements report by themselves; `subject.what-happened`. */
export type KnownInteraction =
  | 'launcher.opened'
  | 'launcher.closed'
  | 'chat.opened'
  | 'chat.choice-picked'
  | 'chat.form-sent'
  | 'chat.ended'
  | 'callback.opened'
  | 'callback.slot-picked'
  | 'callback.requested'
  | 'callback.rescheduled'
  | 'callback.retried'
  | 'callback.cancelled'
  | 'flow.entered'
  | 'flow.left'
  | 'flow.led-to'
  | 'flow.solved'
  | 'search.opened'
  | 'search.shown'
  | 'article.opened'
  | 'article.helped'
  | 'conversation.started'
  | 'message.sent';

/** A name of the site's own has the same form and any subject. */
export type InteractionName = KnownInteraction | (`${string}.${string}` & {});

/** Where a page has its site's flow from. */
export interface CustomerFlowOptions {
  /** The answer with the first level (`firstLevelSchema`), unread; `undefined` when it could not be had. Never rejects. */
  readonly first: Promise<unknown>;
  /** Loads what asks for everything else. */
  readonly open: () => Promise<FlowSource>;
}

/** How a customer's client is made. */
export interface CustomerClientOptions {
  readonly contactCenter: ContactCenter;
  readonly siteId: string;
  /** BCP 47; `en` when absent. */
  readonly locale?: string;
  /** Where token and outbox are kept. In memory when absent; pages hand in the IndexedDB driver. */
  readonly store?: KeyValueStore;
  /** Elects the one tab that holds the connection. When absent every client leads itself. */
  readonly tabs?: TabLock;
  /** The site's flow; absent: this page has none. */
  readonly flow?: CustomerFlowOptions;
  /** Time, randomness and timers; the system's when absent. */
  readonly clock?: Clock;
}

/** What a page may know about its client; a new object after every change. */
export interface CustomerState {
  readonly connection: ConnectionState;
  /** `idle`: nothing was opened, stored or connected yet. */
  readonly phase: 'idle' | 'started' | 'stopped';
  /** This tab holds the connection and plays sounds; the others mirror it. */
  readonly isLeader: boolean;
  /** `memory`: the browser does not let anything be stored, a reload loses what was not sent. */
  readonly storage: 'persistent' | 'memory';
  readonly site?: SiteInfo;
  readonly availability?: Availability;
  /** The customer's callback as the server says it; absent: there is none. `openCallback` knows more. */
  readonly callback?: CallbackView;
  readonly isIdentified: boolean;
  /** When the connection was greeted, there were conversations that had ended. */
  readonly hasEarlier: boolean;
  /** Server's clock minus this one's, ms; for display. */
  readonly clockOffsetMs: number;
}

/** What a customer's client tells. Key → payload. */
export interface CustomerClientEvents {
  /** The first connection was greeted; also delivered to those who listen later. */
  ready: { readonly customerId: string; readonly site: SiteInfo };
  /** Any part of the state changed. */
  'state-changed': CustomerState;
  'connection-changed': ConnectionState;
  'conversation-started': { readonly conversationId: ConversationId };
  'conversation-ended': {
    readonly conversationId: ConversationId;
    readonly by: 'customer' | 'agent' | 'system';
  };
  'message-sent': { readonly conversationId: ConversationId; readonly key: string };
  /** A message of the other side arrived live; `shouldAlert` in exactly one tab. */
  'message-received': {
    readonly conversationId: ConversationId;
    readonly key: string;
    readonly shouldAlert: boolean;
  };
  'message-failed': { readonly key: string; readonly error: BesideError };
  /** Something went wrong that no promise belongs to. */
  error: { readonly error: BesideError };
}

/** Everything a page can do for a customer, without any user interface. */
export interface CustomerClient {
  readonly state: CustomerState;
  readonly chat: ChatChannel;
  /** Listens; returns the way to stop. `ready` and the newest states reach late listeners at once. */
  on<Key extends keyof CustomerClientEvents>(
    key: Key,
    listener: (payload: CustomerClientEvents[Key]) => void,
  ): () => void;
  /** Opens store and connection; the customer's first touch. Safe twice. Resolves when state from the store is there (not: when connected). */
  start(): Promise<void>;
  /** What the customer is writing, kept over reloads; for one field at a time. */
  openDraft(): Promise<Draft>;
  /** Conversations that are over, to be read. Ask after `start`. */
  openEarlier(): Promise<EarlierConversations>;
  /** The first level of the site's flow as the server drew it, unread; absent: this page has no flow. */
  readonly firstLevel?: Promise<unknown> | undefined;
  /** What the flow has found out for the chat or the callback that comes next. */
  readonly way: FlowWay | undefined;
  /** The site's flow (I1); the same channel every time. Rejects with `unsupported` where this page has none. */
  openFlow(): Promise<FlowChannel>;
  /** Being called back, where `state.site.callsBack`; the same channel every time. */
  openCallback(): Promise<CallbackChannel>;
  /** Language of what comes next. */
  setLocale(locale: string): void;
  /** Replaces the named parts of what the page says about the moment; sent with the conversation. Rejects with `invalid_option`. */
  setContext(context: Context): Promise<void>;
  /** Says who the customer is by a token the site's own server signed. */
  identify(identityToken: string): Promise<void>;
  /** Reports something the customer did with the interface; kept and sent in keyed batches. Throws `invalid_option` for a name or property that has not the form. */
  report(name: InteractionName, properties?: Readonly<Record<string, string | number | boolean>>): void;
  /** Forgets the customer on this browser (sign-out): token, outbox, history; other tabs too. */
  forget(): Promise<void>;
  /** Ends listeners, timers, connection; what is in the outbox stays. Safe twice. */
  stop(): void;
}
