import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSystemClock } from '@beside/protocol';
import { createLog } from '../config/log.ts';
import type { CallEvent, Telephony } from '../ports/telephony.ts';
import { createTelephony, serveTelephony, type ToldEvent } from './create-telephony.ts';

const parts = { clock: createSystemClock(), log: createLog('silent') };
const event = (eventId: string): CallEvent => ({
  eventId,
  callRef: 'x-1',
  callKey: 'key-1',
  leg: 'customer',
  status: 'ringing',
  sequence: null,
  at: 1,
});

describe('the telephone', () => {
  it('[TP1] offers what the configured provider offers', async () => {
    const manual = createTelephony({ provider: 'manual', scheme: 'tel' }, parts);
    const exchange = createTelephony(
      {
        provider: 'exchange',
        url: 'http://127.0.0.1:2',
        requestSecret: 'r'.repeat(32),
        eventSecret: 'e'.repeat(32),
        dialSafety: 'lookup',
        callerNumber: '+82215880000',
        ringTimeoutMs: 30_000,
        answerTimeoutMs: 500,
      },
      parts,
    );

    assert.deepEqual(
      [manual, exchange].map(({ name, calls, links, webhooks }) => [name, !!calls, !!links, !!webhooks]),
      [
        ['manual', false, true, false],
        ['exchange', true, false, true],
      ],
    );
    const request = { callKey: 'k', to: '+821012345678', from: '+82215880000', ringTimeoutMs: 5_000 };
    assert.deepEqual(await exchange.calls?.dial(request), { kind: 'failed', code: 'unavailable' });
    await exchange.stop();
    await exchange.stop();
    await assert.rejects(exchange.calls?.reconcile(request) ?? Promise.resolve(), { code: 'closed' });
  });

  it('[TP10] hands on what comes over a connection, one after the other, and stops with it', async () => {
    const told: ToldEvent[] = [];
    let isStoring = false;
    const streaming: Telephony = {
      name: 'streaming',
      contract: '1',
      capabilities: {
        dialledBy: 'server',
        orders: [],
        agentLegs: [],
        statuses: ['ringing'],
        delivery: 'stream',
      },
      async *events(signal) {
        yield event('e-1');
        yield event('e-2');
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        yield event('e-3');
      },
      dispose: async () => undefined,
    };
    const service = serveTelephony(streaming, { ...parts, timeoutMs: 1_000 });
    const both = new Promise<void>((resolve) =>
      service.start(async (one) => {
        assert.equal(isStoring, false);
        isStoring = true;
        await new Promise((next) => setImmediate(next));
        isStoring = false;
        if (told.push(one) === 2) resolve();
      }),
    );
    await both;

    await service.stop();

    assert.deepEqual(
      told.map((one) => [one.provider, one.event.eventId]),
      [
        ['streaming', 'e-1'],
        ['streaming', 'e-2'],
      ],
    );
  });
});
