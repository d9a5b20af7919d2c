import type { EntryBody } from '../conversation/schema.ts';
import type { AgentId, AttemptId, CallbackId, OfferId, QueueId } from '../ids.ts';
import type { Context } from '../session/context-schema.ts';
import type { AttemptOutcome, CallbackActor, CallbackTarget, CallbackWhen } from './schema.ts';

type CustomerActor = Extract<CallbackActor, { role: 'customer' }>;
type AgentActor = Extract<CallbackActor, { role: 'agent' }>;
type SupervisorActor = Extract<CallbackActor, { role: 'supervisor' }>;
type SystemActor = Extract<CallbackActor, { role: 'system' }>;
/** An agent, or a supervisor who does what agents may. */
export type StaffActor = AgentActor | SupervisorActor;
/** Anybody who may ask for, move or call off a callback. */
export type AnyActor = CustomerActor | StaffActor | SystemActor;

/** Asks for a callback; the server has resolved slot, number, promise and expiry beforehand. */
export type RequestCallback = {
  readonly type: 'request';
  readonly by: CustomerActor | StaffActor;
  readonly context?: Context | undefined;
} & Omit<EntryBody<'callback.requested'>, 'by'>;

/** Moves a callback to another time, and to another number where `target` is given. */
export interface RescheduleCallback {
  readonly type: 'reschedule';
  readonly callbackId: CallbackId;
  readonly by: AnyActor;
  /** The revision the person saw; another one is refused. */
  readonly revision: number;
  readonly reason: EntryBody<'callback.rescheduled'>['reason'];
  readonly when: CallbackWhen;
  readonly target?: CallbackTarget | undefined;
  readonly expiresAt: number;
}

/** Calls a callback off. */
export interface CancelCallback {
  readonly type: 'cancel';
  readonly callbackId: CallbackId;
  readonly by: AnyActor;
  readonly reason: EntryBody<'callback.cancelled'>['reason'];
}

interface Fenced {
  readonly callbackId: CallbackId;
  /** The revision the timer or worker was set up for; another one makes it void (C5). */
  readonly revision: number;
}

/** Ends one attempt. `retryAt` as the retry rules say; without it there is no further one. */
export interface EndAttempt {
  readonly type: 'end-attempt';
  readonly callbackId: CallbackId;
  readonly attemptId: AttemptId;
  readonly outcome: AttemptOutcome;
  readonly retryAt?: number | undefined;
}

/** What customers ask for, in the page or through the manage link. */
export type CallbackCommandByCustomer = RequestCallback | RescheduleCallback | CancelCallback;

/** What agents do. Whoever calls has checked that they serve the callback's queue. */
export type CallbackCommandByAgent =
  | {
      readonly type: 'accept';
      readonly callbackId: CallbackId;
      readonly by: StaffActor;
      readonly name: string;
      readonly offerId: OfferId;
      /** When the preview is over, and what happens then; not used when the customer is on the line already. */
      readonly previewEndsAt: number;
      readonly isDialedAtEnd: boolean;
    }
  | {
      readonly type: 'decline';
      readonly callbackId: CallbackId;
      readonly by: StaffActor;
      readonly offerId: OfferId;
    }
  | { readonly type: 'release'; readonly callbackId: CallbackId; readonly by: StaffActor }
  | {
      readonly type: 'complete';
      readonly callbackId: CallbackId;
      readonly by: StaffActor;
      readonly disposition: string;
      readonly note?: string | undefined;
    }
  | {
      readonly type: 'own';
      readonly callbackId: CallbackId;
      readonly by: StaffActor;
      /** Somebody else only by a supervisor. */
      readonly agentId: AgentId;
      readonly untilAt: number;
    }
  | ({ readonly by: StaffActor } & EndAttempt);

/** What supervisors do besides. */
export type CallbackCommandBySupervisor = {
  readonly type: 'transfer';
  readonly callbackId: CallbackId;
  readonly by: SupervisorActor | AgentActor;
  readonly queueId: QueueId;
};

/** What the engine, its timers and the telephone exchange do. */
export type CallbackCommandBySystem =
  | { readonly type: 'verify'; readonly callbackId: CallbackId }
  | {
      readonly type: 'unown';
      readonly callbackId: CallbackId;
      readonly by: StaffActor | SystemActor;
      readonly reason: EntryBody<'callback.unowned'>['reason'];
    }
  | ({ readonly type: 'fall-due' } & Fenced)
  | {
      readonly type: 'offer';
      readonly callbackId: CallbackId;
      readonly offerId: OfferId;
      readonly agentId: AgentId;
      readonly expiresAt: number;
    }
  | {
      readonly type: 'end-offer';
      readonly callbackId: CallbackId;
      readonly offerId: OfferId;
      readonly reason: Exclude<EntryBody<'callback.offer-ended'>['reason'], 'declined'>;
    }
  | {
      readonly type: 'end-preview';
      readonly callbackId: CallbackId;
      readonly agentId: AgentId;
      readonly reason: Exclude<EntryBody<'callback.preview-ended'>['reason'], 'released' | 'withdrawn'>;
    }
  | ({
      /** The dial fence. Whoever gets its entries appended, and nobody else, may ring (C5). */
      readonly type: 'dial';
      readonly attemptId: AttemptId;
      /** 1 + the attempts that were made; a worker that counted otherwise is behind. */
      readonly number: number;
      /** Agent first: who previews it. Customer first: absent. */
      readonly agentId?: AgentId | undefined;
      readonly callerNumber?: string | undefined;
    } & Fenced)
  | { readonly type: 'hold'; readonly callbackId: CallbackId; readonly attemptId: AttemptId }
  | {
      readonly type: 'connect';
      readonly callbackId: CallbackId;
      readonly attemptId: AttemptId;
      readonly agentId: AgentId;
      readonly name: string;
    }
  | ({ readonly by: SystemActor } & EndAttempt)
  | {
      readonly type: 'review';
      readonly callbackId: CallbackId;
      readonly attemptId: AttemptId;
      readonly reason: EntryBody<'callback.review-needed'>['reason'];
    }
  | { readonly type: 'wrap-up-over'; readonly callbackId: CallbackId }
  | {
      readonly type: 'supersede';
      readonly callbackId: CallbackId;
      readonly channel: EntryBody<'callback.superseded'>['by']['channel'];
      readonly conversationId?: EntryBody<'callback.superseded'>['by']['conversationId'];
    }
  | ({ readonly type: 'expire'; readonly reason: EntryBody<'callback.expired'>['reason'] } & Fenced)
  | { readonly type: 'reject'; readonly callbackId: CallbackId; readonly code: string };

/** Everything that may be asked of a callback. The caller has checked who is asking. */
export type CallbackCommand =
  CallbackCommandByCustomer | CallbackCommandByAgent | CallbackCommandBySupervisor | CallbackCommandBySystem;
