import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { DialRequest, DialSafety } from '../../ports/telephony.ts';
import { eventually, newKey, patience } from '../conformance/telephony-harness.ts';
import { NUMBERS } from '../testing/exchange-harness.ts';
import { startExchange, type ExchangeProcess } from '../testing/exchange-process.ts';
import { listenForWebhooks, type WebhookListener } from '../testing/webhook-listener.ts';

const request = (to: string): DialRequest => ({
  callKey: newKey(),
  to,
  from: '+82215880000',
  ringTimeoutMs: 1_000,
});

async function open(
  t: TestContext,
  mode: DialSafety,
  paceMs = 20,
): Promise<{ exchange: ExchangeProcess; listener: WebhookListener }> {
  const listener = await listenForWebhooks();
  const exchange = await startExchange({ mode, webhook: listener.url, paceMs });
  t.after(async () => {
    await exchange.remove();
    await listener.close();
  });
  return { exchange, listener };
}

describe('an exchange that crashes', () => {
  it('[TP3] knows a call that it accepted before it was killed', async (t) => {
    const { exchange } = await open(t, 'idempotent');
    const telephony = exchange.provider();
    const one = request(NUMBERS.answers);
    const first = await telephony.calls!.dial(one, patience()); // the exchange has them
    assert.equal(first.kind, 'done');

    await exchange.kill();
    assert.deepEqual(await telephony.calls!.dial(one, patience()), { kind: 'failed', code: 'unavailable' });
    await exchange.startAgain();
    const again = await telephony.calls!.dial(one, patience());

    assert.deepEqual(again, { ...first, replayed: true });
    assert.equal(exchange.accepted(one.callKey).length, 1);
  });

  it('[TP7] goes on telling of its calls where it was, under the same ids', async (t) => {
    const { exchange, listener } = await open(t, 'none');
    const telephony = exchange.provider();
    const told = new Map<string, string>();
    const outcome = await telephony.calls!.dial(request(NUMBERS.answers), patience());
    assert.equal(outcome.kind, 'done');
    await eventually('the first event', () => exchange.records().some(({ kind }) => kind === 'event'));
    await exchange.kill();
    listener.onRequest = (one) => {
      const result = telephony.webhooks!.receive(one);
      if (result.kind === 'events') for (const event of result.events) told.set(event.eventId, event.status);
      return 204;
    };

    await exchange.startAgain();
    await eventually('everything', () => told.size === 3);

    assert.deepEqual(new Set(told.values()), new Set(['ringing', 'answered', 'ended']));
    await eventually(
      'the book to be closed',
      () => exchange.records().filter(({ kind }) => kind === 'delivered').length === 3,
    );
  });

  it('[TP5] [bad_A4] that restarts while it answers has made one call, which is found', async (t) => {
    const { exchange } = await open(t, 'lookup');
    const { calls } = exchange.provider();
    const one = request(NUMBERS.restarts);

    assert.deepEqual(await calls!.dial(one, patience()), { kind: 'unknown' });

    const [callRef] = exchange.accepted(one.callKey);
    assert.deepEqual(await calls!.lookup?.(one.callKey, patience()), { kind: 'found', callRef });
    assert.equal(exchange.accepted(one.callKey).length, 1);
  });

  it('[TP3] killed three times while forty calls are asked for, it accepts none of them twice', async (t) => {
    const { exchange, listener } = await open(t, 'idempotent', 5);
    listener.onRequest = () => 204;
    const { calls } = exchange.provider();
    const requests = Array.from({ length: 40 }, () => request('+821012345678'));
    const references = new Map<string, string>();
    const dialAll = (): Promise<void[]> =>
      Promise.all(
        requests.map(async (one) => {
          const outcome = await calls!.dial(one, patience());
          if (outcome.kind !== 'done') return;
          const before = references.get(one.callKey);
          assert.ok(before === undefined || before === outcome.callRef);
          references.set(one.callKey, outcome.callRef);
        }),
      );

    for (let count = 0; count < 3; count += 1) {
      const dialling = dialAll();
      const target = 10 * (count + 1);
      await eventually(
        'some calls',
        () => exchange.records().filter(({ kind }) => kind === 'accepted').length >= target,
      );
      await exchange.kill();
      await dialling;
      await exchange.startAgain();
    }
    // Asked for with the same keys until each is answered, as one who is told nothing has to.
    while (references.size < requests.length) await dialAll();

    for (const [callKey, callRef] of references) assert.deepEqual(exchange.accepted(callKey), [callRef]);
  });

  it('[TP7] tells again what was not taken', async (t) => {
    const { exchange, listener } = await open(t, 'none');
    const refused: string[] = [];
    let isOpen = false;
    listener.onRequest = ({ body }) => {
      refused.push(Buffer.from(body).toString('utf8'));
      return isOpen ? 204 : 500;
    };
    await exchange.provider().calls!.dial(request(NUMBERS.busy), patience());
    await eventually('three tries', () => refused.length >= 3);
    isOpen = true;

    await eventually('the delivery', () => exchange.records().some(({ kind }) => kind === 'delivered'));

    assert.equal(new Set(refused).size, 1, 'the same words each time');
  });
});
