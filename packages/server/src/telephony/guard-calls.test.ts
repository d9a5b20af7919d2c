import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFakeClock, type FakeClock } from '../base/testing/fake-clock.ts';
import { createLog } from '../config/log.ts';
import type { CallPort, DialRequest } from '../ports/telephony.ts';
import { guardCalls, type GuardedCalls } from './guard-calls.ts';

const REQUEST: DialRequest = {
  callKey: 'key-1',
  to: '+821012345678',
  from: '+82215880000',
  ringTimeoutMs: 30_000,
};
const never = new AbortController().signal;

interface Scene {
  readonly calls: GuardedCalls;
  readonly clock: FakeClock;
  readonly written: string[];
}

function guard(calls: Partial<CallPort>): Scene {
  const clock = createFakeClock();
  const written: string[] = [];
  const log = createLog('info', { write: (line: string) => void written.push(line) });
  const whole: CallPort = {
    dialSafety: 'idempotent',
    dial: async () => ({ kind: 'done', callRef: 'x-1', replayed: false }),
    ...calls,
  };
  return { calls: guardCalls(whole, { clock, log, timeoutMs: 6_000 }), clock, written };
}

describe('the guard before a provider', () => {
  it('[TP4] [bad_A9] [bad_A2] makes unknown of everything that is no answer', async () => {
    const nonsense: Record<string, () => unknown> = {
      'throws at once': () => {
        throw new Error('at once');
      },
      'rejects with no error': async () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- adapters of others do
        throw 'no';
      },
      'answers nothing': () => undefined,
      'answers something else': async () => ({ kind: 'maybe' }),
      'answers half of it': async () => ({ kind: 'done' }),
      'knows a code that nobody knows': async () => ({ kind: 'failed', code: 'gone' }),
    };
    for (const [what, dial] of Object.entries(nonsense)) {
      const { calls } = guard({ dial: dial as CallPort['dial'] });

      assert.deepEqual(await calls.dial(REQUEST, never), { kind: 'unknown' }, what);
    }
  });

  it('[TP4] [bad_A1] [bad_A9] waits no longer than it may, and tells the provider to stop', async () => {
    let given: AbortSignal | undefined;
    const { calls, clock } = guard({
      dial: (_request, signal) => {
        given = signal;
        return new Promise(() => undefined);
      },
    });
    const dialling = calls.dial(REQUEST, never);
    await Promise.resolve();

    while (clock.step(clock.now() + 6_000));

    assert.deepEqual(await dialling, { kind: 'unknown' });
    assert.equal(given?.aborted, true);
  });

  it('[bad_A9] what comes after the answer changes nothing', async () => {
    const { calls } = guard({
      dial: () =>
        new Promise((resolve, reject) => {
          resolve({ kind: 'done', callRef: 'x-1', replayed: false });
          reject(new Error('late'));
        }),
    });

    assert.equal((await calls.dial(REQUEST, never)).kind, 'done');
  });

  it('[bad_P7] hands on nothing that is not E.164', async () => {
    const { calls } = guard({ dial: () => assert.fail('it was handed on') });
    for (const to of [
      '',
      '112',
      '1588-1234',
      '+82 10 1234 5678',
      '+821012345678;ext=5',
      '+821012345678,,1',
      '*67+8210',
      '+0821012345678',
    ])
      assert.deepEqual(
        await calls.dial({ ...REQUEST, to }, never),
        { kind: 'failed', code: 'invalid_number' },
        to,
      );

    const agentLeg = { kind: 'number', number: '#900' } as const;
    assert.equal((await calls.dial({ ...REQUEST, agentLeg }, never)).kind, 'failed');
    await assert.rejects(calls.dial({ ...REQUEST, callKey: 'a key' }, never), { code: 'invalid_option' });
  });

  it('[TP11] [bad_A8] suspends a provider that makes two calls of one key', async () => {
    let count = 0;
    const { calls, written } = guard({
      dial: async () => ({ kind: 'done', callRef: `x-${(count += 1)}`, replayed: false }),
    });
    await calls.dial(REQUEST, never);
    assert.equal(calls.isSuspended, false);

    await calls.dial(REQUEST, never);

    assert.equal(calls.isSuspended, true);
    assert.deepEqual(await calls.dial({ ...REQUEST, callKey: 'key-2' }, never), {
      kind: 'failed',
      code: 'suspended',
    });
    assert.equal(count, 2);
    assert.match(written.join(''), /suspended/);
  });

  it('[TP11] [bad_A8] suspends it also when an event or a lookup tells of the second call', async () => {
    const event = {
      eventId: 'e',
      callKey: 'key-1',
      leg: 'customer',
      status: 'ringing',
      sequence: 1,
      at: 1,
    } as const;
    const told = guard({});
    await told.calls.dial(REQUEST, never);
    told.calls.note({ ...event, callRef: 'x-1' });
    told.calls.note({ ...event, callKey: null, callRef: 'x-3' });
    assert.equal(told.calls.isSuspended, false);
    told.calls.note({ ...event, callRef: 'x-2' });

    const found = guard({ lookup: async () => ({ kind: 'found', callRef: 'x-2' }) });
    await found.calls.dial(REQUEST, never);
    await found.calls.lookup?.('key-1', never);

    assert.deepEqual([told.calls.isSuspended, found.calls.isSuspended], [true, true]);
  });

  it('[bad_A11] writes nothing that the provider says into the log', async () => {
    const { calls, written } = guard({
      dial: () => Promise.reject(new Error('Kim Mina, +821012345678, does not answer')),
      hangUp: () => Promise.reject(new Error('+821012345678')),
    });

    await calls.dial(REQUEST, never);
    await assert.rejects(calls.hangUp?.('x-1', never) ?? Promise.resolve(), { code: 'unavailable' });

    assert.equal(written.length, 1);
    assert.doesNotMatch(written.join(''), /Mina|8210/);
  });
});
