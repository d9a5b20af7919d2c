import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, Desk } from '@beside/protocol';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import type { Centre } from '../ports/centre.ts';
import type { Connection } from './connection.ts';
import { Desks } from './desks.ts';

const agentId = '01900000-0000-7000-8000-000000000001' as AgentId;

/** Desks that take as long to make as the test says, and when they were sent to one console, on the steady clock. */
function openScene(takesMs: () => number) {
  const clock = createFakeClock();
  const sentAts: number[] = [];
  const make = (): Promise<Desk> =>
    new Promise((resolve) => void clock.after(takesMs(), () => resolve({} as Desk))); // nobody looks into it
  const centre = { desk: make } as unknown as Centre; // nothing else is asked of it
  const log = { error: () => undefined } as never;
  const desks = new Desks(centre, clock, log);
  const sendText = () => void sentAts.push(clock.steadyNow());
  desks.join({ sendText } as unknown as Connection, agentId, ['shop']); // nothing else is used
  return {
    sentAts,
    /** Lets time pass while something changes all the time. */
    async pass(durationMs: number) {
      const until = clock.steadyNow() + durationMs;
      while (clock.steadyNow() < until) {
        desks.refresh(agentId);
        clock.step(clock.steadyNow() + 10);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

test('a desk that is made at once is sent ten times a second while things change', async () => {
  const { sentAts, pass } = openScene(() => 0);

  await pass(1_000);

  assert.ok(sentAts.length >= 8 && sentAts.length <= 11, `${sentAts.length} times`);
});

test('a desk that takes long to make is made less often, so that most of the time is left for calls', async () => {
  const { sentAts, pass } = openScene(() => 100);

  await pass(10_000);

  assert.ok(sentAts.length >= 7 && sentAts.length <= 11, `${sentAts.length} times in 10 s`);
});

test('however long it takes, a desk is not older than two seconds and its making', async () => {
  let takesMs = 900;
  const { sentAts, pass } = openScene(() => takesMs);
  await pass(1_000);
  takesMs = 0;

  await pass(2_100);
  assert.equal(sentAts.length >= 2, true);
  const before = sentAts.length;
  await pass(1_000);

  assert.ok(sentAts.length - before >= 8, 'and quick again when it is');
});
