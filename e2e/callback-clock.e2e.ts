/**
 * Callbacks at chosen times while the server's wall clock is set forward and back, and the server is killed: never early, at
 * most two seconds late, once, or not at all. What counts is the timeline, by the server's own clock.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Entry } from '@beside/protocol';

import { findFaketime } from './faults/tools.ts';
import { createCallbackCustomer, type CallbackCustomer } from './support/callback-people.ts';
import { until } from './support/scene.ts';
import type { ServerProcess } from './support/server-process.ts';
import { openSetClock, type SetClock } from './support/set-clock.ts';
import { startConfigured } from './support/start-configured.ts';

const LATE_MS = 2_000;
/** Clocks of two processes are compared, of which one is set by whole seconds. */
const READING_MS = 1_000;
const skip = findFaketime() === undefined && 'libfaketime is not installed';

let clock: SetClock;
let server: ServerProcess;
const people: CallbackCustomer[] = [];

before(async () => {
  if (skip) return;
  clock = await openSetClock();
  const many = 1_000_000;
  const rules = {
    slotMs: 60_000,
    leadMs: 0,
    daysAhead: 1,
    share: 1,
    handlingMs: 1_000,
    perAddressHour: many,
  };
  server = await startConfigured(
    {
      sites: [
        {
          ...{ siteId: 'shop', name: 'Shop', origins: ['http://localhost:1'], allowNoOrigin: true },
          hours: { zone: 'Asia/Seoul', week: 'always' },
          callback: { plannedAgents: { general: 9 }, rules },
        },
      ],
    },
    { env: clock.env },
  );
});
after(async () => {
  if (skip) return;
  for (const person of people) person.stop();
  await server.stop();
  await clock.remove();
});

interface Booked {
  readonly startAt: number;
  /** The entries that say that it fell due. */
  due(): Promise<readonly Entry[]>;
  status(): string | undefined;
}

/** Somebody who is to be called in the slot with this number. */
async function book(slot: number): Promise<Booked> {
  const person = createCallbackCustomer(server.line.socket, {
    ...{ siteId: 'shop', address: '127.0.0.1', kind: 'scheduled', slot },
    number: `0104${String(1_000_000 + people.length * 7_919)}`,
  });
  people.push(person);
  await person.asked;
  await until(async () => person.view !== null);
  const { when } = person.view!;
  assert.ok(when.kind === 'scheduled');
  return {
    startAt: when.startAt,
    due: async () => (await person.readTimeline()).filter(({ type }) => type === 'callback.due'),
    status: () => person.view?.status,
  };
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** It fell due once, never before its moment, and soon after it could. */
async function checkDue(booked: Booked, possibleAt: number): Promise<number> {
  await until(async () => (await booked.due()).length > 0);
  await pass(1_500);
  const due = await booked.due();
  assert.equal(due.length, 1, 'once');
  const late = due[0]!.at - possibleAt;
  assert.ok(due[0]!.at >= booked.startAt, `${booked.startAt - due[0]!.at} ms early`);
  assert.ok(late <= LATE_MS + READING_MS, `${late} ms late`);
  return late;
}

test(
  '[G10] set forward to just before the moment and killed there: due at the moment or as soon as it is back, once',
  { skip },
  async (t) => {
    const booked = await book(1);

    clock.jumpTo(booked.startAt - 3_000);
    await server.kill();
    await server.restart();
    const late = await checkDue(booked, Math.max(booked.startAt, clock.now()));

    t.diagnostic(`${late} ms after it could`);
  },
);

test(
  '[G10] set back just before the moment: nothing is early; set forward again, it is due, once',
  { skip },
  async (t) => {
    const booked = await book(3);

    clock.jumpTo(booked.startAt - 2_000);
    clock.jumpTo(booked.startAt - 60_000);
    await pass(4_000);
    assert.equal((await booked.due()).length, 0);
    clock.jumpTo(booked.startAt - 1_000);
    const late = await checkDue(booked, booked.startAt);

    t.diagnostic(`${late} ms after its moment`);
  },
);

test('[G10] set forward over the moment, and back again after it fell due: once', { skip }, async (t) => {
  const booked = await book(5);

  clock.jumpTo(booked.startAt + 30_000);
  const late = await checkDue(booked, clock.now());
  clock.jumpTo(booked.startAt - 1_000);
  await pass(3_000);

  assert.equal((await booked.due()).length, 1);
  t.diagnostic(`${late} ms after the clock was set`);
});

test(
  '[G10] more than 15 minutes after the moment it is not rung any more, and its customer is told',
  { skip },
  async () => {
    const booked = await book(5);

    clock.jumpTo(booked.startAt + 16 * 60_000);
    await until(async () => booked.status() === 'expired');

    assert.equal((await booked.due()).length, 0);
  },
);
