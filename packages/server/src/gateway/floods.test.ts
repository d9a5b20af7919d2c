import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LIMITS } from '@beside/protocol';
import { createShiftClock } from './testing/shift-clock.ts';
import { startConversation, startTestServer, type TestServer } from './testing/test-server.ts';
import { codeOf, type AnyFrame, type Wire } from './testing/wire.ts';

const clock = createShiftClock();
let server: TestServer;

before(async () => {
  server = await startTestServer({}, undefined, { clock });
});
after(() => server.stop());

const say = (wire: Wire, conversationId: string, text = 'hi'): Promise<AnyFrame> =>
  wire.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });

describe('somebody who says too much', () => {
  it('[bad_W14] in frames is told to wait and cut off, while others are answered', async () => {
    const [flooder, healthy] = [await server.customer(), await server.customer()];
    const conversationId = await startConversation(healthy);
    for (let count = 0; count < LIMITS.framesPerSecond * 10 + 100; count += 1)
      flooder.send({ type: 'ping', at: count });
    const waitedMs: number[] = [];
    const answers: AnyFrame[] = [];
    for (let count = 0; count < 10; count += 1) {
      const startedAt = performance.now();
      answers.push(await say(healthy, conversationId));
      waitedMs.push(performance.now() - startedAt);
    }

    assert.equal(await flooder.closed, 4429);
    // A few ms each; what is allowed is for machines that do other things as well.
    assert.ok(Math.max(...waitedMs) < 1_000, String(waitedMs));
    const last = flooder.frames.at(-1);
    assert.ok(last);
    assert.deepEqual([last.type, codeOf(last)], ['error', 'rate_limited']);
    const { retryAfterMs } = last['error'] as { retryAfterMs: number }; // as the wire's schema says
    assert.ok(retryAfterMs > 0 && retryAfterMs <= 1_000 / LIMITS.framesPerSecond);
    assert.deepEqual(new Set(answers.map(({ type }) => type)), new Set(['result']));
    healthy.close();
  });

  it('[bad_W14] in frames nobody can read is cut off as well', async () => {
    const flooder = await server.customer();
    for (let count = 0; count < LIMITS.framesPerSecond * 10 + 100; count += 1) flooder.send('{');

    assert.equal(await flooder.closed, 4429);
  });

  it('in messages is refused until it is time again, on all of their pages', async () => {
    const first = await server.customer();
    const conversationId = await startConversation(first);
    const second = await server.customer({ token: first.token });
    const answers: AnyFrame[] = [];
    for (let count = 0; count < LIMITS.messageBurst + 4; count += 1)
      answers.push(await say(count % 2 === 0 ? first : second, conversationId));

    // Conversations begin with one line.
    assert.deepEqual(answers.map(codeOf), [
      ...Array<string>(LIMITS.messageBurst - 1).fill('result'),
      ...Array<string>(5).fill('rate_limited'),
    ]);
    assert.equal(first.isOpen, true);
    clock.shift(1_000);
    assert.equal((await say(first, conversationId)).type, 'result');
    first.close();
    second.close();
  });

  it('in messages over a minute is refused, however slowly they come', async () => {
    const customer = await server.customer();
    const conversationId = await startConversation(customer);
    const codes: string[] = [];
    while (codes.at(-1) !== 'rate_limited' && codes.length < LIMITS.messagesPerMinute * 10) {
      // As fast as the limit of bursts allows.
      clock.shift(LIMITS.messageBurstWindowMs / LIMITS.messageBurst);
      codes.push(codeOf(await say(customer, conversationId)));
    }

    assert.equal(codes.at(-1), 'rate_limited');
    assert.ok(codes.length > LIMITS.messagesPerMinute);
    customer.close();
  });
});

