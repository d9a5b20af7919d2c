import type { WaitingRange } from '@beside/protocol';

/** What an estimate is made from (Q5). */
export interface WaitingFacts {
  readonly now: number;
  /** Agents who serve the queue; one who serves two counts half. */
  readonly agents: number;
  /** Of those, the ones who could take somebody now. */
  readonly freeAgents: number;
  /** Who is before a newcomer: waiting chats and pending callbacks that are due earlier. */
  readonly waitingChats: number;
  readonly pendingCallbacks: number;
  /** Handled matters with the moment they ended. */
  readonly handled: readonly { readonly endedAt: number; readonly handlingMs: number }[];
}

/** How actual waits lay beside the middle of what was estimated: the tenth below and above, as factors. */
export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** Where nothing was measured yet: half to double is what a queue of exponential handling times does. */
export const DEFAULT_SPREAD: Spread = { low: 0.5, high: 2 };

const RECENT_MS = 1_800_000;
const MINUTE_MS = 60_000;

/**
 * How long a newcomer will wait, as a range in whole minutes, rounded up and never 0. `undefined`: nothing was handled in
 * the last 30 minutes or nobody is there, so there is nothing to say but that (Q5). Pure.
 */
export function estimateWaiting(
  facts: WaitingFacts,
  spread: Spread = DEFAULT_SPREAD,
): WaitingRange | undefined {
  const middleMs = middleOf(facts);
  if (middleMs === undefined) return undefined;
  const fromMinutes = roundUp(middleMs * spread.low);
  return { fromMinutes, toMinutes: Math.max(roundUp(middleMs * spread.high), fromMinutes) };
}

/** The middle of the estimate: everybody before the newcomer, and the newcomer, take a turn of an agent. */
function middleOf(facts: WaitingFacts): number | undefined {
  const { now, agents, freeAgents, waitingChats, pendingCallbacks, handled } = facts;
  const recent = handled.filter(({ endedAt }) => endedAt > now - RECENT_MS && endedAt <= now);
  if (recent.length === 0 || agents <= 0) return undefined;
  const handlingMs = recent.reduce((sum, { handlingMs: one }) => sum + one, 0) / recent.length;
  const before = waitingChats + pendingCallbacks + 1 - freeAgents;
  return Math.max(0, before) * (handlingMs / agents);
}

/** To whole minutes below ten, then to five. */
function roundUp(waitMs: number): number {
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE_MS));
  return minutes < 10 ? minutes : Math.ceil(minutes / 5) * 5;
}

/** What one customer was told and what it was; kept for the report (Q5). */
export interface ToldWait {
  readonly waitedMs: number;
  /** Absent: nothing was promised. */
  readonly told?: { readonly fromMs: number; readonly toMs: number } | undefined;
}

/** How good the ranges were. */
export interface Calibration {
  readonly promised: number;
  /** Waits within their range; being answered earlier breaks no promise but is told apart. */
  readonly held: number;
  readonly earlier: number;
  readonly later: number;
  readonly withoutPromise: number;
  /** For the next estimates; the default until there are 20. */
  readonly spread: Spread;
}

const ENOUGH = 20;

/** How often the ranges held, and what the next ones should be (Q5). Pure. */
export function calibrate(waits: readonly ToldWait[]): Calibration {
  const promised = waits.flatMap(({ waitedMs, told }) => (told ? [{ waitedMs, ...told }] : []));
  const earlier = promised.filter(({ waitedMs, fromMs }) => waitedMs < fromMs).length;
  const later = promised.filter(({ waitedMs, toMs }) => waitedMs > toMs).length;
  return {
    promised: promised.length,
    held: promised.length - earlier - later,
    earlier,
    later,
    withoutPromise: waits.length - promised.length,
    spread: promised.length < ENOUGH ? DEFAULT_SPREAD : measuredSpread(promised),
  };
}

function measuredSpread(promised: readonly { waitedMs: number; fromMs: number; toMs: number }[]): Spread {
  const ratios = promised
    // The geometric middle is what both ends were made from.
    .map(({ waitedMs, fromMs, toMs }) => waitedMs / Math.sqrt(Math.max(1, fromMs) * Math.max(1, toMs)))
    .sort((a, b) => a - b);
  const at = (share: number): number => ratios[Math.floor(share * (ratios.length - 1))] ?? 1;
  // Between a tenth and tenfold: a bad hour must not make the next range absurd.
  const bounded = (ratio: number): number => Math.min(10, Math.max(0.1, ratio));
  const low = bounded(at(0.1));
  return { low, high: Math.max(low, bounded(at(0.9))) };
}
