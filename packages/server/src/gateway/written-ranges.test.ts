import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId, Entry, Epoch } from '@beside/protocol';
import type { Centre, EntryRange } from '../ports/centre.ts';
import type { Connection } from './connection.ts';
import { Feeds } from './feeds.ts';
import { WrittenBook, WrittenRanges } from './written-ranges.ts';

const ID = 'c' as ConversationId;
const EPOCH = 'e1' as Epoch;

const entry = (seq: number, text = `m${seq} 한글`): Entry =>
  ({ seq, id: `id-${seq}`, type: 'chat.message', at: 1, body: { content: { kind: 'text', text } } }) as never; // enough of one

/** A range of a conversation in which every fifth entry is not for this reader. */
function rangeOf(afterSeq: number, uptoSeq: number, epoch = EPOCH): EntryRange {
  const seqs = Array.from({ length: uptoSeq - afterSeq }, (_, index) => afterSeq + 1 + index);
  const entries = seqs.filter((seq) => seq % 5 !== 0).map((seq) => entry(seq));
  return { epoch, afterSeq, uptoSeq, entries, more: false };
}

/** What a reader has after all frames from a number on, as a client would put it together. */
function readFrom(
  ranges: WrittenRanges,
  afterSeq: number,
): { seqs: number[]; uptoSeq: number; frames: number } {
  const seqs: number[] = [];
  let uptoSeq = afterSeq;
  for (let frames = 0; ; frames += 1) {
    const found = ranges.find(EPOCH, uptoSeq);
    if (!found) return { seqs, uptoSeq, frames };
    const frame = JSON.parse(found.frame.toString()) as EntryRange & { type: string; conversationId: string };
    assert.deepEqual(
      [frame.type, frame.conversationId, frame.epoch, frame.afterSeq, frame.uptoSeq],
      ['entries', ID, EPOCH, uptoSeq, found.uptoSeq],
    );
    for (const one of frame.entries) assert.deepEqual(one, entry(one.seq));
    seqs.push(...frame.entries.map(({ seq }) => seq));
    uptoSeq = found.uptoSeq;
  }
}

const visible = (afterSeq: number, uptoSeq: number): number[] =>
  rangeOf(afterSeq, uptoSeq).entries.map(({ seq }) => seq);

describe('written ranges', () => {
  it('give every reader exactly what follows what they have, in frames of limited size', () => {
    const ranges = new WrittenRanges(ID, 400);
    ranges.add(rangeOf(10, 40));
    ranges.add(rangeOf(40, 60));

    for (let afterSeq = 10; afterSeq < 60; afterSeq += 1) {
      const { seqs, uptoSeq, frames } = readFrom(ranges, afterSeq);
      assert.deepEqual([seqs, uptoSeq], [visible(afterSeq, 60), 60], `after ${afterSeq}`);
      if (afterSeq === 10) assert.ok(frames > 5);
    }
    assert.equal(ranges.find(EPOCH, 9), undefined);
    assert.equal(ranges.find(EPOCH, 60), undefined);
    assert.equal(ranges.find('e2', 20), undefined);
  });

  it('share the bytes, and begin anew where what is added does not continue them or is of another epoch', () => {
    const ranges = new WrittenRanges(ID, 400);
    ranges.add(rangeOf(0, 20));

    assert.equal(ranges.find(EPOCH, 0)?.frame, ranges.find(EPOCH, 0)?.frame);
    ranges.add(rangeOf(30, 40));
    assert.equal(ranges.find(EPOCH, 0), undefined);
    assert.deepEqual(readFrom(ranges, 30).seqs, visible(30, 40));
    ranges.add(rangeOf(40, 50, 'e2' as Epoch));
    assert.equal(ranges.find(EPOCH, 30), undefined);
    assert.ok(ranges.find('e2', 40));
  });

  it('tell of numbers that are not for this reader, and keep about a megabyte', () => {
    const ranges = new WrittenRanges(ID, 400);
    ranges.add({ epoch: EPOCH, afterSeq: 3, uptoSeq: 7, entries: [], more: false });
    assert.deepEqual(readFrom(ranges, 3), { seqs: [], uptoSeq: 7, frames: 1 });

    const large = new WrittenRanges(ID, 100_000);
    for (let seq = 0; seq < 600; seq += 100) {
      const entries = Array.from({ length: 100 }, (_, index) => entry(seq + index + 1, 'x'.repeat(4_096)));
      large.add({ epoch: EPOCH, afterSeq: seq, uptoSeq: seq + 100, entries, more: false });
    }
    assert.equal(large.find(EPOCH, 0), undefined);
    assert.ok(large.find(EPOCH, 400));
  });

  it('are forgotten when nobody asks for them for a while, when there are many, or when they were replaced', () => {
    const book = new WrittenBook();
    const create = (): WrittenRanges => new WrittenRanges(ID, 400);
    const first = book.get('a', 'reader', create);

    assert.equal(book.get('a', 'reader', create), first);
    assert.notEqual(book.get('a', 'other', create), first);
    for (let second = 0; second < 19; second += 1) {
      if (second % 5 === 0) assert.equal(book.get('a', 'reader', create), first);
      book.sweep();
    }
    for (let second = 0; second < 20; second += 1) book.sweep();
    assert.notEqual(book.get('a', 'reader', create), first);
    const second = book.get('b', 'reader', create);
    for (let index = 0; index < 20; index += 1) book.get(`more-${index}`, 'reader', create);
    assert.notEqual(book.get('b', 'reader', create), second);
    const third = book.get('c', 'reader', create);
    book.forget('c');
    assert.notEqual(book.get('c', 'reader', create), third);
  });
});

describe('readers who come back together', () => {
  it('are sent what they miss out of one reading, wherever each of them was', async () => {
    const LAST = 150;
    const reads: number[] = [];
    const centre = {
      getConversation: () =>
        Promise.resolve({ epoch: EPOCH, lastSeq: LAST, siteId: 'shop', customer: {}, agent: {} }),
      readAfter: (_actor: unknown, _id: unknown, afterSeq: number) => {
        reads.push(afterSeq);
        return Promise.resolve(rangeOf(afterSeq, LAST));
      },
    } as unknown as Centre; // what feeds ask of it
    const feeds = new Feeds(centre, { info: () => undefined, error: () => undefined } as never, 4_000);
    const actor = { role: 'customer', siteId: 'shop', customerId: 'k' } as never;
    const readers = Array.from({ length: 100 }, (_, index) => {
      const frames: string[] = [];
      const connection = {
        ...{ isOpen: true, isFilling: false, followed: new Set<string>() },
        send: () => undefined,
        sendText: (text: Buffer) => void frames.push(text.toString()),
      } as unknown as Connection; // what feeds use of it
      return { connection, frames, seq: 20 + index };
    });

    await Promise.all(
      readers.map(({ connection, seq }) => feeds.follow(connection, actor, ID, { epoch: EPOCH, seq })),
    );

    for (const { frames, seq } of readers) {
      const seen = frames.flatMap((text) => (JSON.parse(text) as EntryRange).entries.map((one) => one.seq));
      assert.deepEqual(seen, visible(seq, LAST));
    }
    // Two who came first, each with what was theirs; then only whether there is more.
    assert.ok(reads.filter((afterSeq) => afterSeq < LAST).length <= 3, String(reads));
  });
});
