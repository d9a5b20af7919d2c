import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUuidV7, newId, type CommandId } from './ids.ts';
import { createSystemClock } from './system-clock.ts';

test('timers, time and randomness are the system’s, kept when a page replaces them later', async (t) => {
  const clock = createSystemClock();
  const replaced = () => {
    throw new Error('of the page');
  };
  t.mock.method(Date, 'now', replaced);
  t.mock.method(globalThis, 'setTimeout', replaced);
  t.mock.method(globalThis, 'clearTimeout', replaced);

  const log: string[] = [];
  const cancel = clock.after(0, () => log.push('cancelled'));
  cancel();
  cancel();
  await new Promise<void>((resolve) => {
    clock.after(1, () => {
      log.push('called');
      resolve();
    });
  });

  assert.deepEqual(log, ['called']);
  assert.ok(clock.now() > Date.UTC(2025, 0));
  assert.equal(clock.randomBytes(10).length, 10);
  assert.ok(clock.random() >= 0 && clock.random() < 1);
});

test('ids are UUIDs of version 7 that sort by when they were made', () => {
  const clock = createSystemClock();
  const made = [1_000, 2_000, 3_000].map((now) => newId<CommandId>({ ...clock, now: () => now }));

  assert.deepEqual(made.map(isUuidV7), [true, true, true]);
  assert.deepEqual(made.toSorted(), made);
});
