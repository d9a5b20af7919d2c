import type { AttemptId } from '@beside/protocol';
import { expect } from '@open-wc/testing';

import { callbackEntry, deskCallback } from '../testing/fake-callbacks.ts';
import { noon } from '../testing/fake-client.ts';
import { callDuration, counterText, findProgress } from './call-progress.ts';

const attemptId = 'attempt-1' as AttemptId; // no server is asked
const dialing = callbackEntry(1, 10, 'callback.dialing', { attemptId, number: 1 });
const connected = callbackEntry(1, 20, 'callback.connected', {
  attemptId,
  agentId: 'a1' as never,
  name: 'Mina',
});
const ended = callbackEntry(1, 50, 'callback.attempt-ended', {
  attemptId,
  outcome: 'talked',
  by: { role: 'system' },
});

describe('the progress of a call', () => {
  it('is that of the last attempt', () => {
    const second = 'attempt-2' as AttemptId; // no server is asked
    const again = callbackEntry(1, 90, 'callback.dialing', { attemptId: second, number: 2 });

    expect(findProgress([dialing, connected, ended])).to.deep.equal({
      attemptId,
      startedAt: noon + 10_000,
      connectedAt: noon + 20_000,
      endedAt: noon + 50_000,
    });
    expect(findProgress([dialing, ended, again])).to.deep.equal({
      attemptId: second,
      startedAt: noon + 90_000,
    });
  });

  it('counts ringing, then talking, and stands still after the end', () => {
    const progress = findProgress([dialing, connected, ended]);
    const at = (status: 'dialing' | 'connected' | 'wrapping') =>
      callDuration(deskCallback(1, { status }), progress, noon + 60_000);

    expect([at('dialing'), at('connected'), at('wrapping')]).to.deep.equal([50_000, 40_000, 30_000]);
  });

  it('goes by the attempt while the timeline is not read yet', () => {
    const attempts = [{ number: 1, startedAt: noon }];

    expect(callDuration(deskCallback(1, { status: 'dialing', attempts }), {}, noon + 3_000)).to.equal(3_000);
  });

  it('reads like a clock', () => {
    expect([-5, 65_999, 3_729_000].map(counterText)).to.deep.equal(['0:00', '1:05', '1:02:09']);
  });
});
