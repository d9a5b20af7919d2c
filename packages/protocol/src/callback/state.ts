import type { Entry, EntryBody } from '../conversation/schema.ts';
import type { AgentId, AttemptId, CallbackId, OfferId, QueueId } from '../ids.ts';
import type {
  AttemptOutcome,
  CallbackEntryType,
  CallbackTarget,
  CallbackView,
  CallbackWhen,
} from './schema.ts';

/** Where a callback stands; the picture is in SPEC.md. */
export type CallbackStatus = CallbackView['status'];

/** One try to ring somebody; a child of its callback (C2). */
export interface Attempt {
  readonly attemptId: AttemptId;
  /** 1 for the first. */
  readonly number: number;
  /** The callback's revision it was made under; retries are counted within one. */
  readonly revision: number;
  readonly startedAt: number;
  readonly agentId?: AgentId | undefined;
  readonly connectedAt?: number;
  readonly endedAt?: number;
  /** Absent while it is in flight, or while nobody knows. */
  readonly outcome?: AttemptOutcome;
}

/** Everything the rules need to know of one callback; made only by {@link applyCallback}. */
export interface Callback {
  readonly callbackId: CallbackId;
  readonly status: CallbackStatus;
  readonly revision: number;
  /** As it was asked for; `when`, `target`, `queueId` and `expiresAt` below are the ones that count. */
  readonly request: EntryBody<'callback.requested'>;
  readonly requestedAt: number;
  readonly when: CallbackWhen;
  readonly target: CallbackTarget;
  readonly queueId: QueueId;
  /** Not rung before this. Absent while it is not waiting for a moment. */
  readonly dueAt?: number;
  /** Not rung after this. */
  readonly expiresAt: number;
  /** Not rung before this, because it came in a burst; a person of the centre who moves it lifts that (C8). */
  readonly heldUntilAt?: number;
  readonly attempts: readonly Attempt[];
  readonly offer?: { readonly offerId: OfferId; readonly agentId: AgentId; readonly expiresAt: number };
  /** The number that calls, where it is known (C9). */
  readonly callerNumber?: string;
  /** Who previews it, rings, talks or writes it up. */
  readonly agent?: { readonly agentId: AgentId; readonly name?: string };
  readonly preview?: { readonly endsAt: number; readonly isDialedAtEnd: boolean };
  readonly owner?: { readonly agentId: AgentId; readonly untilAt: number };
  /** Why a person has to look, while one has to. */
  readonly reviewReason?: EntryBody<'callback.review-needed'>['reason'];
  /** Agents who declined, missed or gave it back since it was last due. */
  readonly passedBy: readonly AgentId[];
  /** When one of them did last. */
  readonly passedAt?: number;
  readonly endedAt?: number;
}

/** The callbacks of one conversation: at most one is open, and only the last one counts (C7). */
export interface CallbackState {
  readonly lastSeq: number;
  readonly callback?: Callback;
}

/** A conversation without callbacks. */
export const NO_CALLBACK: CallbackState = { lastSeq: 0 };

/** An entry that is about a callback. */
export type CallbackEntry = Extract<Entry, { type: CallbackEntryType }>;

/** Whether an entry is about a callback. */
export function isCallbackEntry(entry: Entry): entry is CallbackEntry {
  return entry.type.startsWith('callback.');
}

const ENDED: readonly CallbackStatus[] = [
  'completed',
  'cancelled',
  'superseded',
  'exhausted',
  'expired',
  'rejected',
];
const IN_CALL: readonly CallbackStatus[] = ['dialing', 'holding', 'connected', 'wrapping'];
const HIDDEN: readonly Entry['type'][] = [
  'callback.owned',
  'callback.unowned',
  'callback.transferred',
  'callback.offered',
  'callback.offer-ended',
  'callback.preview-ended',
  'callback.noted',
];

