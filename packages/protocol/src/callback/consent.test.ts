import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConsentProblem, type ConsentText } from './consent.ts';
import type { Consent } from './schema.ts';

const needed: ConsentText = {
  consentId: 'callback',
  kind: 'required',
  textVersion: '3',
  textHash: 'a'.repeat(64),
  locale: 'ko',
};
const wished: ConsentText = { ...needed, consentId: 'marketing', kind: 'optional' };
const answer = (text: ConsentText, isGiven: boolean): Consent => ({ ...text, isGiven, at: 5 });

test('[C11] required ones are given to exactly the text that counts', () => {
  assert.equal(findConsentProblem([needed], [answer(needed, true)]), undefined);
  assert.deepEqual(findConsentProblem([needed], []), { consentId: 'callback', problem: 'missing' });
  assert.deepEqual(findConsentProblem([needed], [answer(needed, false)]), {
    consentId: 'callback',
    problem: 'refused',
  });
  for (const other of [{ textVersion: '2' }, { textHash: 'b'.repeat(64) }, { kind: 'optional' as const }])
    assert.deepEqual(findConsentProblem([needed], [{ ...answer(needed, true), ...other }]), {
      consentId: 'callback',
      problem: 'other-text',
    });
});

test('[C11] optional ones may be refused or left out', () => {
  const given = answer(needed, true);

  assert.equal(findConsentProblem([needed, wished], [given]), undefined);
  assert.equal(findConsentProblem([needed, wished], [given, answer(wished, false)]), undefined);
});
