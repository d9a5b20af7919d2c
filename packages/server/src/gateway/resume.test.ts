import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { LIMITS } from '@beside/protocol';
import {
  startConversation,
  startTestServer,
  type TestCustomer,
  type TestServer,
} from './testing/test-server.ts';
import { codeOf, newId, type AnyFrame, type Wire } from './testing/wire.ts';

let server: TestServer;
let customer: TestCustomer;
let conversationId: string;

before(async () => {
  // Enough for long histories to be written through the wire.
  server = await startTestServer({
    limits: { messageBurst: 10_000, messagesPerMinute: 1_000_000, framesPerSecond: 5_000 },
  });
});
after(() => server.stop());
beforeEach(async () => {
  customer = await server.customer();
  conversationId = await startConversation(customer);
});

interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

interface Range {
  readonly afterSeq: number;
  readonly uptoSeq: number;
  readonly entries: readonly { readonly seq: number }[];
}

const rangeOf = (frame: AnyFrame): Range => frame as unknown as Range; // as the wire's schema says

/** Follows with another socket of the same customer. */
async function follow(cursor?: Cursor): Promise<Wire> {
  const wire = await server.customer({ token: customer.token });
  wire.send({ type: 'follow', conversationId, ...(cursor === undefined ? {} : { cursor }) });
  return wire;
}

/** What a reader knows when everything up to a number has arrived: the ranges put together, without a hole or a repeat. */
async function readUpTo(wire: Wire, lastSeq: number): Promise<{ from: number; seqs: number[] }> {
  await wire.find((frame) => frame.type === 'entries' && rangeOf(frame).uptoSeq >= lastSeq);
  const ranges = wire.frames.filter(({ type }) => type === 'entries').map(rangeOf);
  for (const [index, range] of ranges.entries())
    if (index > 0) assert.equal(range.afterSeq, ranges[index - 1]?.uptoSeq);
  return {
    from: ranges[0]?.afterSeq ?? -1,
    seqs: ranges.flatMap((range) => range.entries.map(({ seq }) => seq)),
  };
}

/** Says so much that the conversation's last number is this one. */
async function fill(lastSeq: number): Promise<void> {
  const { lastSeq: now } = await whereItStands();
  const texts = Array.from({ length: lastSeq - now }, (_, index) => `line ${index}`);
  for (let at = 0; at < texts.length; at += 200)
    await Promise.all(
      texts
        .slice(at, at + 200)
        .map((text) =>
          customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } }),
        ),
    );
}

async function whereItStands(): Promise<{ epoch: string; lastSeq: number }> {
  const wire = await server.customer({ token: customer.token });
  const welcome = wire.frames.find(({ type }) => type === 'welcome');
  wire.close();
  return (welcome as unknown as { customer: { conversation: { epoch: string; lastSeq: number } } }).customer
    .conversation; // as the wire's schema says
}

const between = (afterSeq: number, uptoSeq: number): number[] =>
  Array.from({ length: uptoSeq - afterSeq }, (_, index) => afterSeq + 1 + index);

