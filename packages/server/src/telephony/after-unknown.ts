import type { DialOutcome, DialSafety, LookupResult } from '../ports/telephony.ts';

/**
 * What an unclear dial turned out to be. `dialled`: it rings or rang, wait for its events. `not_dialled`: it certainly
 * did not and will not; a new attempt with a new key may be made. `needs_review`: nobody knows, so a person looks, and
 * nothing is dialled again by itself.
 */
export type AfterUnknown = 'dialled' | 'not_dialled' | 'needs_review';

/** Decides about a dial whose answer was lost, from what the provider says about its key. */
export function decideAfterUnknown(dialSafety: DialSafety, result: LookupResult): AfterUnknown {
  if (result.kind === 'found') return 'dialled';
  // Who offers neither keys nor lookups cannot know that a call is not there.
  return result.kind === 'absent' && dialSafety !== 'none' ? 'not_dialled' : 'needs_review';
}

/** What dialling again with the same key says about the first time; for idempotent providers only. */
export function lookupFromRepeat(outcome: DialOutcome): LookupResult {
  if (outcome.kind === 'done') return { kind: 'found', callRef: outcome.callRef };
  if (outcome.kind === 'unknown') return outcome;
  switch (outcome.code) {
    case 'invalid_number':
    case 'not_allowed':
    case 'refused':
      // Refused for what it is, so it was refused the first time too.
      return { kind: 'absent' };
    case 'rate_limited':
    case 'unavailable':
    case 'suspended':
    case 'unsupported':
      // Turned away before the key was looked at.
      return { kind: 'unknown' };
  }
}
