import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUuidV7 } from '@beside/protocol';
import { createFakeClock } from './fake-clock.ts';

test('what falls due is called in order at its instant, also what a call or a promise of it asks for', async () => {
  const clock = createFakeClock(1_000);
  const log: [string, number][] = [];
  const note = (name: string) => log.push([name, clock.now()]);
  clock.after(200, () => note('late'));
  clock.after(100, () => {
    note('early');
    void Promise.resolve().then(() => clock.after(50, () => note('asked for')));
  });
  const cancel = clock.after(120, () => note('cancelled'));
  cancel();

  await clock.advance(199);
  const before = clock.timerCount;
  await clock.advance(1);

  assert.deepEqual(log, [
    ['early', 1_100],
    ['asked for', 1_150],
    ['late', 1_200],
  ]);
  assert.deepEqual([before, clock.timerCount, clock.now()], [1, 0, 1_200]);
});

test('no two ids of one clock are the same', () => {
  const clock = createFakeClock();
  const ids = Array.from({ length: 300 }, () => createUuidV7(clock.now(), clock.randomBytes(10)));

  assert.equal(new Set(ids).size, 300);
});
