import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallbackId } from '@beside/protocol';
import { CODE_RULES, NO_CODES, decideCode, type CodeState } from './decide-code.ts';

const CALLBACK = '0193a1b2-0000-7000-8000-000000000001' as CallbackId;
const OTHER = '0193a1b2-0000-7000-8000-000000000002' as CallbackId;
const HOUR = 3_600_000;

const send = (state: CodeState, now: number, commandId = `send at ${String(now)}`) =>
  decideCode(state, { type: 'send', callbackId: CALLBACK, codeHash: 'right', commandId }, now);
const tryIt = (state: CodeState, codeHash: string, now = 1, callbackId = CALLBACK) =>
  decideCode(state, { type: 'try', callbackId, codeHash }, now);

describe('a one-time code', () => {
  it('[C8] is right once, for its own callback, within ten minutes', () => {
    const { state } = send(NO_CODES, 0);

    const expired = { refusal: 'code_wrong', details: { reason: 'expired' } };
    assert.equal(tryIt(state, 'right', CODE_RULES.lifeMs - 1).refusal, undefined);
    assert.deepEqual(tryIt(state, 'right', CODE_RULES.lifeMs).refusal, expired);
    assert.deepEqual(tryIt(state, 'right', 1, OTHER).refusal, expired);
    assert.deepEqual(tryIt(tryIt(state, 'right').state, 'right').refusal, expired);
    assert.deepEqual(tryIt(NO_CODES, 'right').refusal, expired);
  });

  it('[C8] is worth nothing after five wrong ones, whatever comes sixth', () => {
    let { state } = send(NO_CODES, 0);

    const left = [1, 2, 3, 4, 5].map((number) => {
      const decision = tryIt(state, `wrong ${String(number)}`);
      ({ state } = decision);
      return decision.refusal?.details?.['triesLeft'];
    });

    assert.deepEqual(left, [4, 3, 2, 1, 0]);
    assert.deepEqual(tryIt(state, 'right').refusal, { refusal: 'code_wrong', details: { triesLeft: 0 } });
  });

  it('[C8] [E1] the same wrong one sent again is no further try', () => {
    const { state } = send(NO_CODES, 0);
    const first = tryIt(state, 'wrong');

    assert.deepEqual(tryIt(first.state, 'wrong'), first);
  });

  it('[C8] is sent three times an hour to a number, however many ask', () => {
    let state = NO_CODES;
    for (const at of [0, 1_000, 2_000]) ({ state } = send(state, at));

    const refused = send(state, 3_000);

    assert.deepEqual(refused.refusal, {
      refusal: 'rate_limited',
      details: { cap: 'number_code', retryAfterMs: HOUR - 3_000 },
    });
    assert.equal(tryIt(refused.state, 'right', 3_000).refusal, undefined, 'the last one still counts');
    assert.notEqual(send(state, HOUR - 1).refusal, undefined);
    assert.equal(send(state, HOUR).refusal, undefined);
  });

  it('[C8] [E1] is not sent twice for one command', () => {
    const { state } = send(NO_CODES, 0, 'same');

    assert.deepEqual(send(state, 5, 'same'), { state, isRepeated: true });
  });

  it('[C8] that is sent anew makes the one before worth nothing, and gives all tries back', () => {
    const before = decideCode(
      NO_CODES,
      { type: 'send', callbackId: CALLBACK, codeHash: 'older', commandId: 'a' },
      0,
    );
    const { state } = send(tryIt(before.state, 'wrong').state, 1);

    assert.deepEqual(tryIt(state, 'older').refusal, { refusal: 'code_wrong', details: { triesLeft: 4 } });
  });

  it('[C8] counts on when the clock is set back', () => {
    let state = NO_CODES;
    for (const at of [HOUR, HOUR + 1, HOUR + 2]) ({ state } = send(state, at));

    assert.equal(send(state, 0).refusal?.refusal, 'rate_limited');
  });
});
