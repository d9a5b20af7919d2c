import {
  applyCallback,
  decideCallback,
  findOpenAttempt,
  type AttemptId,
  type AttemptOutcome,
  type Callback,
  type CallbackCommand,
  type CallbackState,
  type Decision,
  type EntryDraft,
  type EntryId,
} from '@beside/protocol';
import { attemptIdSchema } from '@beside/protocol/schema';
import type { ToldCallEvent } from '../../ports/centre.ts';
import type { ConversationRecord } from '../../ports/store.ts';
import {
  applyCallEvent,
  endOf,
  isAlarming,
  type AttemptEnd,
  type CallState,
} from '../../telephony/call-state.ts';
import type { Changed } from '../change.ts';
import { applyChange, tell } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { parseCall } from './call-row.ts';
import { endingOf } from './end-attempt.ts';

/** Of a call that was not talked. */
const OUTCOMES: Readonly<Record<Exclude<AttemptEnd, 'completed'>, AttemptOutcome>> = {
  busy: 'busy',
  no_answer: 'no-answer',
  voicemail: 'voicemail',
  invalid_number: 'invalid-number',
  carrier_error: 'carrier-error',
  // Only we hang up before an answer, and only for an agent who is gone.
  cancelled: 'agent-lost',
  agent_lost: 'agent-lost',
};

/**
 * Keeps what the exchange says and does what follows from it, in one transaction: an event counts once, whoever tells it
 * how often. Resolves when it is on disk. Calls that nobody made here are logged and not kept.
 */
export async function handleCallEvent(
  engine: Engine,
  { provider, event, receivedAt }: ToldCallEvent,
): Promise<void> {
  const attemptId = attemptIdSchema.safeParse(event.callKey).data;
  const attempt = attemptId && (await engine.store.read((transaction) => transaction.findAttempt(attemptId)));
  if (!attempt)
    return engine.log.info({ type: event.status }, 'the exchange tells of a call that is not ours');
  const { conversationId } = attempt;
  let alarm = false;
  const changed = await engine.store.transact(async (transaction): Promise<Changed | undefined> => {
    alarm = false;
    const record = await transaction.lockConversation(conversationId);
    if (!record || !(await transaction.insertCallEvent(provider, event.eventId, receivedAt)))
      return undefined;
    const row = await transaction.findAttempt(attempt.attemptId);
    if (!row) return undefined;
    const change = applyCallEvent(parseCall(row), provider, event, receivedAt);
    if (change.kind === 'ignored') {
      alarm = isAlarming(change.because);
      return undefined;
    }
    const { state } = change;
    await transaction.putAttempt({ ...row, callRef: state.callRef, call: JSON.stringify(state) });
    return applyChange(engine, transaction, record, {
      conversationId,
      decide: (locked) => followCall(engine, record, locked.callback, row.attemptId, state),
    });
  });
  if (alarm) engine.log.error({ type: event.status, conversationId }, 'a call is told of that should not be');
  if (changed) tell(engine, changed);
}

/** What the state of its call means for an attempt: somebody answered, somebody hung up. Never refuses. */
export function followCall(
  engine: Pick<Engine, 'sites' | 'clock' | 'hours'>,
  { siteId }: Pick<ConversationRecord, 'siteId'>,
  before: CallbackState,
  attemptId: AttemptId,
  call: CallState,
): Decision {
  const now = engine.clock.now();
  const entries: EntryDraft[] = [];
  let state = before;
  const step = (command: CallbackCommand | undefined): void => {
    const decision = command ? decideCallback(state, command, now) : { entries: [] };
    // An event that comes too late for what was decided meanwhile changes nothing.
    if ('refusal' in decision) return;
    entries.push(...decision.entries);
    state = decision.entries.reduce(
      (folded, draft) =>
        applyCallback(folded, { ...draft, seq: folded.lastSeq + 1, id: '' as EntryId, at: now }),
      state,
    );
  };
  const isItsOwn = ({ callback }: CallbackState): boolean =>
    callback !== undefined && findOpenAttempt(callback)?.attemptId === attemptId;
  if (state.callback && isItsOwn(state)) step(answerOf(state.callback, attemptId, call));
  const end = endOf(call);
  if (state.callback && isItsOwn(state) && end !== undefined) {
    const outcome = end === 'completed' ? talkedOrLeft(state.callback) : OUTCOMES[end];
    const by = { role: 'system' } as const;
    step(endingOf(engine, siteId, state.callback, { attemptId, outcome, by }, now));
  }
  return { entries };
}

/** The customer answered, or had when the call ended: both talk, or the customer waits for an agent. */
function answerOf(
  { callbackId, agent, request }: Callback,
  attemptId: AttemptId,
  { customer }: CallState,
): CallbackCommand | undefined {
  if (customer !== 'answered' && customer !== 'ended') return undefined;
  if (request.mode === 'customer-first' && !agent) return { type: 'hold', callbackId, attemptId };
  if (!agent) return undefined;
  return { type: 'connect', callbackId, attemptId, agentId: agent.agentId, name: agent.name ?? '' };
}

const talkedOrLeft = ({ status, attempts }: Callback): AttemptOutcome =>
  status === 'connected' || attempts.at(-1)?.connectedAt !== undefined ? 'talked' : 'customer-left';
