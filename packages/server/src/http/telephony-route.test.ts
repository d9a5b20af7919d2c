import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock, type FakeClock } from '../base/testing/fake-clock.ts';
import { createLog } from '../config/log.ts';
import type { OnCallEvent, ToldEvent } from '../telephony/create-telephony.ts';
import { createExchangeProvider } from '../telephony/exchange-provider/exchange-provider.ts';
import { signRequest } from '../telephony/exchange-provider/signature.ts';
import { createApp } from './create-app.ts';
import { addTelephonyRoute } from './telephony-route.ts';

const SECRET = 'what the exchange signs with, long enough';
const EVENT = {
  eventId: 'x-1-0',
  callRef: 'x-1',
  callKey: 'key-1',
  leg: 'customer',
  status: 'ringing',
  sequence: 1,
  at: 1_000,
};
let nonces = 0;

interface Scene {
  readonly clock: FakeClock;
  readonly told: ToldEvent[];
  readonly written: string[];
  post(
    body: string | Buffer,
    headers?: Record<string, string>,
    provider?: string,
  ): Promise<[number, string | undefined]>;
  sign(body: string | Buffer, more?: { secret?: string; at?: number }): Record<string, string>;
}

async function open(t: TestContext, onEvent?: OnCallEvent): Promise<Scene> {
  const clock = createFakeClock();
  const told: ToldEvent[] = [];
  const written: string[] = [];
  const log = createLog('info', { write: (line: string) => void written.push(line) });
  const app = createApp(log);
  const provider = createExchangeProvider({
    url: 'http://127.0.0.1:1',
    requestSecret: 'what the server signs with, long enough',
    eventSecret: SECRET,
    dialSafety: 'none',
    clock,
  });
  addTelephonyRoute(app, {
    providers: new Map([['exchange', provider.webhooks!]]), // the exchange has them
    onEvent: onEvent ?? (async (one) => void told.push(one)),
    clock,
    log,
  });
  await app.ready();
  t.after(() => app.close());
  const sign: Scene['sign'] = (body, { secret = SECRET, at = clock.now() } = {}) =>
    signRequest(secret, 'event', body, { at, nonce: `nonce-of-this-file-${(nonces += 1)}` });
  return {
    clock,
    told,
    written,
    sign,
    async post(body, headers = sign(body), name = 'exchange') {
      const response = await app.inject({
        method: 'POST',
        url: `/telephony/${name}/events`,
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
      const text = response.body;
      return [
        response.statusCode,
        text === '' ? undefined : (JSON.parse(text) as { error: { code: string } }).error.code,
      ];
    },
  };
}

const BODY = JSON.stringify(EVENT);

describe('what a telephone provider posts', () => {
  it('[TP10] is handed over with our time, and then answered', async (t) => {
    const { post, told, clock } = await open(t);

    assert.deepEqual(await post(BODY), [204, undefined]);

    assert.deepEqual(told, [{ provider: 'exchange', event: EVENT, receivedAt: clock.now() }]);
  });

  it('[TP10] is answered only when it is stored', async (t) => {
    let store = (): void => undefined;
    const { post } = await open(t, () => new Promise((resolve) => (store = resolve)));
    let answer: unknown;
    const posting = post(BODY).then((one) => (answer = one));
    await new Promise((resolve) => setTimeout(resolve, 20));

    assert.equal(answer, undefined);
    store();
    await posting;
    assert.deepEqual(answer, [204, undefined]);
  });

  it('[TP10] [bad_A5] twice is handed over once, one after the other and at once', async (t) => {
    const { post, told } = await open(t);

    const answers = [await post(BODY), await post(BODY)];
    const other = JSON.stringify({ ...EVENT, eventId: 'x-1-1' });
    answers.push(...(await Promise.all(Array.from({ length: 10 }, () => post(other)))));

    assert.ok(answers.every(([status]) => status === 204));
    assert.deepEqual(
      told.map(({ event }) => event.eventId),
      ['x-1-0', 'x-1-1'],
    );
  });

  it('[TP10] that cannot be stored is refused, and taken when it comes again', async (t) => {
    const failures = [new BesideError('read_only'), new Error('+821012345678 is broken')];
    const stored: string[] = [];
    const { post, written } = await open(t, async ({ event }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      stored.push(event.eventId);
    });

    assert.deepEqual(await post(BODY), [503, 'read_only']);
    assert.deepEqual(await post(BODY), [503, 'unavailable']);
    assert.deepEqual(await post(BODY), [204, undefined]);

    assert.deepEqual(stored, ['x-1-0']);
    assert.doesNotMatch(written.join(''), /8210/);
  });

  it('[TP8] [bad_A6] is without effect when it is not from the provider, now, as it was and for the first time', async (t) => {
    const { post, sign, told, clock } = await open(t);
    const genuine = sign(BODY);
    const refusals = {
      unsigned: await post(BODY, {}),
      'badly signed': await post(BODY, { ...genuine, 'beside-signature': `v1=${'0'.repeat(64)}` }),
      'six minutes old': await post(BODY, sign(BODY, { at: clock.now() - 360_000 })),
      "of another tenant's secret": await post(BODY, sign(BODY, { secret: 'of somebody else, long enough' })),
      'with the secret of the other direction': await post(
        BODY,
        sign(BODY, { secret: 'what the server signs with, long enough' }),
      ),
      'with a space more': await post(` ${BODY}`, genuine),
      'with a line more': await post(`${BODY}\n`, genuine),
      'written again': await post(JSON.stringify(EVENT, null, 2), genuine),
    };

    for (const [what, refusal] of Object.entries(refusals))
      assert.deepEqual(refusal, [401, 'unauthenticated'], what);
    assert.deepEqual(told, []);
    assert.deepEqual(await post(BODY, genuine), [204, undefined]);
    assert.deepEqual(await post(BODY, genuine), [401, 'unauthenticated'], 'replayed');
    assert.equal(told.length, 1);
  });

  it('[bad_A2] [bad_A5] is a bad frame when it was signed and means nothing', async (t) => {
    const { post, told } = await open(t);

    for (const body of ['<html>', '{}', `\uFEFF${BODY}`, JSON.stringify({ ...EVENT, status: 'teleported' })])
      assert.deepEqual(await post(body), [400, 'bad_frame'], body);
    assert.deepEqual(told, []);
  });

  it('[bad_A2] is refused before it is read when it is too large, packed, or for nobody', async (t) => {
    const { post, sign } = await open(t);
    const large = ' '.repeat(16_385);

    assert.deepEqual(await post(large), [413, 'too_large']);
    assert.deepEqual(await post(BODY, { ...sign(BODY), 'content-encoding': 'gzip' }), [415, 'bad_frame']);
    assert.deepEqual(await post(BODY, sign(BODY), 'twilio'), [404, 'not_found']);
    assert.deepEqual(await post(BODY, sign(BODY), '__proto__'), [404, 'not_found']);
  });

  it('is read as bytes whatever it calls itself', async (t) => {
    const { post, sign } = await open(t);

    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/webhook+json'])
      assert.deepEqual(await post(BODY, { ...sign(BODY), 'content-type': type }), [204, undefined], type);
  });

  it('[bad_A11] leaves nothing of the call in the log', async (t) => {
    const { post, written } = await open(t);

    await post(JSON.stringify({ ...EVENT, status: '+821012345678' }));
    await post(BODY, { 'beside-nonce': '+821012345678' });

    assert.equal(written.length, 2);
    assert.doesNotMatch(written.join(''), /8210|x-1|key-1/);
  });
});
