import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Centre, EntryRange } from '../ports/centre.ts';
import type { Connection } from './connection.ts';
import { Feeds } from './feeds.ts';
import { EPOCH, ID, rangeOf, visible } from './testing/entry-ranges.ts';

const ACTOR = { role: 'customer', siteId: 'shop', customerId: 'k' } as never; // an id of the right form says no more
const LAST = 150;

/** Feeds over a conversation of {@link LAST} entries, and after which numbers it was read. */
function createFeeds(): { feeds: Feeds; reads: number[] } {
  const reads: number[] = [];
  const centre = {
    getConversation: () =>
      Promise.resolve({ epoch: EPOCH, lastSeq: LAST, siteId: 'shop', customer: {}, agent: {} }),
    readAfter: (_actor: unknown, _id: unknown, afterSeq: number) => {
      reads.push(afterSeq);
      return Promise.resolve(rangeOf(afterSeq, LAST));
    },
  } as unknown as Centre; // what feeds ask of it
  return {
    feeds: new Feeds(centre, { info: () => undefined, error: () => undefined } as never, 4_000),
    reads,
  };
}

/** A socket, and what it was sent. */
function createReader() {
  const frames: string[] = [];
  const state = { isOpen: true, isFilling: false, followed: new Set<string>() };
  let room: (() => void) | undefined;
  const connection = Object.assign(state, {
    send: () => undefined,
    sendText: (text: Buffer) => void frames.push(text.toString()),
    whenRoom: (call: () => void) => void (room = call),
  });
  return {
    state,
    frames,
    connection: connection as unknown as Connection, // what feeds use of it
    takeAll: () => room?.(),
  };
}

describe('readers who come back together', () => {
  it('are sent what they miss out of one reading, wherever each of them was', async () => {
    const { feeds, reads } = createFeeds();
    const readers = Array.from({ length: 100 }, (_, index) => ({ ...createReader(), seq: 20 + index }));

    await Promise.all(
      readers.map(({ connection, seq }) => feeds.follow(connection, ACTOR, ID, { epoch: EPOCH, seq })),
    );

    for (const { frames, seq } of readers) {
      const seen = frames.flatMap((text) => (JSON.parse(text) as EntryRange).entries.map((one) => one.seq));
      assert.deepEqual(seen, visible(seq, LAST));
    }
    // Two who came first, each with what was theirs; then only whether there is more.
    assert.ok(reads.filter((afterSeq) => afterSeq < LAST).length <= 3, String(reads));
  });
});

describe('a reader who is cut off', () => {
  it('costs no reading any more, though what waited for them is given up', async () => {
    const { feeds, reads } = createFeeds();
    const reader = createReader();
    reader.state.isFilling = true;
    await feeds.follow(reader.connection, ACTOR, ID, { epoch: EPOCH, seq: 10 });
    assert.deepEqual(reads, []);

    // As `ws` does: the socket is closing, then its writes end.
    reader.state.isOpen = false;
    reader.state.isFilling = false;
    reader.takeAll();
    await new Promise((resolve) => setImmediate(resolve));

    assert.deepEqual([reads, reader.frames], [[], []]);
  });

  it('is not a reason not to read for the others', async () => {
    const { feeds } = createFeeds();
    const [gone, here] = [createReader(), createReader()];
    gone.state.isFilling = true;
    await feeds.follow(gone.connection, ACTOR, ID, { epoch: EPOCH, seq: 10 });
    gone.state.isOpen = false;

    await feeds.follow(here.connection, ACTOR, ID, { epoch: EPOCH, seq: 140 });

    const entries = here.frames.flatMap((text) => (JSON.parse(text) as EntryRange).entries);
    assert.deepEqual(
      entries.map(({ seq }) => seq),
      visible(140, LAST),
    );
  });
});
