import { BesideError, type Clock } from '@beside/protocol';
import type { CallPort, DialRequest, LookupResult } from '../ports/telephony.ts';
import { decideAfterUnknown, lookupFromRepeat, type AfterUnknown } from './after-unknown.ts';

/** Between the questions about one call; together about a minute. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** How it is asked. */
export interface ReconcileParts {
  readonly clock: Clock;
  /** Aborts when the server stops; whoever goes on later asks again. */
  readonly signal: AbortSignal;
  readonly pausesMs?: readonly number[];
}

/**
 * Finds out what became of a dial whose answer was lost: idempotent providers are asked for the same call again, those
 * with lookups are asked about the key, others are not asked. While the provider does not answer, it is asked again
 * for about a minute; then a person has to look.
 *
 * @param request as it was dialled
 * @throws BesideError `closed` when the signal aborted; nothing was decided then
 */
export async function reconcileDial(
  calls: CallPort,
  request: DialRequest,
  { clock, signal, pausesMs = PAUSES_MS }: ReconcileParts,
): Promise<AfterUnknown> {
  const { dialSafety } = calls;
  if (dialSafety === 'none') return decideAfterUnknown(dialSafety, { kind: 'unknown' });
  for (const pauseMs of [...pausesMs, undefined]) {
    const result = await ask(calls, request, signal);
    if (signal.aborted) throw new BesideError('closed');
    if (result.kind !== 'unknown' || pauseMs === undefined) return decideAfterUnknown(dialSafety, result);
    await pause(clock, pauseMs, signal);
  }
  throw new BesideError('internal'); // the last round returned
}

async function ask(calls: CallPort, request: DialRequest, signal: AbortSignal): Promise<LookupResult> {
  if (calls.lookup) return calls.lookup(request.callKey, signal);
  return lookupFromRepeat(await calls.dial(request, signal));
}

function pause(clock: Clock, pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(pauseMs, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
