import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCustomerClient } from './customer-client.ts';
import type { CustomerClient } from './customer-api.ts';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createTabWorld } from '../testing/memory-tabs.ts';
import { createScriptedCenter } from '../testing/scripted-center.ts';
import { createSmallCentre } from '../testing/small-centre.ts';
import { text } from '../testing/entries.ts';

const TABS = 3;

/** One thing that happens in a customer's browser or on the way to the centre. */
type Step =
  | { readonly kind: 'send' | 'end' | 'crash' | 'freeze' | 'thaw' | 'reload'; readonly tab: number }
  | { readonly kind: 'connect' | 'disconnect' | 'lose-answers' }
  | { readonly kind: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), tab: fc.nat(TABS - 1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('end', 'crash', 'freeze', 'thaw', 'reload'),
      tab: fc.nat(TABS - 1),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('connect', 'disconnect', 'lose-answers') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
  },
);

test('[M1] [M3] over crashes, reloads, frozen tabs and lost answers every message arrives once, in order, in every tab', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const life = openLife();
      for (let tab = 0; tab < TABS; tab += 1) await life.open(tab);

      for (const one of steps) await life.happen(one);
      await life.heal();

      assert.deepEqual(life.centre.texts, life.said);
      const views = life.clients().map(({ chat }) => chat.view);
      for (const view of views) assert.deepEqual(view, views[0]);
      assert.deepEqual(
        views[0]?.items.filter((item) => item.kind === 'message' && item.progress !== 'sent'),
        [],
      );
      assert.equal(life.clients().filter(({ state }) => state.isLeader).length, 1);
      life.stop();
      assert.equal(life.clock.timerCount, 0);
    }),
    { numRuns: 60 },
  );
});

function openLife() {
  const clock = createFakeClock();
  const center = createScriptedCenter(clock);
  const centre = createSmallCentre(center);
  const world = createTabWorld();
  const store = createMemoryStore();
  const said: string[] = [];
  const pages: (ReturnType<typeof openPage> | undefined)[] = [];

  function openPage() {
    const tab = world.openTab();
    const timers = new Set<() => void>();
    let isDead = false;
    const never = () => new Promise<never>(() => undefined);
    const client = createCustomerClient({
      contactCenter: {
        open(options) {
          const session = center.open(options);
          sessions.add(session);
          return session;
        },
      },
      siteId: 'shop',
      tabs: tab,
      // A page that crashed runs no code any more: nothing it began goes on.
      store: {
        isPersistent: true,
        get: (key) => (isDead ? never() : store.get(key)),
        update: (key, update) => (isDead ? never() : store.update(key, update)),
      },
      clock: {
        ...clock,
        now: () => clock.now(),
        after(delayMs, call) {
          if (isDead) return () => undefined;
          const cancel = clock.after(delayMs, call);
          timers.add(cancel);
          return cancel;
        },
      },
    });
    const sessions = new Set<ReturnType<typeof center.open>>();
    const crash = () => {
      isDead = true;
      tab.crash();
      for (const cancel of timers) cancel();
      for (const session of sessions) session.close();
    };
    return { client, tab, crash, isFrozen: false };
  }
  const open = async (index: number) => {
    const page = openPage();
    pages[index] = page;
    await page.client.start();
    await settle();
  };
  const connect = async () => {
    for (const session of center.sessions)
      if (!session.isClosed && session.connection.status !== 'connected') centre.connect(session);
    await settle();
  };

  return {
    ...{ clock, centre, said, open },
    clients: (): readonly CustomerClient[] => pages.flatMap((page) => page?.client ?? []),
    async happen(one: Step) {
      const page = 'tab' in one ? pages[one.tab] : undefined;
      switch (one.kind) {
        case 'send':
          if (!page || page.isFrozen) return;
          said.push(`message ${said.length}`);
          await page.client.chat.send(text(said.at(-1) ?? ''));
          return settle();
        case 'end':
          if (page && !page.isFrozen) await page.client.chat.end();
          return settle();
        case 'crash':
          page?.crash();
          if ('tab' in one) pages[one.tab] = undefined;
          return settle();
        case 'reload':
          page?.client.stop();
          if ('tab' in one) await open(one.tab);
          return;
        case 'freeze':
          page?.tab.freeze();
          if (page) page.isFrozen = true;
          return settle();
        case 'thaw':
          if (!page?.isFrozen) return;
          page.isFrozen = false;
          page.tab.thaw();
          page.client.wake();
          return settle();
        case 'connect':
          centre.losesAnswers = false;
          return connect();
        case 'disconnect':
          for (const session of center.sessions) if (!session.isClosed) session.disconnect();
          return settle();
        case 'lose-answers':
          centre.losesAnswers = true;
          return;
        case 'wait':
          return clock.advance(one.ms);
        default:
          return one satisfies never;
      }
    },
    /** Everybody is back, and nothing gets lost any more. */
    async heal() {
      for (let tab = 0; tab < TABS; tab += 1) {
        await this.happen({ kind: 'thaw', tab });
        if (!pages[tab]) await open(tab);
      }
      await this.happen({ kind: 'disconnect' });
      for (let round = 0; round < 3; round += 1) {
        await this.happen({ kind: 'connect' });
        await clock.advance(60_000);
      }
    },
    stop() {
      for (const page of pages) page?.client.stop();
    },
  };
}
