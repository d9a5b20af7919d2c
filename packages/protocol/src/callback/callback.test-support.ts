import type { EntryDraft } from '../conversation/schema.ts';
import type { Decision } from '../conversation/state.ts';
import type { AgentId, AttemptId, CallbackId, EntryId, OfferId, QueueId } from '../ids.ts';
import type { CallbackCommand, RequestCallback, StaffActor } from './commands.ts';
import { decideCallback } from './decide.ts';
import { NO_CALLBACK, applyCallback, type CallbackState } from './state.ts';

const id = (ending: string): string => `01900000-0000-7000-8000-0000000000${ending}`;

/** What the tests of callbacks share: two agents, one callback and instants in minutes. */
export const callbackId = id('cb') as CallbackId;
export const otherId = id('cc') as CallbackId;
export const mina = id('0a') as AgentId;
export const jun = id('0b') as AgentId;
export const offerOne = id('f1') as OfferId;
export const offerTwo = id('f2') as OfferId;
export const attemptOne = id('d1') as AttemptId;
export const attemptTwo = id('d2') as AttemptId;
export const byMina: StaffActor = { role: 'agent', agentId: mina };
export const byJun: StaffActor = { role: 'agent', agentId: jun };
export const bySora: StaffActor = { role: 'supervisor', agentId: id('05') as AgentId };
export const byCustomer = { role: 'customer', via: 'page' } as const;
export const bySystem = { role: 'system' } as const;
export const minute = (count: number): number => count * 60_000;

/** A time of the grid that begins after so many minutes. */
export const slotAt = (startMinute: number): RequestCallback['when'] => ({
  kind: 'scheduled',
  startAt: minute(startMinute),
  endAt: minute(startMinute + 15),
  wall: { time: '1970-01-01T09:00', zone: 'Asia/Seoul', offsetMinutes: 540, rules: '2026a' },
});

export const request: RequestCallback = {
  type: 'request',
  callbackId,
  by: byCustomer,
  when: { kind: 'asap' },
  target: { kind: 'phone', number: '+821012345678' },
  zones: { chosen: 'Asia/Seoul' },
  mode: 'agent-first',
  queueId: 'general' as QueueId,
  queuedAt: 0,
  priority: 0,
  matter: { path: [{ nodeId: 'delivery', label: '배송' }] },
  consents: [
    {
      consentId: 'callback',
      kind: 'required',
      isGiven: true,
      textVersion: '3',
      textHash: 'a'.repeat(64),
      locale: 'ko',
      at: 0,
    },
  ],
  checkCode: '07',
  callerNumber: '+8215881234',
  needsVerification: false,
  expiresAt: minute(120),
};
export const fallDue: CallbackCommand = { type: 'fall-due', callbackId, revision: 1 };
export const offer = (offerId = offerOne, agentId = mina): CallbackCommand => ({
  type: 'offer',
  ...{ callbackId, offerId, agentId },
  expiresAt: minute(1),
});
export const accept = (by: StaffActor = byMina, offerId = offerOne): CallbackCommand => ({
  type: 'accept',
  ...{ callbackId, by, offerId },
  name: 'Mina',
  previewEndsAt: minute(2),
  isDialedAtEnd: true,
});
export const dial = (
  more: Partial<Extract<CallbackCommand, { type: 'dial' }>> = {},
): Extract<CallbackCommand, { type: 'dial' }> => ({
  type: 'dial',
  callbackId,
  revision: 1,
  attemptId: attemptOne,
  number: 1,
  agentId: mina,
  ...more,
});
export const connect: CallbackCommand = {
  type: 'connect',
  callbackId,
  attemptId: attemptOne,
  agentId: mina,
  name: 'Mina',
};
export const end = (
  outcome: Extract<CallbackCommand, { type: 'end-attempt' }>['outcome'],
  more: Partial<Extract<CallbackCommand, { type: 'end-attempt'; by: typeof bySystem }>> = {},
): CallbackCommand => ({
  type: 'end-attempt',
  callbackId,
  attemptId: attemptOne,
  outcome,
  by: bySystem,
  ...more,
});
export const cancel: CallbackCommand = { type: 'cancel', callbackId, by: byCustomer, reason: 'asked' };
export const complete: CallbackCommand = {
  type: 'complete',
  callbackId,
  by: byMina,
  disposition: 'solved',
  note: '환불 안내',
};
export const moveTo = (startMinute: number, revision = 1): CallbackCommand => ({
  type: 'reschedule',
  ...{ callbackId, revision },
  by: byCustomer,
  reason: 'asked',
  when: slotAt(startMinute),
  expiresAt: minute(startMinute + 30),
});

/** The entries of a decision that must not be a refusal. */
export function entriesOf(decision: Decision): readonly EntryDraft[] {
  if ('entries' in decision) return decision.entries;
  throw new Error(`refused: ${decision.refusal}`);
}

/** The state after entries that were appended at an instant. */
export function append(state: CallbackState, drafts: readonly EntryDraft[], at: number): CallbackState {
  return drafts.reduce(
    (before, draft) =>
      applyCallback(before, { ...draft, seq: before.lastSeq + 1, id: id('ee') as EntryId, at }),
    state,
  );
}

/** The state after commands, none of which may be refused, at an instant. */
export function after(commands: readonly CallbackCommand[], now = 0, from = NO_CALLBACK): CallbackState {
  return commands.reduce(
    (state, command) => append(state, entriesOf(decideCallback(state, command, now)), now),
    from,
  );
}

/** The ways to an agent's preview, to ringing, and to a customer who holds the line before any agent was asked. */
export const preview = [request, fallDue, offer(), accept()];
export const dialing = [...preview, dial()];
export const customerFirst: readonly CallbackCommand[] = [
  { ...request, mode: 'customer-first' },
  fallDue,
  dial({ agentId: undefined }),
  { type: 'hold', callbackId, attemptId: attemptOne },
];

/** Why a command is refused; `undefined` when it is not. */
export function refusal(state: CallbackState, command: CallbackCommand, now = 0): string | undefined {
  const decision = decideCallback(state, command, now);
  return 'refusal' in decision ? decision.refusal : undefined;
}

/** The status after commands. */
export const statusAfter = (commands: readonly CallbackCommand[]): string | undefined =>
  after(commands).callback?.status;

/** The types of the entries that a command makes happen. */
export const typesOf = (state: CallbackState, command: CallbackCommand): string[] =>
  entriesOf(decideCallback(state, command, 0)).map(({ type }) => type);
