import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationId, Epoch, ServerFrame } from '@beside/protocol';
import fc from 'fast-check';
import { parseEntry } from '@beside/protocol/schema';
import { createFollowing } from './following.ts';

type EntriesFrame = Extract<ServerFrame, { type: 'entries' }>;

// All of the form that their schemas ask for.
const conversationId = '01900000-0000-7000-8000-000000000001' as ConversationId;
const other = '01900000-0000-7000-8000-000000000002' as ConversationId;
const epoch = 'epoch-one' as Epoch;
const nextEpoch = 'epoch-two' as Epoch;

const rawOf = (seq: number) => ({
  seq,
  id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}` as EntriesFrame['entries'][number]['id'],
  type: 'chat.message',
  at: seq,
  body: { author: { role: 'customer' }, content: { kind: 'text', text: `text ${seq}` } },
});
/** The range (`afterSeq`, `uptoSeq`], whole unless some numbers are hidden. */
const range = (afterSeq: number, uptoSeq: number, hidden: readonly number[] = []): EntriesFrame => ({
  type: 'entries',
  conversationId,
  epoch,
  afterSeq,
  uptoSeq,
  entries: Array.from({ length: uptoSeq - afterSeq }, (_, index) => afterSeq + 1 + index)
    .filter((seq) => !hidden.includes(seq))
    .map(rawOf),
});
const followed = (seq: number) => {
  const following = createFollowing(parseEntry);
  following.follow(conversationId, { epoch, seq });
  return following;
};

test('a range that continues what is known is delivered and moves the cursor', () => {
  const following = followed(3);

  const step = following.handleEntries(range(3, 5));

  assert.deepEqual(step, {
    kind: 'deliver',
    entries: [rawOf(4), rawOf(5)],
    cursor: { epoch, seq: 5 },
  });
  assert.deepEqual(following.frameFor(conversationId), {
    type: 'follow',
    conversationId,
    cursor: { epoch, seq: 5 },
  });
});

test('the newest page is taken wherever it begins', () => {
  const following = createFollowing(parseEntry);
  following.follow(conversationId, undefined);

  const step = following.handleEntries(range(7, 8));

  assert.deepEqual(step, { kind: 'deliver', entries: [rawOf(8)], cursor: { epoch, seq: 8 } });
});

test('a gap is not delivered but asked for again, from where it begins', () => {
  const following = followed(3);

  const step = following.handleEntries(range(4, 5));

  assert.deepEqual(step, { kind: 'ask-again' });
  assert.deepEqual(following.frames(), [{ type: 'follow', conversationId, cursor: { epoch, seq: 3 } }]);
});

test('a range that was delivered before is dropped, and of an overlapping one the known part', () => {
  const following = followed(3);

  assert.deepEqual(following.handleEntries(range(1, 3)), { kind: 'nothing' });
  assert.deepEqual(following.handleEntries(range(1, 4)), {
    kind: 'deliver',
    entries: [rawOf(4)],
    cursor: { epoch, seq: 4 },
  });
});

test('numbers that are not for this reader move the cursor without entries', () => {
  const following = followed(3);

  const step = following.handleEntries(range(3, 5, [4, 5]));

  assert.deepEqual(step, { kind: 'deliver', entries: [], cursor: { epoch, seq: 5 } });
});

test('another epoch is asked about, and a discontinuity makes it the known one', () => {
  const following = followed(3);
  const inNextEpoch = { ...range(3, 4), epoch: nextEpoch };

  assert.deepEqual(following.handleEntries(inNextEpoch), { kind: 'ask-again' });
  const isFollowed = following.handleDiscontinuity({
    type: 'discontinuity',
    conversationId,
    epoch: nextEpoch,
    reason: 'epoch',
    afterSeq: 3,
  });
  assert.equal(isFollowed, true);
  assert.deepEqual(following.handleEntries(inNextEpoch), {
    kind: 'deliver',
    entries: [rawOf(4)],
    cursor: { epoch: nextEpoch, seq: 4 },
  });
});

test('what is not followed, or no longer, is nothing', () => {
  const following = followed(3);
  following.unfollow(conversationId);
  const broken = { type: 'discontinuity', epoch, reason: 'future', afterSeq: 0 } as const;

  assert.deepEqual(following.handleEntries(range(3, 4)), { kind: 'nothing' });
  assert.equal(following.handleDiscontinuity({ ...broken, conversationId: other }), false);
  assert.deepEqual([following.frames(), following.has(conversationId)], [[], false]);
});

test('an entry of an unknown type or with a broken body is passed over and its number counts', () => {
  const following = followed(0);
  const frame = range(0, 3);
  const entries = [
    { ...rawOf(1), type: 'of.the-future', body: 1 },
    { ...rawOf(2), body: 'broken' },
    rawOf(3),
  ];

  const step = following.handleEntries({ ...frame, entries });

  assert.deepEqual(step, { kind: 'deliver', entries: [rawOf(3)], cursor: { epoch, seq: 3 } });
});

test('whatever is lost, doubled or swapped on the way, everything is delivered once and in order', () => {
  const frames = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 60 });
  fc.assert(
    fc.property(frames, (ranges) => {
      const following = followed(0);
      const delivered: number[] = [];
      const take = (frame: EntriesFrame): void => {
        const step = following.handleEntries(frame);
        if (step.kind === 'deliver') delivered.push(...step.entries.map(({ seq }) => seq));
      };

      for (const [one, two] of ranges) take(range(Math.min(one, two), Math.max(one, two)));
      const cursor = (following.frameFor(conversationId) as { cursor: { seq: number } }).cursor; // it has one
      take(range(cursor.seq, 21));

      assert.deepEqual(
        delivered,
        Array.from({ length: 21 }, (_, index) => index + 1),
      );
    }),
  );
});
