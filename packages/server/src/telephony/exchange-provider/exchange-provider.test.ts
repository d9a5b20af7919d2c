import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { createFakeClock, type FakeClock } from '../../base/testing/fake-clock.ts';
import type { DialOutcome, DialRequest, Telephony } from '../../ports/telephony.ts';
import { createExchangeProvider } from './exchange-provider.ts';
import { signRequest } from './signature.ts';

const REQUEST: DialRequest = {
  callKey: 'key-1',
  to: '+821012345678',
  from: '+82215880000',
  ringTimeoutMs: 30_000,
};
const EVENT_SECRET = 'what the exchange signs with';

interface Scene {
  readonly telephony: Telephony;
  readonly clock: FakeClock;
  dial(more?: Partial<DialRequest>): Promise<DialOutcome>;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

async function open(t: TestContext, answer: Answer): Promise<Scene> {
  const server = createServer((request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // of TCP
  const clock = createFakeClock();
  const telephony = createExchangeProvider({
    url: `http://127.0.0.1:${port}`,
    requestSecret: 'what the server signs with',
    eventSecret: EVENT_SECRET,
    dialSafety: 'lookup',
    clock,
  });
  return {
    telephony,
    clock,
    // The exchange has them.
    dial: (more = {}) => telephony.calls!.dial({ ...REQUEST, ...more }, AbortSignal.timeout(10_000)),
  };
}

const json =
  (status: number, content: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(content);
const DONE = '{"callRef":"x-1","replayed":false}';

describe('the answer to a dial', () => {
  it('[TP4] [bad_A2] that is no answer of an exchange says nothing about the call', async (t) => {
    const nonsense: Record<string, Answer> = {
      'a page to sign in': (response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<form>'),
      'nothing at all': (response) => void response.writeHead(204).end(),
      'an error under 200': json(200, '{"error":{"code":"refused"}}'),
      'JSON as text': (response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end(DONE),
      'broken JSON': json(200, DONE.slice(0, -3)),
      'fifty megabytes': (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.on('error', () => undefined);
        response.end(Buffer.alloc(50_000_000, ' '));
      },
      'another schema': json(200, '{"callRef":17,"replayed":false}'),
      'a redirection': (response) => void response.writeHead(307, { location: '/v1/dial' }).end(),
      'a refusal without words': json(422, '{}'),
      'a failure of something in between': json(502, '{"error":{"code":"refused"}}'),
      'a break after the headers': (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"call', () => response.destroy());
      },
      'a break without a word': (response, request) => void request.socket.destroy(),
    };
    for (const [what, answer] of Object.entries(nonsense)) {
      const { dial } = await open(t, answer);

      assert.deepEqual(await dial(), { kind: 'unknown' }, what);
    }
  });

  it('[TP4] [bad_A1] that does not come, or comes in drops, is given up after five seconds', async (t) => {
    const slow: Answer[] = [
      () => undefined,
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
    ];
    for (const answer of slow) {
      let asked = (): void => undefined;
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      const { dial, clock } = await open(t, (response, request) => {
        answer(response, request);
        asked();
      });
      const startedAt = clock.now();
      const dialling = dial();
      await isAsked;

      while (clock.step(startedAt + 5_000));

      assert.deepEqual(await dialling, { kind: 'unknown' });
    }
  });

  it('[TP2] [bad_A3] that there is too much is a pause of one second to ten minutes, whatever is said', async (t) => {
    const said: readonly (readonly [string, number])[] = [
      ['1e9', 600_000],
      ['-5', 1_000],
      ['30', 30_000],
      ['soon', 1_000],
      ['', 1_000],
      ['Infinity', 600_000],
      [new Date(Date.UTC(2026, 10, 24, 1, 2)).toUTCString(), 120_000],
      ['Thu, 01 Jan 1970 00:00:00 GMT', 1_000],
    ];
    for (const [retryAfter, retryAfterMs] of said) {
      const { dial } = await open(t, json(429, '{"error":{"code":"x"}}', { 'retry-after': retryAfter }));

      assert.deepEqual(await dial(), { kind: 'failed', code: 'rate_limited', retryAfterMs }, retryAfter);
    }
  });

  it('[TP2] that is a refusal has a code of ours, whatever the exchange calls it', async (t) => {
    for (const [code, expected] of [
      ['invalid_number', 'invalid_number'],
      ['not_allowed', 'not_allowed'],
      ['number of Kim Mina is busy', 'refused'],
    ] as const) {
      const { dial } = await open(t, json(422, JSON.stringify({ error: { code } })));

      assert.deepEqual(await dial(), { kind: 'failed', code: expected });
    }
  });

  it('[TP2] to what it cannot do is said before anybody is asked', async (t) => {
    const { dial } = await open(t, () => assert.fail('nobody is asked'));

    assert.deepEqual(await dial({ agentLeg: { kind: 'room', room: 'r' } }), {
      kind: 'failed',
      code: 'unsupported',
    });
  });
});

describe('what an exchange posts', () => {
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
  const receive = ({ telephony, clock }: Scene, text: string | Uint8Array): unknown => {
    const body = Buffer.from(text);
    const headers = signRequest(EVENT_SECRET, 'event', body, {
      at: clock.now(),
      nonce: `nonce-of-this-file-${(nonces += 1)}`,
    });
    return telephony.webhooks!.receive({ headers, body, receivedAt: clock.now() }); // the exchange has them
  };

  it('[TP8] [bad_A5] [bad_A2] is refused where it breaks the schema, whoever signed it', async (t) => {
    const scene = await open(t, () => undefined);
    const broken: Record<string, string | Uint8Array> = {
      'an unknown status': JSON.stringify({ ...EVENT, status: 'teleported' }),
      'no id': JSON.stringify({ ...EVENT, eventId: undefined }),
      'a long id': JSON.stringify({ ...EVENT, eventId: 'x'.repeat(81) }),
      'no JSON': '<xml/>',
      nothing: '',
      'a mark in front': `\uFEFF${JSON.stringify(EVENT)}`,
      'no UTF-8': Uint8Array.of(0x7b, 0xff, 0x7d),
      'a list': JSON.stringify([EVENT]),
      'half of it': JSON.stringify(EVENT).slice(0, -4),
    };

    for (const [what, body] of Object.entries(broken))
      assert.deepEqual(receive(scene, body), { kind: 'refused', code: 'bad_frame', reason: 'schema' }, what);
    assert.deepEqual(receive(scene, JSON.stringify(EVENT)), { kind: 'events', events: [EVENT] });
  });

  it('[bad_A12] is taken whatever time it says it happened, if it was signed now', async (t) => {
    const scene = await open(t, () => undefined);
    const at = scene.clock.now() - 7_200_000;

    assert.deepEqual(receive(scene, JSON.stringify({ ...EVENT, at })), {
      kind: 'events',
      events: [{ ...EVENT, at }],
    });
  });

  it('may say more than we know of', async (t) => {
    const scene = await open(t, () => undefined);

    assert.deepEqual(receive(scene, JSON.stringify({ ...EVENT, carrier: 'x' })), {
      kind: 'events',
      events: [EVENT],
    });
  });
});
