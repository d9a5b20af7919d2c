import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LIMITS,
  newId,
  type AgentCommand,
  type AgentId,
  type Backend,
  type CommandResult,
  type ConversationId,
  type CustomerCommand,
  type CustomerId,
  type Desk,
  type Entry,
  type OfferId,
} from '@beside/protocol';
import { createInProcessBus } from '../../bus/in-process-bus.ts';
import type { BusMessage } from '../../ports/bus.ts';
import type { Actor, Centre } from '../../ports/centre.ts';
import type { Site } from '../../ports/site.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { Store } from '../../ports/store.ts';
import { openSqliteStore } from '../../stores/sqlite/store.ts';
import { createKeyring } from '../../timeline/keyring.ts';
import { createTimeline } from '../../timeline/timeline.ts';
import { createCentre } from '../centre.ts';
import type { EngineParts } from '../parts.ts';
import { createFakeClock, type FakeClock } from '../../base/testing/fake-clock.ts';

/** A customer of a test, who says things with fresh ids. */
export interface TestCustomer {
  readonly actor: Extract<Actor, { role: 'customer' }>;
  do(command: CustomerCommand, commandId?: string, intentAt?: number): Promise<CommandResult>;
  /** Starts a conversation and resolves to its id. */
  start(options?: { queueId?: string; intentAt?: number }): Promise<ConversationId>;
  say(conversationId: ConversationId, text: string): Promise<CommandResult>;
}

/** An agent of a test. */
export interface TestAgent {
  readonly actor: Extract<Actor, { role: 'agent' }>;
  readonly agentId: AgentId;
  do(command: AgentCommand, commandId?: string): Promise<CommandResult>;
  /** Connects a console and becomes available. */
  arrive(): Promise<void>;
  /** The offers that ring now. */
  offers(): Promise<Desk['offers']>;
  /** Takes what rings; fails when nothing does. */
  take(): Promise<ConversationId>;
  say(conversationId: ConversationId, text: string): Promise<CommandResult>;
}

/** A centre over a real store in a folder of its own, with time in the test's hands. */
export interface TestCentre {
  centre: Centre;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly parts: EngineParts;
  /** Everything that was said on the bus. */
  readonly heard: BusMessage[];
  customer(siteId?: string): Promise<TestCustomer>;
  agent(options?: Partial<AgentRecord>): Promise<TestAgent>;
  /** Waits until nothing goes on any more; no time passes. */
  settle(): Promise<void>;
  /** Lets time pass and everything that is due happen. */
  pass(durationMs: number): Promise<void>;
  /** Ends the process without a goodbye and starts another one on the same data. */
  restart(): Promise<void>;
  /** The same without finishing what goes on, which is lost. */
  crash(): Promise<void>;
  /** All entries of a conversation as the store has them. */
  entries(conversationId: ConversationId): Promise<Entry[]>;
}

/** How a test's centre differs from the usual one. */
export interface TestCentreOptions {
  readonly sites?: readonly Site[];
  readonly telephone?: EngineParts['telephone'];
  readonly backends?: Readonly<Record<string, () => Backend | Promise<Backend>>>;
  readonly senders?: EngineParts['senders'];
  readonly mainOrigin?: EngineParts['mainOrigin'];
  readonly library?: EngineParts['library'];
  readonly log?: EngineParts['log'];
  /** Opens the store, which is closed after the test; the embedded one in a folder of its own when absent. */
  readonly openStore?: (clock: FakeClock) => Promise<Store>;
}

/** Where to put what is done after a test; the context of `node:test` is one. */
export interface AfterTest {
  after(work: () => Promise<void>): void;
}

const QUIET_TURNS = 6;

/** A site that is always open. */
export function createSite(siteId: string, more: Partial<Site> = {}): Site {
  return {
    siteId,
    name: siteId,
    origins: [`https://${siteId}.example`],
    queues: [
      { queueId: 'general', name: 'General' },
      { queueId: 'orders', name: 'Orders' },
    ],
    hours: { zone: 'Asia/Seoul', week: 'always', exceptions: {} },
    texts: {},
    allowedQueries: ['id'],
    backendSettings: {},
    ...more,
  };
}

