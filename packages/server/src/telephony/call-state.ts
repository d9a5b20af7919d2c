import {
  END_STATUSES,
  type CallEnd,
  type CallEvent,
  type CallLeg,
  type CallStatus,
} from '../ports/telephony.ts';

/** One call as its events tell it; kept with the attempt. */
export interface CallState {
  /** Who makes the call; another one's events about it do not count. */
  readonly provider: string;
  /** `null` until an answer or an event named it. */
  readonly callRef: string | null;
  readonly customer: CallStatus | null;
  readonly agent: CallStatus | null;
  /** By our clock, of the event that ended it. */
  readonly endedAt: number | null;
}

/** Why an event changed nothing. */
export type IgnoredBecause =
  /** It says what is known, or what came before it. */
  | 'known'
  /** The leg is over, and this would open it again or end it another way. */
  | 'ended'
  /** Somebody else claims the call. */
  | 'other_provider'
  /** The same key belongs to a second call: it was dialled twice. */
  | 'other_call';

/** What an event did. */
export type CallChange =
  | { readonly kind: 'changed'; readonly state: CallState }
  | { readonly kind: 'ignored'; readonly because: IgnoredBecause };

/** How an attempt ends, as the callback channel counts it. */
export type AttemptEnd = Exclude<CallEnd, 'ended'> | 'completed' | 'agent_lost';

/** The state of a call that was asked for. */
export function newCall(provider: string, callRef: string | null = null): CallState {
  return { provider, callRef, customer: null, agent: null, endedAt: null };
}

/**
 * What an event makes of a call. Statuses of a leg rise only, so late, doubled and scrambled events change nothing, and
 * nothing opens a call again. One end is exchanged for another: machines hang up before they are recognised, so
 * `voicemail` takes the place of `ended`; and what the customer's leg says takes the place of what the agent's said.
 *
 * @param receivedAt epoch ms by our clock; the provider's is not believed
 */
export function applyCallEvent(
  state: CallState,
  provider: string,
  event: CallEvent,
  receivedAt: number,
): CallChange {
  if (provider !== state.provider) return { kind: 'ignored', because: 'other_provider' };
  if (state.callRef !== null && state.callRef !== event.callRef)
    return { kind: 'ignored', because: 'other_call' };
  const { leg, status, callRef } = event;
  const before = state[leg];
  // An attempt may be over by one leg; then the other can still say how it ended, and no longer that it goes on.
  const wouldReopen = state.endedAt !== null && !isEnd(status);
  if (wouldReopen || !isAdvance(before, status)) {
    const because =
      wouldReopen || (before !== null && isEnd(before) && before !== status) ? 'ended' : 'known';
    // Even an old event tells what the call is called.
    if (state.callRef === null) return { kind: 'changed', state: { ...state, callRef } };
    return { kind: 'ignored', because };
  }
  const next: CallState = { ...state, callRef, [leg]: status };
  const endedAt = state.endedAt ?? (endOf(next) === undefined ? null : receivedAt);
  return { kind: 'changed', state: { ...next, endedAt } };
}

/** How the attempt ended; `undefined` while it goes on. */
export function endOf({ customer, agent }: CallState): AttemptEnd | undefined {
  if (customer !== null && isEnd(customer)) return customer === 'ended' ? 'completed' : customer;
  // The customer's leg says more; without its end the call ends with the agent's only when nobody talks.
  if (agent !== null && isEnd(agent) && customer !== 'answered') return 'agent_lost';
  return undefined;
}

/** Whether somebody should look: a call that should not be there, or somebody who should not know of it. */
export function isAlarming(because: IgnoredBecause): boolean {
  return because === 'other_call' || because === 'other_provider';
}

/** What the log and the screen call a leg's status before there is one. */
export function statusOf(state: CallState, leg: CallLeg): CallStatus | 'dialling' {
  return state[leg] ?? 'dialling';
}

function isAdvance(before: CallStatus | null, status: CallStatus): boolean {
  if (before === null) return true;
  if (before === 'ended') return status === 'voicemail';
  return !isEnd(before) && before !== status && !(before === 'answered' && status === 'ringing');
}

function isEnd(status: CallStatus): status is CallEnd {
  return (END_STATUSES as readonly CallStatus[]).includes(status);
}
