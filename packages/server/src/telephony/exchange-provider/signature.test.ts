import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSignatureCheck, signRequest, type SignedPurpose } from './signature.ts';

const SECRET = 'a secret of this direction, long enough';
const AT = 1_800_000_000_000;
const BODY = Buffer.from('{"status":"ringing"}');
let nonces = 0;

const sign = (
  more: { secret?: string; purpose?: SignedPurpose; at?: number; nonce?: string } = {},
): Record<string, string> => {
  const {
    secret = SECRET,
    purpose = 'event',
    at = AT,
    nonce = `nonce-number-${(nonces += 1)}-of-this-file`,
  } = more;
  return signRequest(secret, purpose, BODY, { at, nonce });
};

describe('a signature', () => {
  it('[TP8] is right once', () => {
    const check = createSignatureCheck(SECRET);
    const headers = sign();

    assert.equal(check.findProblem(headers, 'event', BODY, AT), undefined);
    assert.equal(check.findProblem(headers, 'event', BODY, AT), 'replayed');
  });

  it('[TP8] [bad_A6] of another secret, purpose, body, time or nonce is wrong', () => {
    const check = createSignatureCheck(SECRET);
    const headers = sign();
    const problems = {
      'the secret of the other direction': check.findProblem(
        sign({ secret: `${SECRET}!` }),
        'event',
        BODY,
        AT,
      ),
      'signed as a dial': check.findProblem(sign({ purpose: 'dial' }), 'event', BODY, AT),
      'a space more': check.findProblem(headers, 'event', Buffer.from(`${BODY.toString()} `), AT),
      'a mark in front': check.findProblem(headers, 'event', Buffer.from(`\uFEFF${BODY.toString()}`), AT),
      'another time': check.findProblem(
        { ...headers, 'beside-timestamp': String(AT + 1) },
        'event',
        BODY,
        AT,
      ),
      'another nonce': check.findProblem({ ...headers, 'beside-nonce': 'x'.repeat(24) }, 'event', BODY, AT),
    };

    for (const [what, problem] of Object.entries(problems)) assert.equal(problem, 'wrong', what);
    assert.equal(check.findProblem(headers, 'event', BODY, AT), undefined, 'none of them used it up');
  });

  it('[TP8] [bad_A6] is taken for five minutes in both directions, and not a moment longer', () => {
    const check = createSignatureCheck(SECRET);

    for (const [offset, problem] of [
      [300_000, undefined],
      [-300_000, undefined],
      [300_001, 'too_old'],
      [-300_001, 'too_old'],
    ] as const)
      assert.equal(check.findProblem(sign(), 'event', BODY, AT + offset), problem, String(offset));
  });

  it('[TP8] [bad_A6] that is not there or has no form is missing', () => {
    const check = createSignatureCheck(SECRET);
    const headers = sign();
    const broken: Record<string, Record<string, string | string[] | undefined>> = {
      nothing: {},
      'no digits': { ...headers, 'beside-timestamp': '1e12' },
      'many digits': { ...headers, 'beside-timestamp': '9'.repeat(400) },
      'a short nonce': { ...headers, 'beside-nonce': 'x' },
      'no version': { ...headers, 'beside-signature': headers['beside-signature']?.slice(3) },
      'half a signature': { ...headers, 'beside-signature': headers['beside-signature']?.slice(0, 20) },
      'two signatures': { ...headers, 'beside-signature': [headers['beside-signature'] ?? '', 'v1=00'] },
    };

    for (const [what, one] of Object.entries(broken))
      assert.equal(check.findProblem(one, 'event', BODY, AT), 'missing', what);
  });

  it('[TP8] cannot be replayed after others filled the memory, and is forgotten when it is too old anyway', () => {
    const check = createSignatureCheck(SECRET, 2);
    const first = sign();

    assert.equal(check.findProblem(first, 'event', BODY, AT), undefined);
    assert.equal(check.findProblem(sign(), 'event', BODY, AT), undefined);
    assert.equal(check.findProblem(sign(), 'event', BODY, AT), 'too_many');
    assert.equal(check.findProblem(first, 'event', BODY, AT), 'replayed');
    const later = AT + 700_000;
    assert.equal(check.findProblem(sign({ at: later }), 'event', BODY, later), undefined);
    assert.equal(check.findProblem(first, 'event', BODY, later), 'too_old');
  });

  it('[TP8] of strangers takes no room', () => {
    const check = createSignatureCheck(SECRET, 1);
    for (let count = 0; count < 10; count += 1)
      assert.equal(check.findProblem(sign({ secret: 'a stranger' }), 'event', BODY, AT), 'wrong');

    assert.equal(check.findProblem(sign(), 'event', BODY, AT), undefined);
  });
});
