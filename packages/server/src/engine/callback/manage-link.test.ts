import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type CallbackId, type SiteId } from '@beside/protocol';
import fc from 'fast-check';
import { readLink, signLink, type LinkClaims } from './manage-link.ts';

const key = new Uint8Array(32).fill(7);
const other = new Uint8Array(32).fill(8);
const claims: LinkClaims = {
  purpose: 'manage',
  siteId: 'shop' as SiteId,
  callbackId: '01900000-0000-7000-8000-0000000000cb' as CallbackId,
  expiresAt: 1_000,
};
const expected = { purpose: 'manage', now: 999 } as const;
const token = signLink(key, claims);

test('[C7] a link says what was signed, also after the key was changed', () => {
  assert.deepEqual(readLink([key], token, expected), claims);
  assert.deepEqual(readLink([other, key], token, expected), claims);
});

test('[C7] a link is good for one purpose, until one moment, by our keys', () => {
  assert.equal(readLink([key], token, { ...expected, purpose: 'not-me' }), undefined);
  assert.equal(readLink([key], token, { ...expected, now: 1_000 }), undefined);
  assert.equal(readLink([other], token, expected), undefined);
  assert.equal(readLink([], token, expected), undefined);
});

test('[C7] a link with one character changed, cut or added is worth nothing', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: token.length - 1 }),
      fc.constantFrom('A', 'b', '-', '.', '', 'AA'),
      (at, text) => {
        const changed = token.slice(0, at) + text + token.slice(at + 1);
        if (changed !== token) assert.equal(readLink([key], changed, expected), undefined);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('[C7] whatever comes in a link: nothing, and no error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 800 }), (text) => {
      assert.equal(readLink([key], text, expected), undefined);
    }),
  );
});

test("[C7] a key that is too short is the operator's mistake", () => {
  assert.throws(
    () => signLink(new Uint8Array(31), claims),
    (error) => error instanceof BesideError && error.code === 'invalid_option',
  );
});
