/** Leaves alone for a while what fails all the time (X5). */
export interface CircuitBreaker {
  /** May it be asked now? While it rests, says until when; after the rest, one at a time. */
  ask(): { readonly kind: 'go' } | { readonly kind: 'wait'; readonly untilAt: number };
  /** How it went, for every `go`. */
  note(hasAnswered: boolean): void;
}

const FAILURES_UNTIL_REST = 5;
const REST_MS = 30_000;
const TRIAL_MS = 1_000;

/** @param now epoch ms */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  let failures = 0;
  let restsUntilAt = 0;
  let isTrying = false;
  return {
    ask() {
      if (failures < FAILURES_UNTIL_REST) return { kind: 'go' };
      if (now() < restsUntilAt) return { kind: 'wait', untilAt: restsUntilAt };
      if (isTrying) return { kind: 'wait', untilAt: now() + TRIAL_MS };
      isTrying = true;
      return { kind: 'go' };
    },
    note(hasAnswered) {
      isTrying = false;
      failures = hasAnswered ? 0 : failures + 1;
      if (failures >= FAILURES_UNTIL_REST) restsUntilAt = now() + REST_MS;
    },
  };
}
