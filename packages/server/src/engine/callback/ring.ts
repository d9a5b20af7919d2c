import type {
  AttemptId,
  AttemptOutcome,
  Callback,
  CallbackCommand,
  CallbackId,
  ConversationId,
} from '@beside/protocol';
import { BesideError, decideCallback } from '@beside/protocol';
import type { ConversationRecord } from '../../ports/store.ts';
import type { DialFailure, DialRequest } from '../../ports/telephony.ts';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { parseCall } from './call-row.ts';
import { endingOf } from './end-attempt.ts';
import { ignoreGone } from './ignore-gone.ts';

/** Which attempt it is about. */
export interface Ringing {
  readonly attemptId: AttemptId;
  readonly callbackId: CallbackId;
  readonly conversationId: ConversationId;
}

/** How a call that was certainly not made ends its attempt; what cannot go better is not tried again. */
const ENDS: Readonly<Record<DialFailure, { outcome: AttemptOutcome; isFinal: boolean }>> = {
  invalid_number: { outcome: 'invalid-number', isFinal: true },
  not_allowed: { outcome: 'carrier-error', isFinal: true },
  refused: { outcome: 'carrier-error', isFinal: false },
  rate_limited: { outcome: 'carrier-error', isFinal: false },
  unavailable: { outcome: 'carrier-error', isFinal: false },
  suspended: { outcome: 'carrier-error', isFinal: true },
  unsupported: { outcome: 'carrier-error', isFinal: true },
};

/** The call of an attempt; the same each time it is asked for. `undefined`: the server does not dial it. */
export function dialRequestOf(
  { telephone, sites }: Engine,
  { siteId }: ConversationRecord,
  { target, callerNumber }: Callback,
  attemptId: AttemptId,
): DialRequest | undefined {
  const from = callerNumber ?? sites.get(siteId)?.telephony?.callerNumber ?? telephone?.callerNumber;
  if (!telephone?.service.calls || target.kind !== 'phone' || from === undefined) return undefined;
  return { callKey: attemptId, to: target.number, from, ringTimeoutMs: telephone.ringTimeoutMs };
}

/** Rings, and keeps how the asking ended. How the call ends, events tell. */
export async function ringAttempt(engine: Engine, ringing: Ringing, request: DialRequest): Promise<void> {
  const outcome = await engine.telephone?.service.calls?.dial(request);
  switch (outcome?.kind) {
    case undefined:
      return;
    case 'done':
      return keepCallRef(engine, ringing, outcome.callRef);
    case 'failed': {
      const { outcome: how, isFinal } = ENDS[outcome.code];
      return endUnmade(engine, ringing, how, isFinal);
    }
    case 'unknown':
      return settleUnknown(engine, ringing, request);
    default:
      return outcome satisfies never;
  }
}

/** Finds out what became of a dial whose answer was lost (TP5). While nobody can say, nothing is dialed again. */
export async function settleUnknown(engine: Engine, ringing: Ringing, request: DialRequest): Promise<void> {
  const { calls } = engine.telephone?.service ?? {};
  if (!calls) return;
  let after: Awaited<ReturnType<typeof calls.reconcile>>;
  try {
    after = await calls.reconcile(request);
  } catch (error) {
    // We stop; the next start asks again.
    if (error instanceof BesideError && error.code === 'closed') return;
    throw error;
  }
  if (after === 'not_dialled') return endUnmade(engine, ringing, 'carrier-error', false);
  if (after === 'needs_review') return review(engine, ringing, 'outcome-unknown');
  // It rings or rang: its events say how it goes on, and a timer hears when there are none.
}

/** A person has to look. */
export function review(
  engine: Engine,
  { conversationId, callbackId, attemptId }: Ringing,
  reason: Extract<CallbackCommand, { type: 'review' }>['reason'],
): Promise<void> {
  return ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide: ({ callback }) =>
        decideCallback(callback, { type: 'review', callbackId, attemptId, reason }, engine.clock.now()),
    }),
  );
}

function endUnmade(
  engine: Engine,
  { conversationId, attemptId }: Ringing,
  outcome: AttemptOutcome,
  isFinal: boolean,
): Promise<void> {
  return ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide({ record, callback: state }) {
        if (!state.callback) return { refusal: 'not_found' };
        const now = engine.clock.now();
        const by = { role: 'system' } as const;
        const ending = endingOf(engine, record.siteId, state.callback, { attemptId, outcome, by }, now);
        return decideCallback(state, isFinal ? { ...ending, retryAt: undefined } : ending, now);
      },
    }),
  );
}

async function keepCallRef(
  engine: Engine,
  { conversationId, attemptId }: Ringing,
  callRef: string,
): Promise<void> {
  await engine.store.transact(async (transaction) => {
    // Events of the call come at the same moment, and name it, too.
    await transaction.lockConversation(conversationId);
    const row = await transaction.findAttempt(attemptId);
    if (row?.callRef !== null) return;
    const call = parseCall(row);
    await transaction.putAttempt({ ...row, callRef, call: JSON.stringify({ ...call, callRef }) });
  });
}

/** Ends the call of an attempt, where the server made it; nobody waits for it, events tell that it ended. */
export function hangUp(engine: Engine, attemptId: AttemptId): void {
  const { hangUp: end } = engine.telephone?.service.calls ?? {};
  if (!end) return;
  engine.beside.run(async () => {
    const row = await engine.store.read((transaction) => transaction.findAttempt(attemptId));
    if (row?.callRef) await end(row.callRef);
  });
}
