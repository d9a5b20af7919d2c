import type { Content } from '../chat/content-schema.ts';
import type { ErrorCode } from '../errors.ts';
import type { ConversationId, CustomerId, SiteId } from '../ids.ts';
import type { Context } from '../session/context-schema.ts';
import type { Author, Interaction } from '../session/schema.ts';

/** What to do about a call whose outcome is not known. */
export type Reconcile = 'safe-to-retry' | 'check-transcript' | 'impossible';

/** Why a call failed. */
export interface BackendFailure {
  readonly code: ErrorCode;
  /** Of the vendor, for the log; never personal data. */
  readonly vendorCode?: string;
  /** `backoff`: the same call may succeed later. */
  readonly retry: 'never' | 'backoff';
  readonly retryAfterMs?: number;
}

/** How a call ended. The third outcome is the important one: it may have happened and is never retried blindly. */
export type Outcome<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      /** the backend recognised the key */ readonly replayed: boolean;
    }
  | { readonly kind: 'failed'; readonly failure: BackendFailure }
  | { readonly kind: 'unknown'; readonly reconcile: Reconcile };

/** What comes with every effect. */
export interface CallContext {
  /** Of the caller, the same over retries. */
  readonly key: string;
  /** Aborts when the caller stops waiting; the outcome is then `unknown` unless certain. */
  readonly signal: AbortSignal;
}

/** Whether a thing can be done; `emulated` says what is lost. */
export type Feature =
  | { readonly support: 'native' }
  | { readonly support: 'emulated'; readonly loses: string }
  | { readonly support: 'none' };

/** What a backend can do, as data. */
export interface BackendCapabilities {
  readonly delivery: {
    /** Whether the backend can be asked for events from a cursor on. */
    readonly catchUp: 'cursor' | 'none';
    /** `native`: the same key is done once. `echo`: the key comes back in events. `none`: neither. */
    readonly sendKey: 'native' | 'echo' | 'none';
  };
  readonly chat: {
    readonly maxTextBytes: number | 'unknown';
    readonly contentKinds: readonly Content['kind'][];
    readonly typingToCentre: Feature;
    readonly typingToCustomer: Feature;
    readonly receipts: Feature;
  };
  readonly context: Feature;
  readonly reports: Feature;
}

/** What a backend tells. `backendId` removes duplicates; `null` = ephemeral. */
export type BackendEvent = {
  readonly conversationId: ConversationId;
  readonly backendId: string | null;
  /** Opaque; handed back to `events` to go on from here. */
  readonly cursor: string | null;
  /** Our key, where the backend echoes it. */
  readonly clientKey: string | null;
  /** Epoch ms by the backend's clock; for display only. */
  readonly at: number;
} & BackendEventBody;

/** The kinds of things a backend tells. */
export type BackendEventBody =
  | { readonly type: 'message'; readonly author: Author; readonly content: Content }
  | { readonly type: 'queued'; readonly position?: number }
  | { readonly type: 'answered'; readonly agentKey: string; readonly name: string }
  | { readonly type: 'returned'; readonly reason: 'disconnected' | 'released' }
  | { readonly type: 'ended'; readonly by: 'agent' | 'customer' | 'system' }
  | { readonly type: 'typing'; readonly on: boolean }
  | {
      readonly type: 'receipt';
      readonly status: 'delivered' | 'read';
      readonly backendId: null;
      readonly uptoKey: string;
    }
  /** Events are missing; `recoverable` when asking from the last cursor brings them. */
  | { readonly type: 'gap'; readonly recoverable: boolean };

/** What a conversation starts with. */
export interface StartConversation {
  readonly conversationId: ConversationId;
  readonly siteId: SiteId;
  readonly customerId: CustomerId;
  readonly queueId: string;
  readonly locale: string;
  readonly queuedAt: number;
  readonly context: Context;
}

/** What stands behind the server: our engine, a vendor, a fake. An absent method means "not offered". */
export interface Backend {
  readonly name: string;
  /** The version of this port. */
  readonly contract: '1';
  readonly capabilities: BackendCapabilities;
  readonly chat: {
    start(request: StartConversation, context: CallContext): Promise<Outcome<{ readonly backendId: string }>>;
    send(
      conversationId: ConversationId,
      message: { readonly content: Content; readonly intentAt?: number },
      context: CallContext,
    ): Promise<Outcome<{ readonly backendId: string }>>;
    /** Looks for an effect by its key, where an outcome was unknown. `null`: it certainly did not happen. */
    find?(
      conversationId: ConversationId,
      key: string,
      context: CallContext,
    ): Promise<Outcome<{ readonly backendId: string } | null>>;
    end(conversationId: ConversationId, context: CallContext): Promise<Outcome<void>>;
    typing?(conversationId: ConversationId, on: boolean): Promise<void>;
    receipt?(conversationId: ConversationId, status: 'delivered' | 'read', uptoKey: string): Promise<void>;
  };
  setContext?(conversationId: ConversationId, context: Context, call: CallContext): Promise<Outcome<void>>;
  report?(
    siteId: SiteId,
    interactions: readonly Interaction[],
    call: CallContext,
  ): Promise<Outcome<{ readonly accepted: number }>>;
  /** Everything the backend tells, from a cursor on (`null`: from now), until the signal aborts. One reader at a time. */
  events(from: string | null, signal: AbortSignal): AsyncIterable<BackendEvent>;
  /** Ends it; safe twice. */
  dispose(): Promise<void>;
}

/** What a module named by the configuration's `backend` exports as `createBackend`. */
export type CreateBackend = (options: {
  readonly settings: Readonly<Record<string, unknown>>;
}) => Backend | Promise<Backend>;
