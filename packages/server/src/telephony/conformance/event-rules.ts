import assert from 'node:assert/strict';
import type { CallEvent, WebhookRequest } from '../../ports/telephony.ts';
import { applyCallEvent, endOf, newCall, type CallState } from '../call-state.ts';
import { eventually, patience, type AddTest, type TelephonyBench } from './telephony-harness.ts';

/** TP7 to TP9: what is told of calls, who is believed, and how they are ended. */
export function addEventRules(test: AddTest, canHangUp: boolean): void {
  test('[TP7] a call is told from ringing to its end, each thing under an id of its own', async (bench) => {
    const request = bench.request(bench.numbers.answers);
    const callRef = await bench.dial(request);

    await untilOver(bench, callRef);

    const events = bench.events(callRef);
    assert.equal(
      new Set(events.map(({ eventId }) => eventId)).size,
      new Set(events.map(({ status }) => status)).size,
    );
    assert.deepEqual(new Set(events.map(({ status }) => status)), new Set(['ringing', 'answered', 'ended']));
    for (const { callKey, leg } of events) {
      assert.ok(callKey === null || callKey === request.callKey);
      assert.equal(leg, 'customer');
    }
  });

  test('[TP7] what is told twice has the same id', async (bench) => {
    const { twice } = bench.numbers;
    if (twice === undefined) return;
    const callRef = await bench.dial(bench.request(twice));

    await eventually('the second time', () => bench.events(callRef).length >= 6);

    assert.equal(new Set(bench.events(callRef).map(({ eventId }) => eventId)).size, 3);
  });

  test('[TP7] what is told in any order is the same story', async (bench) => {
    const { scrambled } = bench.numbers;
    if (scrambled === undefined) return;
    const callRef = await bench.dial(bench.request(scrambled));

    await eventually('everything', () => bench.events(callRef).length >= 3);

    assert.equal(endOf(fold(bench, callRef)), 'completed');
  });

  test('[TP8] only what was signed, now and for the first time, is believed', async (bench) => {
    bench.isHolding = true;
    const callRef = await bench.dial(bench.request(bench.numbers.answers));
    const isOurs = ({ body }: WebhookRequest): boolean => Buffer.from(body).includes(callRef);
    await eventually('a delivery', () => bench.deliveries.some(isOurs));
    const genuine = bench.deliveries.find(isOurs)!; // waited for
    const { receive } = bench.webhooks();
    const sixMinutes = 360_000;
    const text = Buffer.from(genuine.body).toString('utf8');
    const forged: Record<string, WebhookRequest> = {
      'with a space more': { ...genuine, body: Buffer.from(`${text} `) },
      'with another status': {
        ...genuine,
        body: Buffer.from(text.replace(/"(ringing|answered|ended)"/, '"busy"')),
      },
      'without headers': { ...genuine, headers: {} },
      'six minutes old': { ...genuine, receivedAt: genuine.receivedAt + sixMinutes },
      'from the future': { ...genuine, receivedAt: genuine.receivedAt - sixMinutes },
    };

    for (const [what, request] of Object.entries(forged))
      assert.equal(receive(request).kind, 'refused', what);
    assert.equal(receive(genuine).kind, 'events');
    assert.equal(receive(genuine).kind, 'refused', 'a second time');
  });

  test('[TP9] nothing is dialled after it was disposed of', async (bench) => {
    const request = bench.request(bench.numbers.answers);
    await bench.telephony.dispose();

    const outcome = await bench.calls().dial(request, patience());

    assert.notEqual(outcome.kind, 'done');
    assert.deepEqual(await bench.accepted(request.callKey), []);
  });

  if (!canHangUp) return;
  test('[TP9] hanging up ends a call, once, and may be said again', async (bench) => {
    const callRef = await bench.dial(bench.request(bench.numbers.answers));
    const hangUp = (): Promise<void> | undefined => bench.calls().hangUp?.(callRef, patience());

    await hangUp();
    await hangUp();
    await untilOver(bench, callRef);
    await hangUp();

    const ends = bench.events(callRef).filter(({ status }) => status !== 'ringing' && status !== 'answered');
    assert.deepEqual(new Set(ends.map(({ eventId }) => eventId)).size, 1);
    assert.ok(['cancelled', 'ended'].includes(ends[0]?.status ?? ''));
  });

  test('[TP9] hanging up a call that never was is no error', async (bench) => {
    await bench.calls().hangUp?.('never-was', patience());
  });
}

function fold(bench: TelephonyBench, callRef: string): CallState {
  return bench.events(callRef).reduce(
    (state: CallState, event: CallEvent) => {
      const change = applyCallEvent(state, 'any', event, 1);
      return change.kind === 'changed' ? change.state : state;
    },
    newCall('any', callRef),
  );
}

function untilOver(bench: TelephonyBench, callRef: string): Promise<void> {
  return eventually('the end of the call', () => {
    const told = bench.events(callRef).length;
    return told > 0 && endOf(fold(bench, callRef)) !== undefined;
  });
}
