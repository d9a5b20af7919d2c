import { BesideError, type Clock } from '@beside/protocol';
import * as z from 'zod';
import { createLruMap } from '../base/lru-map.ts';
import type { Log } from '../ports/log.ts';
import {
  DIAL_FAILURES,
  type CallEvent,
  type CallPort,
  type DialOutcome,
  type DialRequest,
  type LookupResult,
} from '../ports/telephony.ts';

/** A provider's calls, from which nothing can come but what the port allows. */
export interface GuardedCalls extends CallPort {
  /** Takes notice of an event; a second call of one key suspends the provider. */
  note(event: CallEvent): void;
  /** Whether it broke its word and dials no more. */
  readonly isSuspended: boolean;
}

/** What the guard works with. */
export interface GuardParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Longest wait for one answer, whatever the provider does. */
  readonly timeoutMs: number;
}

/** Keys of which the reference is remembered; the attempts in the store remember all. */
const MAX_KEYS = 10_000;
const KEY = /^[A-Za-z0-9_-]{1,64}$/;
const E164 = /^\+[1-9]\d{6,14}$/;

const callRef = z.string().min(1).max(200);
const dialOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), callRef, replayed: z.boolean() }),
  z.object({
    kind: z.literal('failed'),
    code: z.enum(DIAL_FAILURES),
    retryAfterMs: z.exactOptional(z.number().min(0)),
  }),
  z.object({ kind: z.literal('unknown') }),
]);
const lookupResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), callRef }),
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('unknown') }),
]);

/**
 * Puts a guard before a provider: what it throws, forgets to answer or answers as nonsense is `unknown`; numbers that
 * are not E.164 are not handed on; two references of one key suspend it, so that a broken promise rings nobody twice.
 */
export function guardCalls(calls: CallPort, { clock, log, timeoutMs }: GuardParts): GuardedCalls {
  const refByKey = createLruMap<string, string>(MAX_KEYS);
  let isSuspended = false;

  const remember = (callKey: string, ref: string): void => {
    const before = refByKey.get(callKey);
    if (before === undefined) refByKey.set(callKey, ref);
    if (before === undefined || before === ref || isSuspended) return;
    isSuspended = true;
    log.error({ type: 'double-dial' }, 'the telephone provider made two calls of one key; it is suspended');
  };

  const ask = <Result>(
    signal: AbortSignal,
    schema: z.ZodType<Result>,
    call: (signal: AbortSignal) => Promise<unknown> | undefined,
  ): Promise<Result | undefined> =>
    limited(clock, timeoutMs, signal, call).then(
      (raw) => schema.safeParse(raw).data,
      (error: unknown) => {
        // What it says may hold numbers; the log writes its kind and place only.
        log.warn({ err: error }, 'the telephone provider did not answer');
        return undefined;
      },
    );

  return {
    dialSafety: calls.dialSafety,
    get isSuspended() {
      return isSuspended;
    },
    note({ callKey, callRef: ref }) {
      if (callKey !== null) remember(callKey, ref);
    },
    async dial(request: DialRequest, signal): Promise<DialOutcome> {
      if (!KEY.test(request.callKey))
        throw new BesideError('invalid_option', {
          details: { option: 'callKey', mend: 'use 1 to 64 of A-Z, a-z, 0-9, _ and -' },
        });
      if (isSuspended) return { kind: 'failed', code: 'suspended' };
      if (!isDiallable(request)) return { kind: 'failed', code: 'invalid_number' };
      const outcome = await ask(signal, dialOutcomeSchema, (limit) => calls.dial(request, limit));
      if (outcome?.kind === 'done') remember(request.callKey, outcome.callRef);
      return outcome ?? { kind: 'unknown' };
    },
    ...(calls.lookup
      ? {
          async lookup(callKey: string, signal: AbortSignal): Promise<LookupResult> {
            const result = await ask(signal, lookupResultSchema, (limit) => calls.lookup?.(callKey, limit));
            if (result?.kind === 'found') remember(callKey, result.callRef);
            return result ?? { kind: 'unknown' };
          },
        }
      : {}),
    ...(calls.hangUp
      ? {
          async hangUp(ref: string, signal: AbortSignal): Promise<void> {
            await limited(clock, timeoutMs, signal, (limit) => calls.hangUp?.(ref, limit)).catch(
              (cause: unknown) => {
                throw new BesideError('unavailable', { cause });
              },
            );
          },
        }
      : {}),
  };
}

/** Pauses, tones, extensions and short numbers are no E.164; so they never reach a provider. */
function isDiallable({ to, from, agentLeg }: DialRequest): boolean {
  return E164.test(to) && E164.test(from) && (agentLeg?.kind !== 'number' || E164.test(agentLeg.number));
}

/** Waits as long as allowed. The provider may throw before it promises, and may never settle. */
function limited(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<unknown> | undefined,
): Promise<unknown> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      controller.abort();
      reject(new BesideError('timeout'));
    };
    const cancel = clock.after(timeoutMs, giveUp);
    const abort = (): void => {
      controller.abort();
      // One turn later, for a provider that can still say that nothing was sent.
      void new Promise((next) => setImmediate(next)).then(giveUp);
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    void Promise.resolve()
      .then(() => call(controller.signal))
      .then(resolve, reject)
      .finally(() => {
        cancel();
        signal.removeEventListener('abort', abort);
      });
  });
}
