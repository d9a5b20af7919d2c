import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DIAL_FAILURES, type DialSafety, type LookupResult } from '../ports/telephony.ts';
import { decideAfterUnknown, lookupFromRepeat } from './after-unknown.ts';

const FOUND: LookupResult = { kind: 'found', callRef: 'call-1' };

describe('after an answer was lost', () => {
  it('[TP5] nothing is dialled again unless the provider knows that it was not dialled', () => {
    const decide = (safety: DialSafety): string[] =>
      [FOUND, { kind: 'absent' } as const, { kind: 'unknown' } as const].map((result) =>
        decideAfterUnknown(safety, result),
      );

    assert.deepEqual(
      { idempotent: decide('idempotent'), lookup: decide('lookup'), none: decide('none') },
      {
        idempotent: ['dialled', 'not_dialled', 'needs_review'],
        lookup: ['dialled', 'not_dialled', 'needs_review'],
        none: ['dialled', 'needs_review', 'needs_review'],
      },
    );
  });

  it('[TP5] a repeat that is turned away before its key is looked at says nothing about the first', () => {
    const said = DIAL_FAILURES.map((code) => [code, lookupFromRepeat({ kind: 'failed', code }).kind]);

    assert.deepEqual(Object.fromEntries(said), {
      invalid_number: 'absent',
      not_allowed: 'absent',
      refused: 'absent',
      rate_limited: 'unknown',
      unavailable: 'unknown',
      suspended: 'unknown',
      unsupported: 'unknown',
    });
    assert.deepEqual(lookupFromRepeat({ kind: 'done', callRef: 'call-1', replayed: true }), FOUND);
    assert.deepEqual(lookupFromRepeat({ kind: 'unknown' }), { kind: 'unknown' });
  });
});