/** Whether a callback is over for good. */
export const hasCallbackEnded = (status: CallbackStatus): boolean => ENDED.includes(status);
/** Whether the customer's telephone rings, somebody talks, or the call is being written up. */
export const isInCall = (status: CallbackStatus): boolean => IN_CALL.includes(status);
/** Entries of callbacks that customers never receive (CB12). */
export const isHiddenCallbackEntry = (type: Entry['type']): boolean => HIDDEN.includes(type);

/** The attempt that is in flight or whose end nobody knows. */
export const findOpenAttempt = ({ attempts }: Callback): Attempt | undefined =>
  attempts.findLast(({ endedAt }) => endedAt === undefined);

/**
 * The state after one more entry. Total and idempotent like `applyConversation`; entries of a callback that is not known
 * (a page that joined late) or has ended change nothing but the number.
 */
export function applyCallback(state: CallbackState, entry: Entry): CallbackState {
  if (entry.seq <= state.lastSeq) return state;
  const { callback } = state;
  const lastSeq = entry.seq;
  const next = (changed: Callback): CallbackState => ({ lastSeq, callback: changed });
  const unchanged = callback ? next(callback) : { lastSeq };
  if (!isCallbackEntry(entry)) return unchanged;
  if (entry.type === 'callback.requested') {
    if (callback && !hasCallbackEnded(callback.status)) return unchanged;
    return next(requested(entry.body, entry.at));
  }
  if (callback?.callbackId !== entry.body.callbackId || hasCallbackEnded(callback.status)) return unchanged;
  return next(change(callback, entry));
}

function requested(body: EntryBody<'callback.requested'>, at: number): Callback {
  return {
    callbackId: body.callbackId,
    ...(body.needsVerification ? { status: 'verifying' } : waiting(body.when, at, body.heldUntilAt)),
    revision: 1,
    request: body,
    requestedAt: at,
    when: body.when,
    target: body.target,
    queueId: body.queueId,
    expiresAt: body.expiresAt,
    ...(body.heldUntilAt === undefined ? {} : { heldUntilAt: body.heldUntilAt }),
    ...(body.callerNumber === undefined ? {} : { callerNumber: body.callerNumber }),
    attempts: [],
    passedBy: [],
  };
}

const waiting = (
  when: CallbackWhen,
  at: number,
  heldUntilAt = 0,
): Pick<Callback, 'status'> & { dueAt: number } =>
  when.kind === 'asap'
    ? { status: 'waiting', dueAt: Math.max(at, heldUntilAt) }
    : { status: 'scheduled', dueAt: Math.max(when.startAt, heldUntilAt) };

/** Without what belongs to one moment only: ring, agent, preview, due time. */
function resting({
  offer: _offer,
  agent: _agent,
  preview: _preview,
  dueAt: _dueAt,
  reviewReason: _reviewReason,
  ...rest
}: Callback): Callback {
  return rest;
}

