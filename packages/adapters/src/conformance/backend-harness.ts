import {
  canonicalJson,
  createUuidV7,
  type Backend,
  type BackendEvent,
  type CallContext,
  type ConversationId,
  type CustomerId,
  type Outcome,
  type SiteId,
} from '@beside/protocol';

/** The other side of the backend, which the suite needs in its hand: somebody who answers, writes and ends. */
export interface BackendAgentHooks {
  /** Takes the conversation. */
  answer(conversationId: ConversationId): Promise<void> | void;
  say(conversationId: ConversationId, text: string): Promise<void> | void;
  end(conversationId: ConversationId): Promise<void> | void;
  /** The customer's texts as this side has them, in order. */
  texts(conversationId: ConversationId): Promise<readonly string[]> | readonly string[];
}

/** One fresh backend and its other side. */
export interface BackendUnderTest {
  readonly backend: Backend;
  readonly agent: BackendAgentHooks;
  /** A site and queue that the backend knows; `shop` and `general` when absent. */
  readonly siteId?: string;
  readonly queueId?: string;
  /** Lets go of what `dispose` of the backend does not. */
  readonly cleanUp?: () => Promise<void> | void;
}

/** Where the suite puts its tests: `describe` and `it` of `node:test` or of mocha. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** What one test of the suite works with. */
export interface BackendBench {
  readonly backend: Backend;
  readonly agent: BackendAgentHooks;
  /** Starts a conversation and resolves to its id. */
  start(): Promise<ConversationId>;
  /** Starts with a given id and key, to do it twice. */
  startWith(conversationId: ConversationId, key: string): Promise<Outcome<{ readonly backendId: string }>>;
  send(
    conversationId: ConversationId,
    text: string,
    key?: string,
  ): Promise<Outcome<{ readonly backendId: string }>>;
  /** Reads events until the test ends. */
  listen(from?: string | null): EventListenerOfTest;
  newId(): string;
  call(key?: string): CallContext;
}

/** A reader of events. */
export interface EventListenerOfTest {
  readonly events: readonly BackendEvent[];
  /** Waits for the first event that fits; fails after two seconds. */
  find(what: string, fits: (event: BackendEvent) => boolean): Promise<BackendEvent>;
  /** Stops reading; resolves when the backend has let go of the reader. */
  stop(): Promise<void>;
  /** Resolves when the backend ended the reading by itself. */
  readonly ended: Promise<void>;
}

const PATIENCE_MS = 2_000;

/** Makes a bench for one test; `close` undoes everything. */
export function createBench(under: BackendUnderTest): BackendBench & { close(): Promise<void> } {
  const { backend, agent, siteId = 'shop', queueId = 'general' } = under;
  const listeners: EventListenerOfTest[] = [];
  const customers = new Map<ConversationId, CustomerId>();
  const newId = (): string => createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const call = (key = newId()): CallContext => ({ key, signal: AbortSignal.timeout(PATIENCE_MS) });

  const bench: BackendBench & { close(): Promise<void> } = {
    backend,
    agent,
    newId,
    call,
    startWith(conversationId, key) {
      const customerId = customers.get(conversationId) ?? (newId() as CustomerId); // a fresh UUIDv7
      customers.set(conversationId, customerId);
      return backend.chat.start(
        // The names that the adapter's own test gave.
        {
          conversationId,
          siteId: siteId as SiteId,
          customerId,
          queueId: queueId,
          locale: 'ko',
          queuedAt: Date.now(),
          context: {},
        },
        call(key),
      );
    },
    async start() {
      const conversationId = newId() as ConversationId; // a fresh UUIDv7
      mustBeDone(await bench.startWith(conversationId, newId()));
      return conversationId;
    },
    send: (conversationId, text, key) =>
      backend.chat.send(conversationId, { content: { kind: 'text', text } }, call(key)),
    listen(from = null) {
      const listener = listenTo(backend, from);
      listeners.push(listener);
      return listener;
    },
    async close() {
      for (const listener of listeners) await listener.stop();
      await backend.dispose();
      await under.cleanUp?.();
    },
  };
  return bench;
}

/** The value of an outcome that has to be `done`. */
export function mustBeDone<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** Fails with both values when they differ as JSON, whatever the order of keys. */
export function mustEqual(actual: unknown, expected: unknown, what: string): void {
  const [is, shouldBe] = [canonicalJson(actual), canonicalJson(expected)];
  if (is !== shouldBe) throw new Error(`${what}: expected ${shouldBe}, got ${is}`);
}

/** Waits until it is so; fails after two seconds, saying what was waited for. */
export async function eventually(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The text of a message event; empty for anything else. */
export function textOf(event: BackendEvent): string {
  return event.type === 'message' && event.content.kind === 'text' ? event.content.text : '';
}

function listenTo(backend: Backend, from: string | null): EventListenerOfTest {
  const events: BackendEvent[] = [];
  const controller = new AbortController();
  let failure: unknown;
  const reading = (async () => {
    try {
      for await (const event of backend.events(from, controller.signal)) events.push(event);
    } catch (error) {
      failure = error;
    }
  })();
  return {
    events,
    ended: reading,
    async find(what, fits) {
      await eventually(what, () => failure !== undefined || events.some(fits));
      const found = events.find(fits);
      if (!found) throw new Error(`events broke off before ${what}`, { cause: failure });
      return found;
    },
    async stop() {
      controller.abort();
      let isOver = false;
      void reading.then(() => (isOver = true));
      await eventually('the end of reading after the signal aborted', () => isOver);
    },
  };
}