/** Opens one; it is closed and its folder removed after the test. */
export async function openTestCentre(t: AfterTest, options: TestCentreOptions = {}): Promise<TestCentre> {
  const {
    sites = [createSite('shop'), createSite('outlet')],
    backends = {},
    telephone,
    senders,
    mainOrigin,
    log = { info: () => undefined, warn: () => undefined, error: () => undefined },
  } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-engine-'));
  const clock = createFakeClock();
  let busy = 0;
  const { openStore = () => openSqliteStore({ dataDir, clock }) } = options;
  const store = countWork(await openStore(clock), (change) => (busy += change));
  const keyring = createKeyring({ masterKey: new Uint8Array(32).fill(7), clock });
  const heard: BusMessage[] = [];

  const createParts = (): EngineParts => {
    const bus = createInProcessBus();
    bus.subscribe((message) => heard.push(message));
    return {
      store,
      timeline: createTimeline({ keyring, clock }),
      keyring,
      bus,
      clock,
      sites: new Map(sites.map((site) => [site.siteId, site])),
      log,
      limits: LIMITS,
      ...(telephone ? { telephone } : {}),
      ...(senders ? { senders } : {}),
      ...(mainOrigin ? { mainOrigin } : {}),
      ...(options.library ? { library: options.library } : {}),
      loadBackend: async ({ siteId }) => {
        const create = backends[siteId];
        if (!create) throw new Error(`the test has no backend for ${siteId}`);
        return create();
      },
    };
  };

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (busy > 0) quiet = 0;
    }
  };

  const parts = createParts();
  const test: TestCentre = {
    centre: await createCentre(parts),
    clock,
    store,
    parts,
    heard,
    settle,
    async pass(durationMs) {
      const until = clock.steadyNow() + durationMs;
      await settle();
      while (clock.step(until)) await settle();
    },
    async restart() {
      await test.centre.stop();
      test.centre = await createCentre(createParts());
      await settle();
    },
    async crash() {
      // What hangs never ends, so its end is not waited for.
      void test.centre.stop();
      await settle();
      test.centre = await createCentre(createParts());
      await settle();
    },
    entries: (conversationId) =>
      store.read(async (transaction) => {
        const record = await transaction.findConversation(conversationId);
        return record ? parts.timeline.readAfter(transaction, record, 0, 1_000) : [];
      }),
    async customer(siteId = 'shop') {
      const customerId = newId<CustomerId>(clock);
      await store.transact((transaction) =>
        transaction.insertCustomer({
          customerId,
          siteId,
          wrappedKey: keyring.createWrappedKey(),
          tokenHash: `token-${customerId}`,
          tokenIssuedAt: clock.now(),
          previousTokenHash: null,
          subjectHash: null,
          sealedIdentity: null,
          createdAt: clock.now(),
        }),
      );
      return createCustomer(test, { role: 'customer', siteId, customerId });
    },
    async agent(more = {}) {
      const agentId = newId<AgentId>(clock);
      await store.transact((transaction) =>
        transaction.putAgent({
          agentId,
          email: `${agentId}@centre.example`,
          name: 'Mina Kim',
          alias: 'Mina',
          role: 'agent',
          passwordHash: '',
          queues: { shop: ['general', 'orders'] },
          capacity: 3,
          isDisabled: false,
          ...more,
        }),
      );
      return createAgent(test, agentId);
    },
  };
  t.after(async () => {
    await test.centre.stop();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return test;
}

function createCustomer(test: TestCentre, actor: TestCustomer['actor']): TestCustomer {
  const customer: TestCustomer = {
    actor,
    do: (command, commandId = newId(test.clock), intentAt = test.clock.now()) =>
      test.centre.executeForCustomer(actor, command, { commandId, intentAt }),
    async start({ queueId, intentAt } = {}) {
      const conversationId = newId<ConversationId>(test.clock);
      await customer.do(
        {
          type: 'conversation.start',
          conversationId,
          channel: 'chat',
          locale: 'ko',
          ...(queueId === undefined ? {} : { queueId: queueId as never }), // names of the test's own sites
        },
        undefined,
        intentAt,
      );
      await test.settle();
      return conversationId;
    },
    say: (conversationId, text) =>
      customer.do({ type: 'chat.send', conversationId, content: { kind: 'text', text } }),
  };
  return customer;
}

function createAgent(test: TestCentre, agentId: AgentId): TestAgent {
  const actor = { role: 'agent', agentId } as const;
  const agent: TestAgent = {
    actor,
    agentId,
    do: (command, commandId = newId(test.clock)) =>
      test.centre.executeForAgent(actor, command, { commandId, intentAt: test.clock.now() }),
    async arrive() {
      await test.centre.agentConnected(agentId);
      await agent.do({ type: 'presence.set', presence: 'available' });
      await test.settle();
    },
    offers: async () => (await test.centre.desk(agentId)).offers,
    async take() {
      const [offer] = await agent.offers();
      if (!offer) throw new Error('nothing rings');
      const { conversationId } = offer.conversation;
      await agent.do({ type: 'offer.accept', conversationId, offerId: offer.offerId });
      await test.settle();
      return conversationId;
    },
    say: (conversationId, text) =>
      agent.do({ type: 'chat.send', conversationId, content: { kind: 'text', text } }),
  };
  return agent;
}

/** The id of an offer that does not exist. */
export function inventOfferId(clock: FakeClock): OfferId {
  return newId<OfferId>(clock);
}

function countWork(store: Store, count: (change: number) => void): Store {
  const counted = async <Value>(work: Promise<Value>): Promise<Value> => {
    count(1);
    try {
      return await work;
    } finally {
      count(-1);
    }
  };
  return {
    ...store,
    get isWritable() {
      return store.isWritable;
    },
    transact: (work) => counted(store.transact(work)),
    read: (work) => counted(store.read(work)),
  };
}
