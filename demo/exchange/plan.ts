import type { Behaviour } from './behaviours.ts';
import type { AcceptedRecord, Leg, Status } from './records.ts';

/** One thing that will happen to a call. */
export interface Step {
  /** Since the call was accepted. */
  readonly afterMs: number;
  /** Since it happened; when it is told. */
  readonly deliveredAfterMs: number;
  readonly leg: Leg;
  readonly status: Status;
}

type Course = readonly (readonly [pace: number, Status])[];

/** How the customer's leg goes on where the call does not come to a talk, in paces. */
const COURSES: Readonly<Partial<Record<Behaviour, Course>>> = {
  busy: [[1, 'busy']],
  // Rings as long as it may.
  no_answer: [[1, 'ringing']],
  voicemail: [
    [1, 'ringing'],
    [3, 'answered'],
    [4, 'voicemail'],
  ],
  invalid_number: [[1, 'invalid_number']],
  carrier_error: [[2, 'carrier_error']],
};
/** How every other call goes on. */
const TALK: Course = [
  [1, 'ringing'],
  [3, 'answered'],
  [13, 'ended'],
];
/** Paces from ringing the agent to an answer. */
const AGENT_PACES = 2;
/** Paces by which late events are late. */
const LATE_PACES = 20;

/** Everything that will happen to an accepted call, in its order; the same each time it is asked. */
export function planCall(call: AcceptedRecord, paceMs: number): readonly Step[] {
  const { behaviour, hasAgentLeg, customerFirst, ringTimeoutMs } = call;
  const isAgentFirst = hasAgentLeg && !customerFirst;
  const startMs = isAgentFirst ? AGENT_PACES * paceMs : 0;
  const customer = (COURSES[behaviour] ?? TALK).map(([pace, status]): Happening => {
    return [startMs + pace * paceMs, 'customer', status];
  });
  if (behaviour === 'no_answer')
    customer.push([Math.max(startMs + 2 * paceMs, ringTimeoutMs), 'customer', 'no_answer']);
  const lastMs = customer.at(-1)?.[0] ?? 0;
  const answeredMs = customer.find(([, , status]) => status === 'answered')?.[0];
  const agent: Happening[] = [];
  if (isAgentFirst)
    agent.push([paceMs, 'agent', 'ringing'], [startMs, 'agent', 'answered'], [lastMs, 'agent', 'ended']);
  else if (hasAgentLeg && answeredMs !== undefined)
    agent.push(
      [answeredMs, 'agent', 'ringing'],
      [answeredMs, 'agent', 'answered'],
      [lastMs, 'agent', 'ended'],
    );
  return [...agent, ...customer]
    .sort(([one], [other]) => one - other)
    .map(([afterMs, leg, status]) => ({
      afterMs,
      leg,
      status,
      deliveredAfterMs: delayOf(behaviour, lastMs - afterMs, paceMs),
    }));
}

type Happening = readonly [afterMs: number, Leg, Status];

function delayOf(behaviour: Behaviour, untilEndMs: number, paceMs: number): number {
  if (behaviour === 'late') return LATE_PACES * paceMs;
  // What happened first is told last.
  return behaviour === 'scrambled' ? 2 * untilEndMs : 0;
}
