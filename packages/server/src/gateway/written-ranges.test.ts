import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Epoch } from '@beside/protocol';
import type { EntryRange } from '../ports/centre.ts';
import { EPOCH, ID, entry, rangeOf, visible } from './testing/entry-ranges.ts';
import { WrittenBook, WrittenRanges } from './written-ranges.ts';

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