describe('following', () => {
  it('begins with the newest page and goes on with what comes', async () => {
    await fill(250);
    const reader = await follow();
    await readUpTo(reader, 250);

    await fill(260);

    const { from, seqs } = await readUpTo(reader, 260);
    assert.equal(from, 50);
    assert.deepEqual(seqs.slice(-10), between(250, 260));
    reader.close();
  });

  it('says that nothing is missing to a reader who is up to date', async () => {
    const { epoch, lastSeq } = await whereItStands();
    const reader = await follow({ epoch, seq: lastSeq });

    assert.deepEqual(await reader.ofType('entries'), {
      type: 'entries',
      conversationId,
      epoch,
      afterSeq: lastSeq,
      uptoSeq: lastSeq,
      entries: [],
    });
    reader.close();
  });

  for (const missing of [
    1,
    LIMITS.maxEntriesPerFrame,
    LIMITS.maxEntriesPerFrame + 1,
    LIMITS.maxResumeEntries,
  ]) {
    it(`sends exactly what is missing when it is ${missing}`, async () => {
      await fill(missing + 20);
      const { epoch, lastSeq } = await whereItStands();
      const reader = await follow({ epoch, seq: lastSeq - missing });

      const { from, seqs } = await readUpTo(reader, lastSeq);

      assert.equal(from, lastSeq - missing);
      // Some numbers are not for customers; what is there is in order, once.
      assert.deepEqual(
        seqs,
        [...new Set(seqs)].sort((a, b) => a - b),
      );
      assert.equal(seqs.at(-1), lastSeq);
      assert.ok(seqs.length >= missing - 2);
      assert.equal(
        reader.frames.some(({ type }) => type === 'discontinuity'),
        false,
      );
      reader.close();
    });
  }

  it('[bad_W8] says aloud when the epoch is another one, the number of the future, or too much is missing', async () => {
    await fill(LIMITS.maxResumeEntries + 10);
    const { epoch, lastSeq } = await whereItStands();
    const cursors: readonly [string, Cursor][] = [
      ['epoch', { epoch: newId(), seq: lastSeq }],
      ['future', { epoch, seq: lastSeq + 1 }],
      ['future', { epoch, seq: Number.MAX_SAFE_INTEGER }],
      ['too-far', { epoch, seq: lastSeq - LIMITS.maxResumeEntries - 1 }],
    ];

    for (const [reason, cursor] of cursors) {
      const reader = await follow(cursor);
      const { from, seqs } = await readUpTo(reader, lastSeq);
      assert.deepEqual(
        reader.frames.filter(({ type }) => type === 'discontinuity'),
        [
          {
            type: 'discontinuity',
            conversationId,
            epoch,
            reason,
            afterSeq: lastSeq - LIMITS.maxEntriesPerFrame,
          },
        ],
      );
      assert.equal(from, lastSeq - LIMITS.maxEntriesPerFrame);
      assert.equal(seqs.at(-1), lastSeq);
      reader.close();
    }
  });

  it("[bad_W8] with a cursor of another one's conversation finds nothing", async () => {
    const stranger = await server.customer();
    const { epoch, lastSeq } = await whereItStands();

    const code = await stranger.errorOf({ type: 'follow', conversationId, cursor: { epoch, seq: lastSeq } });

    assert.equal(code, 'not_found');
    stranger.close();
  });

  it('ends with unfollow, and can begin again where it ended', async () => {
    const reader = await follow();
    const { lastSeq, epoch } = await whereItStands();
    await readUpTo(reader, lastSeq);
    reader.send({ type: 'unfollow', conversationId });
    reader.send({ type: 'ping', at: 1 });
    await reader.ofType('pong');
    const from = reader.frames.length;
    await fill(lastSeq + 5);
    reader.send({ type: 'ping', at: 2 });
    await reader.ofType('pong', from);
    assert.deepEqual(
      reader.frames.slice(from).map(({ type }) => type),
      ['pong'],
    );

    reader.send({ type: 'follow', conversationId, cursor: { epoch, seq: lastSeq } });

    assert.equal((await readUpTo(reader, lastSeq + 5)).seqs.at(-1), lastSeq + 5);
    reader.close();
  });

  it('is exact while others write and readers come and go', async () => {
    const { epoch } = await whereItStands();
    const writing = fill(300);
    const readers = await Promise.all([1, 2, 3, 4, 5].map((seq) => follow({ epoch, seq })));
    await writing;

    const read = await Promise.all(readers.map((reader) => readUpTo(reader, 300)));

    const last = read[4]?.seqs ?? [];
    for (const { seqs } of read) assert.deepEqual(seqs.slice(-last.length), last);
    assert.deepEqual(last.slice(-280), between(20, 300));
    for (const reader of readers) reader.close();
  });

  it('goes on where it was after the server was started anew', async (t) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'beside-resume-'));
    t.after(() => rmSync(dataDir, { recursive: true, force: true }));
    const first = await startTestServer({}, dataDir);
    const page = await first.customer();
    const id = await startConversation(page, 'before');
    page.send({ type: 'follow', conversationId: id });
    const { epoch, uptoSeq } = (await page.ofType('entries')) as unknown as Range & { epoch: string };
    await first.stop();
    const second = await startTestServer({}, dataDir);
    t.after(() => second.stop());
    const pageAgain = await second.customer({ token: page.token });
    await pageAgain.command({
      type: 'chat.send',
      conversationId: id,
      content: { kind: 'text', text: 'after' },
    });

    pageAgain.send({ type: 'follow', conversationId: id, cursor: { epoch, seq: uptoSeq } });

    const range = rangeOf(await pageAgain.ofType('entries'));
    assert.deepEqual(
      [range.afterSeq, range.uptoSeq, range.entries.map(({ seq }) => seq)],
      [uptoSeq, uptoSeq + 1, [uptoSeq + 1]],
    );
    assert.equal(await page.closed, 1001);
  });

  it('[bad_W19] is for so many conversations at once and no more', async () => {
    const few = await startTestServer({ limits: { maxFollowed: 1 } });
    const wire = await few.customer();
    const first = await startConversation(wire);
    wire.send({ type: 'follow', conversationId: first });
    await wire.ofType('entries');

    const from = wire.frames.length;
    wire.send({ type: 'follow', conversationId: newId() });
    const refusal = await wire.ofType('error', from);
    wire.send({ type: 'follow', conversationId: first });
    await wire.ofType('receipts', from);

    assert.equal(codeOf(refusal), 'capacity');
    await few.stop();
  });
});

describe('history', () => {
  it('pages back to the first entry', async () => {
    await fill(450);
    const { lastSeq, epoch } = await whereItStands();
    const seqs: number[] = [];
    let beforeSeq = lastSeq + 1;
    let more = true;
    while (more) {
      const page = await customer.ask({ type: 'history', conversationId, beforeSeq, limit: 200 });
      const entries = page['entries'] as { seq: number }[]; // as the wire's schema says
      assert.deepEqual([page.type, page['epoch']], ['history-page', epoch]);
      seqs.unshift(...entries.map(({ seq }) => seq));
      beforeSeq = entries[0]?.seq ?? 0;
      more = page['more'] === true;
    }

    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
    );
    assert.equal(seqs[0], 1);
    assert.equal(seqs.at(-1), lastSeq);
    assert.deepEqual(seqs.slice(-400), between(lastSeq - 400, lastSeq));
  });

  it('before the first entry is empty', async () => {
    for (const beforeSeq of [0, 1]) {
      const page = await customer.ask({ type: 'history', conversationId, beforeSeq, limit: 10 });

      assert.deepEqual([page['entries'], page['more']], [[], false]);
    }
  });
});
