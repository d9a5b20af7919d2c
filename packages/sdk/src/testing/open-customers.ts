import type {
  CustomerClient,
  CustomerClientEvents,
  CustomerClientOptions,
} from '../customer/customer-api.ts';
import { createCustomerClient } from '../customer/customer-client.ts';
// Loaded before, so that what a client imports later is there without waiting.
import '../customer/tab-reader.ts';
import '../channels/chat/live-chat.ts';
import '../session/outbox-pump.ts';
import '../session/report-sender.ts';
import '../session/tab-talk.ts';
import type { PageLifecycle } from '../drivers/browser-lifecycle.ts';
import { createMemoryStore } from '../drivers/memory-store.ts';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { createFakeClock, settle, type FakeClock } from './fake-clock.ts';
import { createTabWorld, type MemoryTab, type TabWorld } from './memory-tabs.ts';
import { createScriptedCenter, type ScriptedCenter } from './scripted-center.ts';

/** Every event of a client, in order, with its key. */
export type ToldEvent = {
  [Key in keyof CustomerClientEvents]: readonly [Key, CustomerClientEvents[Key]];
}[keyof CustomerClientEvents];

/** One page of a customer. */
export interface CustomerPage {
  readonly client: CustomerClient & PageLifecycle;
  readonly tab: MemoryTab;
  /** What it told since it was opened; states and connections are left out. */
  readonly told: readonly ToldEvent[];
  /** Payloads of one event. */
  toldOf<Key extends keyof CustomerClientEvents>(key: Key): readonly CustomerClientEvents[Key][];
}

/** A customer's browser before a contact centre. */
export interface Browser {
  readonly clock: FakeClock;
  readonly center: ScriptedCenter;
  readonly tabs: TabWorld;
  readonly store: KeyValueStore;
  /** Keys that were written so far, in order. */
  readonly writes: readonly string[];
  /** A page whose client is not started. */
  openPage(options?: Partial<CustomerClientOptions>): CustomerPage;
  /** A page whose client is started, and greeted when it leads. */
  startPage(options?: Partial<CustomerClientOptions>): Promise<CustomerPage>;
}

const QUIET = new Set<keyof CustomerClientEvents>(['state-changed', 'connection-changed']);
const KEYS: readonly (keyof CustomerClientEvents)[] = [
  'ready',
  'state-changed',
  'connection-changed',
  'conversation-started',
  'conversation-ended',
  'message-sent',
  'message-received',
  'message-failed',
  'error',
];

/** Opens a browser that was never here. */
export function openBrowser(): Browser {
  const clock = createFakeClock();
  const center = createScriptedCenter(clock);
  const tabs = createTabWorld();
  const kept = createMemoryStore();
  const writes: string[] = [];
  const store: KeyValueStore = {
    ...kept,
    update(key, update) {
      writes.push(key);
      return kept.update(key, update);
    },
  };

  const openPage: Browser['openPage'] = (options = {}) => {
    const tab = tabs.openTab();
    const client = createCustomerClient({
      contactCenter: center,
      siteId: 'shop',
      store,
      tabs: tab,
      clock,
      ...options,
    });
    const told: ToldEvent[] = [];
    for (const key of KEYS)
      if (!QUIET.has(key)) client.on(key, (payload) => void told.push([key, payload] as ToldEvent)); // on() pairs them
    return {
      ...{ client, tab, told },
      toldOf: <Key extends keyof CustomerClientEvents>(wanted: Key) =>
        told.flatMap(([key, payload]) => (key === wanted ? [payload as CustomerClientEvents[Key]] : [])),
    };
  };
  return {
    ...{ clock, center, tabs, store, writes, openPage },
    async startPage(options) {
      const page = openPage(options);
      const known = center.sessions.length;
      await page.client.start();
      await settle();
      if (center.sessions.length > known) center.session.greet();
      await settle();
      return page;
    },
  };
}
