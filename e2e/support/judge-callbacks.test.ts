import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applyCallback, NO_CALLBACK, viewCallback, type Entry } from '@beside/protocol';

import { findCallbackViolations, type Absence, type CallbackStory } from './judge-callbacks.ts';

const QUIET = { doubled: [], overlapping: [] };
const about = { callbackId: 'callback' };

/** Entries in the order of a timeline; only what the judge and the reducer look at. */
function timeline(...parts: readonly (readonly [type: string, at: number, body?: object])[]): Entry[] {
  const entries = parts.map(([type, at, body], index) => ({
    ...{ seq: index + 1, id: `entry-${index}`, type, at },
    body: { ...about, ...body },
  }));
  return entries as unknown as Entry[]; // the parts that nobody reads here are left out
}

const asked = (when: object) => ({
  ...{ when, zones: { chosen: 'Asia/Seoul' }, target: { kind: 'web' }, queueId: 'general' },
  ...{ expiresAt: 1_000_000, checkCode: '42', needsVerification: false },
});

/** Asked for at 0, called once without an answer, due again when the retry was said, and expired. */
function story(dueAt = 5_000): CallbackStory {
  const entries = timeline(
    ['callback.requested', 0, asked({ kind: 'scheduled', startAt: 1_000 })],
    ['callback.due', 1_000],
    ['callback.dialing', 2_000, { attemptId: 'attempt', number: 1, agentId: 'agent' }],
    ['callback.attempt-ended', 3_000, { attemptId: 'attempt', outcome: 'busy', retryAt: 5_000 }],
    ['callback.due', dueAt],
    ['callback.expired', 20_000],
  );
  return { name: 'somebody', view: viewOf(entries), entries };
}

function viewOf(entries: readonly Entry[]) {
  const { callback } = entries.reduce(applyCallback, NO_CALLBACK);
  return callback ? viewCallback(callback) : null;
}

const checkersOf = (
  told: CallbackStory,
  log: Parameters<typeof findCallbackViolations>[0] = QUIET,
  away: Absence[] = [],
) => findCallbackViolations(log, [told], away).map(({ checker }) => checker);

test('nothing is found where every promise was kept', () => {
  assert.deepEqual(findCallbackViolations(QUIET, [story()], []), []);
});

test('[C5] an attempt that was accepted twice and telephones that rang at once are found', () => {
  assert.deepEqual(checkersOf(story(), { doubled: ['key'], overlapping: [['one', 'two']] }), [
    'dials',
    'dials',
  ]);
});

test('a callback that did not end is found, and one that nobody was told about', () => {
  const entries = story().entries.slice(0, -1);
  assert.deepEqual(checkersOf({ name: 'somebody', entries, view: viewOf(entries) }), ['endings']);
  assert.deepEqual(checkersOf({ name: 'somebody', entries: [], view: null }), ['endings']);
});

test('a retry and a chosen time that fall due early are found, though the server was away', () => {
  assert.deepEqual(checkersOf(story(4_999)), ['moments']);
  const [first, , ...rest] = story().entries;
  const early = {
    ...story(),
    entries: [first!, ...timeline(['callback.due', 999]).map((entry) => ({ ...entry, seq: 2 })), ...rest],
  };
  assert.deepEqual(checkersOf(early), ['moments']);
});

test('a callback is late after 2 s, and what the server was away does not count', () => {
  assert.deepEqual(checkersOf(story(7_000)), []);
  assert.deepEqual(checkersOf(story(7_001)), ['moments']);
  assert.deepEqual(checkersOf(story(8_000), QUIET, [{ fromAt: 4_000, toAt: 6_000 }]), []);
  assert.deepEqual(checkersOf(story(8_001), QUIET, [{ fromAt: 4_000, toAt: 6_000 }]), ['moments']);
});

test('a view that says something else than the timeline is found', () => {
  const { view, ...told } = story();
  assert.deepEqual(checkersOf({ ...told, view: { ...view!, status: 'completed' } }), ['agreement']);
  assert.deepEqual(checkersOf({ ...told, view: { ...view!, attempts: [] } }), ['agreement']);
});