function change(callback: Callback, entry: Exclude<CallbackEntry, { type: 'callback.requested' }>): Callback {
  const { at } = entry;
  switch (entry.type) {
    case 'callback.verified':
      return { ...callback, ...waiting(callback.when, at, callback.heldUntilAt) };
    case 'callback.rescheduled': {
      const { revision, when, target, expiresAt, by } = entry.body;
      const { heldUntilAt, ...rest } = resting(callback);
      const held = by.role === 'customer' ? heldUntilAt : undefined;
      return {
        ...rest,
        ...(held === undefined ? {} : { heldUntilAt: held }),
        ...(callback.status === 'verifying' ? { status: 'verifying' } : waiting(when, at, held)),
        ...{ revision, when, target, expiresAt },
        passedBy: [],
      };
    }
    case 'callback.owned':
      return { ...callback, owner: { agentId: entry.body.agentId, untilAt: entry.body.untilAt } };
    case 'callback.unowned': {
      const { owner: _owner, ...rest } = callback;
      return rest;
    }
    case 'callback.transferred':
      return { ...callback, queueId: entry.body.queueId, passedBy: [] };
    case 'callback.due':
      return { ...resting(callback), status: 'due', passedBy: [] };
    case 'callback.offered': {
      const { offerId, agentId, expiresAt } = entry.body;
      const status = callback.status === 'holding' ? 'holding' : 'offered';
      return { ...callback, status, offer: { offerId, agentId, expiresAt } };
    }
    case 'callback.offer-ended': {
      const { offer: _offer, ...rest } = callback;
      const status = callback.status === 'holding' ? 'holding' : 'due';
      const isPass = entry.body.reason === 'declined' || entry.body.reason === 'timeout';
      return { ...rest, status, ...(isPass ? passed(callback, entry.body.agentId, at) : {}) };
    }
    case 'callback.previewing': {
      const { agentId, name, endsAt, isDialedAtEnd } = entry.body;
      return {
        ...resting(callback),
        status: 'previewing',
        agent: { agentId, name },
        preview: { endsAt, isDialedAtEnd },
      };
    }
    case 'callback.preview-ended': {
      const isPass = entry.body.reason === 'released' || entry.body.reason === 'timeout';
      return {
        ...resting(callback),
        status: 'due',
        ...(isPass ? passed(callback, entry.body.agentId, at) : {}),
      };
    }
    case 'callback.dialing': {
      const { attemptId, number, agentId, callerNumber } = entry.body;
      const attempt: Attempt = { attemptId, number, revision: callback.revision, startedAt: at, agentId };
      const agent = callback.agent ?? (agentId && { agentId });
      return {
        ...resting(callback),
        ...(agent ? { agent } : {}),
        ...(callerNumber === undefined ? {} : { callerNumber }),
        status: 'dialing',
        attempts: [...callback.attempts, attempt],
      };
    }
    case 'callback.holding':
      return { ...callback, status: 'holding' };
    case 'callback.connected': {
      const { attemptId, agentId, name } = entry.body;
      return {
        ...resting(callback),
        status: 'connected',
        agent: { agentId, name },
        attempts: withAttempt(callback, attemptId, { connectedAt: at }),
      };
    }
    case 'callback.attempt-ended': {
      const { attemptId, outcome, retryAt } = entry.body;
      const attempts = withAttempt(callback, attemptId, { endedAt: at, outcome });
      if (outcome === 'talked') return { ...callback, status: 'wrapping', attempts };
      return {
        ...resting(callback),
        status: 'retry-wait',
        attempts,
        ...(retryAt === undefined ? {} : { dueAt: retryAt }),
        passedBy: [],
      };
    }
    case 'callback.review-needed':
      return { ...callback, status: 'needs-review', reviewReason: entry.body.reason };
    case 'callback.noted':
      return callback;
    case 'callback.completed':
      return { ...callback, status: 'completed', endedAt: at };
    case 'callback.cancelled':
      return ended(callback, 'cancelled', at);
    case 'callback.superseded':
      return ended(callback, 'superseded', at);
    case 'callback.exhausted':
      return ended(callback, 'exhausted', at);
    case 'callback.expired':
      return ended(callback, 'expired', at);
    case 'callback.rejected':
      return ended(callback, 'rejected', at);
    default:
      return entry satisfies never;
  }
}

const ended = (callback: Callback, status: CallbackStatus, at: number): Callback => ({
  ...resting(callback),
  status,
  endedAt: at,
});

const passed = (
  { passedBy }: Callback,
  agentId: AgentId,
  at: number,
): Pick<Callback, 'passedBy'> & { passedAt: number } => ({
  passedBy: passedBy.includes(agentId) ? passedBy : [...passedBy, agentId],
  passedAt: at,
});

const withAttempt = (
  { attempts }: Callback,
  attemptId: AttemptId,
  more: Partial<Attempt>,
): readonly Attempt[] =>
  attempts.map((attempt) => (attempt.attemptId === attemptId ? { ...attempt, ...more } : attempt));