describe('too many sockets', () => {
  it('of one customer close the oldest one, of nobody else', async (t) => {
    const few = await startTestServer({ limits: { socketsPerSession: 3 } });
    t.after(() => few.stop());
    const other = await few.customer();
    const first = await few.customer();
    const more = [];
    for (let count = 0; count < 3; count += 1) more.push(await few.customer({ token: first.token }));

    assert.equal(await first.closed, 4409);
    for (const wire of [...more, other]) {
      wire.send({ type: 'ping', at: 1 });
      await wire.ofType('pong');
    }
  });

  it('of one address are refused before they open, and admitted again when others leave', async (t) => {
    const few = await startTestServer({ limits: { socketsPerAddress: 3, handshakesPerSecond: 1_000 } });
    t.after(() => few.stop());
    const wires = [await few.customer(), await few.customer(), await few.customer()];

    assert.equal(await few.open().closed, 429);
    wires[0]?.close();
    await wires[0]?.closed;
    const next = await admitted(few);

    assert.equal(next.isOpen, true);
    assert.equal((await fetch(`${few.url}/healthz`)).status, 200);
  });

  it('that have not said hello are refused sooner', async (t) => {
    const few = await startTestServer({ limits: { greetingsPerAddress: 2 } });
    t.after(() => few.stop());
    const waiting = [await few.open().opened(), await few.open().opened()];

    assert.equal(await few.open().closed, 429);
    waiting[0]?.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' });
    await waiting[0]?.ofType('welcome');

    assert.equal((await few.open().opened()).isOpen, true);
  });

  it('in a second are refused, also those that go away at once', async (t) => {
    const still = createShiftClock();
    const few = await startTestServer({ limits: { handshakesPerSecond: 5 } }, undefined, {
      clock: { ...still, steadyNow: () => 1_800_000_000_000 },
    });
    t.after(() => few.stop());
    const outcomes: (number | string)[] = [];
    for (let count = 0; count < 8; count += 1) {
      const wire = few.open();
      outcomes.push(await Promise.race([wire.opened().then(() => 'open'), wire.closed]));
      wire.close();
    }

    assert.deepEqual(outcomes, ['open', 'open', 'open', 'open', 'open', 429, 429, 429]);
  });
});

describe('a reader who is too slow', () => {
  it('is cut off instead of filling the memory, and resumes without a gap', async (t) => {
    const slow = createShiftClock();
    const roomy = await startTestServer(
      {
        limits: {
          messageBurst: 100_000,
          messagesPerMinute: 1_000_000,
          framesPerSecond: 10_000,
          maxQueuedBytes: 65_536,
        },
      },
      undefined,
      { clock: slow },
    );
    t.after(() => roomy.stop());
    const writer = await roomy.customer();
    const conversationId = await startConversation(writer);
    const reader = await roomy.customer({ token: writer.token });
    reader.send({ type: 'follow', conversationId });
    const { epoch, uptoSeq } = (await reader.ofType('entries')) as unknown as {
      epoch: string;
      uptoSeq: number;
    };
    reader.socket.pause();
    const text = 'x'.repeat(4_000);
    // The kernel takes some megabytes before anything is queued in the process.
    let lastSeq = uptoSeq;
    let rounds = 0;
    while (rounds < 100 && (await countTooSlow(roomy)) === 0) {
      rounds += 1;
      const answers = await Promise.all(Array.from({ length: 50 }, () => say(writer, conversationId, text)));
      lastSeq = Math.max(...answers.map((answer) => (answer['value'] as { seq: number }).seq));
      slow.shift(2_000);
      for (const wire of [writer, reader]) wire.send({ type: 'ping', at: 1 });
    }
    const isWellMeanwhile = (await say(writer, conversationId)).type === 'result';
    reader.socket.resume();
    const closeCode = await reader.closed;

    const seen = seqsOf(reader);
    const seq = seen.at(-1) ?? uptoSeq;
    const again = await roomy.customer({ token: writer.token });
    again.send({ type: 'follow', conversationId, cursor: { epoch, seq } });
    await again.find((frame) => frame.type === 'entries' && Number(frame['uptoSeq']) > lastSeq);
    assert.ok(rounds < 100);
    assert.deepEqual([isWellMeanwhile, closeCode], [true, 4408]);
    // How much the kernel takes before anything is queued is the kernel's affair.
    const count = Math.min(500, lastSeq + 1);
    assert.deepEqual(
      [...seen, ...seqsOf(again)].slice(-count),
      Array.from({ length: count }, (_, index) => lastSeq + 2 - count + index),
    );
  });
});

/** The numbers of all entries that arrived. */
function seqsOf(wire: Wire): number[] {
  return wire.frames
    .filter(({ type }) => type === 'entries')
    .flatMap((frame) => (frame['entries'] as { seq: number }[]).map(({ seq }) => seq)); // as the wire's schema says
}

/** How many readers were cut off for being too slow. */
async function countTooSlow(server: TestServer): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^beside_sockets_too_slow_total (\d+)$/m.exec(text)?.[1]);
}

/** A socket, as soon as one is admitted. */
async function admitted(server: TestServer): Promise<Wire> {
  for (;;) {
    const wire = server.open();
    const outcome = await Promise.race([wire.closed, wire.opened().catch(() => 0)]);
    if (typeof outcome !== 'number') return wire;
  }
}
