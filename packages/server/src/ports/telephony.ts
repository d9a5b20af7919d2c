/**
 * What happens when a call is asked for twice with one key, which decides what may be done after an answer was lost:
 * `idempotent`: it is there once, asking again is safe. `lookup`: it would be there twice, but one can ask whether it
 * is there. `none`: neither, so a person has to look.
 */
export type DialSafety = 'idempotent' | 'lookup' | 'none';

/** Which telephone is rung: the customer's, or the agent's where the provider rings both. */
export type CallLeg = 'customer' | 'agent';

/** What is said of a leg while it lives. */
export const LIVE_STATUSES = ['ringing', 'answered'] as const;
/**
 * How a leg ends. `ended`: it had been answered and is over. `voicemail`: a machine answered, which is no success.
 * `cancelled`: we hung up before anybody answered.
 */
export const END_STATUSES = [
  'busy',
  'no_answer',
  'voicemail',
  'invalid_number',
  'carrier_error',
  'cancelled',
  'ended',
] as const;

/** A status of a leg. */
export type CallStatus = (typeof LIVE_STATUSES)[number] | (typeof END_STATUSES)[number];
/** A status after which nothing comes. */
export type CallEnd = (typeof END_STATUSES)[number];

/** One thing a provider says about a call. */
export interface CallEvent {
  /** The provider's own id of this event; the same when it is delivered again. */
  readonly eventId: string;
  /** The provider's id of the call. */
  readonly callRef: string;
  /** Our key, where the provider gives it back. */
  readonly callKey: string | null;
  readonly leg: CallLeg;
  readonly status: CallStatus;
  /** The provider's numbering within a call, rising but not always without gaps; `null` where it has none. */
  readonly sequence: number | null;
  /** Epoch ms by the provider's clock, which may be wrong: for display only. What counts is when we received it. */
  readonly at: number;
}

/** Where the agent is rung, when the provider rings both sides. */
export type AgentLeg =
  /** E.164. */
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'sip'; readonly address: string }
  /** A room of the provider in which the agent already is or will be. */
  | { readonly kind: 'room'; readonly room: string };

/** One call to be made. */
export interface DialRequest {
  /** The caller's, one per attempt, never used for another: 1 to 64 of A-Z, a-z, 0-9, `_` and `-`. */
  readonly callKey: string;
  /** E.164; checked before by the rules of the callback channel. */
  readonly to: string;
  /** The number that is shown, E.164. */
  readonly from: string;
  /** Absent: only the customer is rung. */
  readonly agentLeg?: AgentLeg;
  /** Whom to ring first when there is an agent's leg; the agent when absent. */
  readonly customerFirst?: boolean;
  /** How long it may ring, per leg. */
  readonly ringTimeoutMs: number;
}

/** Why a call was certainly not made. `unavailable` and `rate_limited` may go better later. */
export const DIAL_FAILURES = [
  'invalid_number',
  'not_allowed',
  'rate_limited',
  'unavailable',
  'refused',
  'suspended',
  'unsupported',
] as const;
/** One of {@link DIAL_FAILURES}. */
export type DialFailure = (typeof DIAL_FAILURES)[number];

/** How asking for a call ended. `unknown`: it may ring; it is reconciled by its key and never asked for blindly again. */
export type DialOutcome =
  | {
      readonly kind: 'done';
      readonly callRef: string;
      /** The provider knew the key and made no second call. */ readonly replayed: boolean;
    }
  | { readonly kind: 'failed'; readonly code: DialFailure; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown' };

/**
 * What is known of a call by its key. `absent` is final: it was not accepted and will not be any more, also when the
 * request is still on its way; an adapter that cannot promise this yet says `unknown`.
 */
export type LookupResult =
  | { readonly kind: 'found'; readonly callRef: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** Calls that the server makes. Absent: it makes none. */
export interface CallPort {
  readonly dialSafety: DialSafety;
  dial(request: DialRequest, signal: AbortSignal): Promise<DialOutcome>;
  /** Has to be there with `dialSafety: 'lookup'`. */
  lookup?(callKey: string, signal: AbortSignal): Promise<LookupResult>;
  /** Ends it whatever it does; safe twice and for calls that are over. Rejects when the provider does not answer. */
  hangUp?(callRef: string, signal: AbortSignal): Promise<void>;
}

/** Calls that the agent makes. Absent: the agent needs no link. */
export interface LinkPort {
  /** For the `href` of the agent's button. */
  linkFor(to: string): string;
  /** What the agent can record afterwards. */
  readonly outcomes: readonly CallEnd[];
}

/** A request as it came, before anything of it is believed. */
export interface WebhookRequest {
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The very bytes that were signed. */
  readonly body: Uint8Array;
  /** Epoch ms by our clock. */
  readonly receivedAt: number;
}

/** What a webhook turned out to be. `unauthenticated` says nothing about why to the sender; `reason` is for the log. */
export type WebhookResult =
  | { readonly kind: 'events'; readonly events: readonly CallEvent[] }
  | { readonly kind: 'refused'; readonly code: 'unauthenticated' | 'bad_frame'; readonly reason: string };

/** Events that the provider posts. Absent: it posts none. */
export interface WebhookPort {
  /** Verifies and parses; remembers what must not come twice. Never throws. */
  receive(request: WebhookRequest): WebhookResult;
}

/** What a provider can do, as data. */
export interface TelephonyCapabilities {
  readonly dialledBy: 'server' | 'agent';
  /** In which orders it can ring two sides; empty when it rings one. */
  readonly orders: readonly ('agent-first' | 'customer-first')[];
  readonly agentLegs: readonly AgentLeg['kind'][];
  /** What it can tell of a call; empty when the agent tells. */
  readonly statuses: readonly CallStatus[];
  readonly delivery: 'webhook' | 'stream' | 'none';
}

/** What makes telephone calls. A sub-port that is absent is not offered. */
export interface Telephony {
  /** Also the `:provider` of its webhooks' address. */
  readonly name: string;
  /** The version of this port. */
  readonly contract: '1';
  readonly capabilities: TelephonyCapabilities;
  readonly calls?: CallPort;
  readonly links?: LinkPort;
  readonly webhooks?: WebhookPort;
  /** Events of a provider that keeps a connection, from now on until the signal aborts. */
  readonly events?: (signal: AbortSignal) => AsyncIterable<CallEvent>;
  /** Ends it; safe twice. */
  dispose(): Promise<void>;
}
