import type {
  CallbackConsentText,
  CallbackId,
  CallbackMatter,
  CallbackOffer,
  CallbackView,
  ErrorCode,
  ErrorDetails,
  HoldId,
  QueueId,
  SlotHold,
  WantedWhen,
} from '@beside/protocol';

/** What a customer may ask of a callback. */
export type CallbackWishKind = 'request' | 'reschedule' | 'cancel' | 'verify' | 'send-code';

/** A wish between the customer and the server's answer; it survives reloads. */
export interface PendingCallback {
  /** Names it for `discard`. */
  readonly key: string;
  readonly kind: CallbackWishKind;
  readonly callbackId: CallbackId;
  /** When the customer wished it; a request keeps the place in the queue of this moment. */
  readonly intentAt: number;
  readonly when?: WantedWhen | undefined;
  /** Last four digits of the number, where one was given. */
  readonly numberEnding?: string | undefined;
  /** There is a connection; otherwise it waits for one. */
  readonly isSending: boolean;
}

/** A wish that was refused; stays until it is discarded or asked again. The number is not kept. */
export interface CallbackProblem extends Omit<PendingCallback, 'isSending' | 'numberEnding'> {
  readonly code: ErrorCode;
  /** What explains the code: `reason`, `alternative1At`, `retryAfterMs`, … */
  readonly details: ErrorDetails;
}

/** What a page may know about the customer's callback; a new object after every change. */
export interface CallbackState {
  /** As the server says it; `null`: there is none, or none in the last 24 hours. */
  readonly view: CallbackView | null;
  /** The newest wish that was not answered yet. */
  readonly pending?: PendingCallback | undefined;
  /** The newest refusal. */
  readonly problem?: CallbackProblem | undefined;
  /** `retry` needs nothing else: it rings again anyway, or it no longer does and what was asked is kept in this browser. */
  readonly canRetry: boolean;
}

/** What the customer answered to one of the texts of the offer. */
export interface ConsentAnswer {
  readonly text: CallbackConsentText;
  readonly isGiven: boolean;
  /** When they decided; now when absent. */
  readonly at?: number | undefined;
}

/** When and by which offer. */
export interface CallbackChoice {
  readonly when: WantedWhen;
  /** Revision of the availability it was chosen from. */
  readonly availabilityRevision: string;
  /** The zone the customer thinks in; the browser's when absent. */
  readonly zone?: string | undefined;
}

/** Everything a request says. */
export interface CallbackWish extends CallbackChoice {
  /** As it was typed; absent: it rings in the page. */
  readonly number?: string | undefined;
  /** ISO 3166, for a number without `+`. */
  readonly country?: string | undefined;
  readonly matter?: CallbackMatter | undefined;
  readonly consents: readonly ConsentAnswer[];
  readonly queueId?: QueueId | undefined;
}

/** A move to another time; and to another number where one is given. */
export interface CallbackMove extends CallbackChoice {
  readonly number?: string | undefined;
  readonly country?: string | undefined;
}

/** The customer's handle of their callback; from `client.openCallback()`. */
export interface CallbackChannel {
  readonly state: CallbackState;
  onChange(listener: (state: CallbackState) => void): () => void;
  /** What may be offered now (C1). Rejects with `disconnected`, `timeout`, `unsupported`. */
  offer(options?: { readonly queueId?: QueueId; readonly zone?: string }): Promise<CallbackOffer>;
  /** Keeps a slot while the form is filled in; the one before is let go. Rejects with `slot_taken`, `slot_not_offered`. */
  hold(startAt: number, options?: { readonly queueId?: QueueId }): Promise<SlotHold>;
  /** Lets a kept slot go. */
  release(holdId: HoldId): void;
  /** Asks to be called. Resolves with the wish's key when nothing can lose it any more; the answer is in the state. */
  request(wish: CallbackWish): Promise<string>;
  /** Moves the callback, with the same id. Rejects with `not_found` when there is none. */
  reschedule(move: CallbackMove): Promise<string>;
  /** Calls it off, also while the request still waits. Rejects with `not_found` when there is none. */
  cancel(): Promise<string>;
  /** Says the code that was sent to the number. */
  verify(code: string): Promise<string>;
  /** Wants another code. */
  sendCode(): Promise<string>;
  /**
   * “Call me again”: at once while it would ring again anyway; after `exhausted` and `expired` as a new request with the
   * number, matter and consents of the one before, in any tab and after a reload. Rejects with `not_found` where the
   * state says that it cannot, and like `offer`.
   */
  retry(): Promise<string>;
  /** Takes a refused wish away. */
  discard(key: string): Promise<void>;
}
