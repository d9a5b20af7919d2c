import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type CommandId, type Interaction } from '@beside/protocol';
import fc from 'fast-check';
import { openPostgresStore } from '../../stores/postgres/store.ts';
import { startPostgres } from '../../stores/testing/start-postgres.ts';
import {
  createSite,
  openTestCentre,
  type TestCentreOptions,
  type TestCustomer,
} from '../testing/test-centre.ts';
import { flowStep, publishFirst } from './testing/sample-flow.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** What somebody did at a node, as a page would say it; some of it names nothing that exists. */
const steps = fc.record({
  name: fc.constantFrom('entered', 'left', 'led-to', 'solved', 'solved'),
  nodeId: fc.constantFrom('start', 'delivery', 'delivery', 'gone'),
  revision: fc.constantFrom(1, 1, 1, 2),
  action: fc.constantFrom('chat', 'callback', 'page', 'phone', 'fax'),
  helped: fc.boolean(),
  durationMs: fc.integer({ min: -5, max: 2_000_000 }),
  /** Before now. */
  agoMs: fc.integer({ min: 0, max: 40 * MINUTE_MS }),
});
type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

const who = fc.nat({ max: 2 });
const deeds = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constant('report'), who, fc.array(steps, { minLength: 1, maxLength: 6 })),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant('start'), who, fc.constant<Step[]>([])) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('end'), who, fc.constant<Step[]>([])) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constant('wait'), fc.integer({ min: 1, max: 30 }), fc.constant<Step[]>([])),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('erase'), who, fc.constant<Step[]>([])) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('restart'), who, fc.constant<Step[]>([])) },
);

/** Counts from what was done, one by one, with none of the code that is tested. */
class Model {
  readonly counts = new Map<string, number>();
  readonly #talks: { who: TestCustomer; startedAt: number; endedAt: number }[] = [];
  #pending: { who: TestCustomer; at: number; nodeId: string }[] = [];

  count(key: string, by = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + by);
  }

  report(customer: TestCustomer, step: Step, now: number): void {
    const { name, nodeId, revision, action, helped, durationMs, agoMs } = step;
    const isKnown = revision === 1 && nodeId !== 'gone';
    if (!isKnown || (name === 'led-to' && action === 'fax')) return this.count('unknown');
    const at = now - Math.min(agoMs, 30 * MINUTE_MS);
    if (name === 'entered') this.count(`${nodeId} entered`);
    if (name === 'left') {
      this.count(`${nodeId} left`);
      this.count(`${nodeId} ms`, Math.min(30 * MINUTE_MS, Math.max(0, durationMs)));
    }
    if (name === 'led-to') this.count(`${nodeId} led-to.${action}`);
    if (name === 'solved') this.count(`${nodeId} ${helped ? 'solved' : 'not-solved'}`);
    if (name === 'solved' && helped) this.#pending.push({ who: customer, at, nodeId });
  }

  start(customer: TestCustomer, now: number): void {
    if (this.isTalking(customer)) return;
    this.#talks.push({ who: customer, startedAt: now, endedAt: Infinity });
  }

  isTalking(customer: TestCustomer): boolean {
    return this.#talks.some((talk) => talk.who === customer && talk.endedAt === Infinity);
  }

  end(customer: TestCustomer, now: number): void {
    for (const talk of this.#talks)
      if (talk.who === customer && talk.endedAt === Infinity) talk.endedAt = now;
  }

  erase(customer: TestCustomer): void {
    this.#pending = this.#pending.filter((one) => one.who !== customer);
  }

  /** Everybody whose day is over. */
  look(now: number): void {
    for (const { who: customer, at, nodeId } of this.#pending.filter((one) => one.at + DAY_MS <= now)) {
      const isInTouch = this.#talks.some(
        (talk) => talk.who === customer && talk.startedAt <= at + DAY_MS && talk.endedAt >= at,
      );
      if (!isInTouch) this.count(`${nodeId} solved-alone`);
    }
    this.#pending = this.#pending.filter((one) => one.at + DAY_MS > now);
  }
}

async function run(
  script: readonly (readonly [string, number, readonly Step[]])[],
  options: TestCentreOptions,
): Promise<void> {
  const closing: (() => Promise<void>)[] = [];
  const centre = await openTestCentre(
    { after: (work) => closing.push(work) },
    { ...options, sites: [createSite('shop')] },
  );
  await publishFirst(centre.store, 'shop');
  const { clock, store } = centre;
  const model = new Model();
  const customers = [await centre.customer(), await centre.customer(), await centre.customer()];
  try {
    for (const [deed, index, said] of script) {
      const customer = customers[index % customers.length]!;
      if (deed === 'report') {
        const interactions = said.map(({ name, agoMs, ...rest }): Interaction => {
          return flowStep(clock, name, rest, clock.now() - agoMs); // one of the four
        });
        const reportId = newId<CommandId>(clock);
        await centre.centre.report(customer.actor, reportId, interactions);
        await centre.centre.report(customer.actor, reportId, interactions);
        for (const step of said) model.report(customer, step, clock.now());
      } else if (deed === 'start') {
        if (!model.isTalking(customer)) await customer.start();
        model.start(customer, clock.now());
      } else if (deed === 'end') {
        const open = await centre.centre.findCurrentConversation(customer.actor);
        if (open && open.status !== 'ended')
          await customer.do({ type: 'conversation.end', conversationId: open.conversationId });
        model.end(customer, clock.now());
      } else if (deed === 'erase') {
        await store.transact((transaction) => transaction.eraseCustomer(customer.actor.customerId));
        model.erase(customer);
        customers[index % customers.length] = await centre.customer();
      } else if (deed === 'restart') await centre.restart();
      else clock.jump(index * HOUR_MS);
      await centre.pass(1_000);
      model.look(clock.now());
    }
    clock.jump(DAY_MS);
    await centre.pass(1_000);
    model.look(clock.now());

    const { totals } = await centre.centre.flows.sumNumbers('shop', {
      fromDay: '2026-01-01',
      toDay: '2027-12-31',
    });
    const found = new Map<string, number>();
    for (const { nodeId, measure, count, totalMs } of totals) {
      const key = measure === 'unknown' ? 'unknown' : `${nodeId} ${measure}`;
      found.set(key, (found.get(key) ?? 0) + count);
      if (measure === 'left') found.set(`${nodeId} ms`, totalMs);
    }
    assert.deepEqual(new Map([...found].sort()), new Map([...model.counts].sort()));
  } finally {
    for (const close of closing) await close();
  }
}

test('[I6] numbers are those of a recount by hand, over restarts and erasures, on sqlite', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 4, maxLength: 14 }), (script) => run(script, {})),
    { numRuns: 30 },
  );
});

test('[I6] numbers are those of a recount by hand, over restarts and erasures, on postgres', async (t) => {
  const postgres = await startPostgres({ fsync: false });
  t.after(() => postgres.remove());
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { minLength: 6, maxLength: 12 }), async (script) => {
      const url = await postgres.createDatabase();
      await run(script, { openStore: (clock) => openPostgresStore({ url, clock }) });
    }),
    { numRuns: 6 },
  );
});
