import type { Feature } from '@beside/protocol';
import {
  createBench,
  eventually,
  mustBeDone,
  mustEqual,
  textOf,
  type BackendBench,
  type BackendUnderTest,
  type TestRunner,
} from './backend-harness.ts';

/** What the suite is run with. */
export interface BackendConformanceOptions {
  /** Makes a fresh backend; called once per test. */
  readonly create: () => Promise<BackendUnderTest> | BackendUnderTest;
  /** `describe` and `it` of `node:test` or mocha. */
  readonly runner: TestRunner;
}

/** Texts that adapters like to break. */
const DIFFICULT_TEXTS = [
  '안녕하세요, 주문한 것이 아직 안 왔어요.',
  '<b onclick="x()">bold</b> & {{name}} ${name} %s',
  '👩‍👩‍👧‍👦 first line\nsecond line\ttab',
  'عربي \u202Aleft\u202C',
];

/**
 * Proves that an adapter keeps what the port `Backend` promises, and can do what it claims. The rules are in SPEC.md
 * beside this file. Run it in the adapter's own tests.
 *
 * @example
 * backendConformance('mine', { create: () => createMineUnderTest(), runner: { describe, it } });
 */
export function backendConformance(name: string, { create, runner }: BackendConformanceOptions): void {
  const test = (title: string, body: (bench: BackendBench) => Promise<void>): void => {
    runner.it(title, async () => {
      const bench = createBench(await create());
      try {
        await body(bench);
      } finally {
        await bench.close();
      }
    });
  };

  runner.describe(`Backend: ${name}`, () => {
    test('[BC1] what it claims and what it has are the same', async ({ backend }) => {
      const { capabilities, chat } = backend;
      const offers: [string, Feature, unknown][] = [
        ['chat.typing', capabilities.chat.typingToCentre, chat.typing],
        ['chat.receipt', capabilities.chat.receipts, chat.receipt],
        ['setContext', capabilities.context, backend.setContext],
        ['report', capabilities.reports, backend.report],
      ];

      mustEqual(backend.contract, '1', 'contract');
      for (const [method, feature, has] of offers)
        mustEqual(has !== undefined, feature.support !== 'none', `${method} is there`);
    });

    test('[BC2] messages arrive once, in order and unchanged', async (bench) => {
      const conversationId = await bench.start();
      const { contentKinds } = bench.backend.capabilities.chat;
      mustEqual(contentKinds.includes('text'), true, 'text is among the content kinds');

      for (const text of DIFFICULT_TEXTS) mustBeDone(await bench.send(conversationId, text));

      await eventually(
        'all messages',
        async () => (await bench.agent.texts(conversationId)).length >= DIFFICULT_TEXTS.length,
      );
      mustEqual(await bench.agent.texts(conversationId), DIFFICULT_TEXTS, 'texts');
    });

    test('[BC3] the same key twice is done once where keys are native, and never claimed elsewhere', async (bench) => {
      const conversationId = await bench.start();
      const key = bench.newId();
      const first = mustBeDone(await bench.send(conversationId, 'once', key));

      const again = await bench.send(conversationId, 'once', key);

      const isNative = bench.backend.capabilities.delivery.sendKey === 'native';
      if (isNative) mustEqual(again, { kind: 'done', value: first, replayed: true }, 'the second outcome');
      const isReplayed = again.kind === 'done' && again.replayed;
      const isDoubled = again.kind === 'done' && !again.replayed;
      mustBeDone(await bench.send(conversationId, 'marker'));
      await eventually('the marker', async () =>
        (await bench.agent.texts(conversationId)).includes('marker'),
      );
      const texts = await bench.agent.texts(conversationId);
      if (isNative || isReplayed || isDoubled)
        mustEqual(texts, isDoubled ? ['once', 'once', 'marker'] : ['once', 'marker'], 'texts');
    });

    test('[BC3] a conversation is started once for one key where keys are native', async (bench) => {
      if (bench.backend.capabilities.delivery.sendKey !== 'native') return;
      const [conversationId, key] = [bench.newId() as never, bench.newId()]; // a fresh UUIDv7
      const first = mustBeDone(await bench.startWith(conversationId, key));

      mustEqual(
        await bench.startWith(conversationId, key),
        { kind: 'done', value: first, replayed: true },
        'the second outcome',
      );
    });

    test('[BC4] a key that is said to come back does', async (bench) => {
      if (bench.backend.capabilities.delivery.sendKey !== 'echo') return;
      const listener = bench.listen();
      const conversationId = await bench.start();
      const key = bench.newId();
      mustBeDone(await bench.send(conversationId, 'echo me', key));

      const event = await listener.find('the echo', ({ clientKey }) => clientKey === key);
      mustEqual(textOf(event), 'echo me', 'text of the echo');
    });

    test('[BC5] an effect is found by its key, and one that never was is certainly not', async (bench) => {
      const { find } = bench.backend.chat;
      if (!find) return;
      const conversationId = await bench.start();
      const key = bench.newId();
      const { backendId } = mustBeDone(await bench.send(conversationId, 'find me', key));

      mustEqual(mustBeDone(await find(conversationId, key, bench.call()))?.backendId, backendId, 'found');
      mustEqual(mustBeDone(await find(conversationId, bench.newId(), bench.call())), null, 'not found');
    });

    test('[BC6] what the other side does is told once, in order, with ids', async (bench) => {
      const listener = bench.listen();
      const conversationId = await bench.start();
      await bench.agent.answer(conversationId);
      for (const text of DIFFICULT_TEXTS) await bench.agent.say(conversationId, text);
      await bench.agent.end(conversationId);

      await listener.find('the end', ({ type }) => type === 'ended');
      const told = listener.events.filter(
        (event) =>
          event.type === 'answered' ||
          event.type === 'ended' ||
          (event.type === 'message' && event.author.role === 'agent'),
      );
      mustEqual(
        told.map((event) => textOf(event) || event.type),
        ['answered', ...DIFFICULT_TEXTS, 'ended'],
        'what was told',
      );
      const ids = told.map(({ backendId }) => backendId);
      mustEqual(ids.includes(null), false, 'an event without an id');
      mustEqual(new Set(ids).size, ids.length, 'different ids');
    });

    test('[BC7] every event names its conversation, and a finite moment', async (bench) => {
      const listener = bench.listen();
      const [one, two] = [await bench.start(), await bench.start()];
      for (const conversationId of [one, two]) {
        await bench.agent.answer(conversationId);
        await bench.agent.say(conversationId, conversationId);
      }

      await listener.find('the second message', (event) => textOf(event) === two);
      for (const event of listener.events) {
        mustEqual([one, two].includes(event.conversationId), true, 'a conversation of ours');
        mustEqual(Number.isFinite(event.at), true, 'a moment');
        if (textOf(event)) mustEqual(textOf(event), event.conversationId, 'the conversation it was said in');
      }
    });

    test('[BC8] from a cursor on the same events come again; without one they are not pretended', async (bench) => {
      const hasCursor = bench.backend.capabilities.delivery.catchUp === 'cursor';
      const first = bench.listen();
      const conversationId = await bench.start();
      await bench.agent.answer(conversationId);
      for (const text of ['one', 'two', 'three']) await bench.agent.say(conversationId, text);
      const one = await first.find('the first message', (event) => textOf(event) === 'one');
      await first.find('the third message', (event) => textOf(event) === 'three');
      await first.stop();
      if (!hasCursor) return mustEqual(one.cursor, null, 'the cursor of a backend that has none');
      mustEqual(one.cursor === null, false, 'an event that stays has no cursor');

      const again = bench.listen(one.cursor);
      await again.find('the third message again', (event) => textOf(event) === 'three');
      const said = (events: typeof again.events) =>
        events.filter((event) => ['two', 'three'].includes(textOf(event))).map(({ backendId }) => backendId);
      mustEqual(said(again.events), said(first.events), 'ids from the cursor on');
      mustEqual(
        again.events.some((event) => textOf(event) === 'one'),
        false,
        'the one before the cursor',
      );
    });

    test('[BC8] what happens while nobody reads comes from the cursor, or is not told as if it were new', async (bench) => {
      const first = bench.listen();
      const conversationId = await bench.start();
      await bench.agent.answer(conversationId);
      await bench.agent.say(conversationId, 'before');
      const { cursor } = await first.find('the message', (event) => textOf(event) === 'before');
      await first.stop();
      await bench.agent.say(conversationId, 'meanwhile');

      const second = bench.listen(cursor);
      await eventuallySay(bench, conversationId, 'after', () =>
        second.events.some((event) => textOf(event).startsWith('after')),
      );

      const texts = second.events.map(textOf).filter((text) => text === 'meanwhile');
      const hasCursor = bench.backend.capabilities.delivery.catchUp === 'cursor';
      mustEqual(texts, hasCursor ? ['meanwhile'] : [], 'what was said meanwhile');
    });

    test('[BC9] what is not there or has ended fails for certain and for good, and nothing throws', async (bench) => {
      const ended = await bench.start();
      mustBeDone(await bench.backend.chat.end(ended, bench.call()));
      const unknown = bench.newId() as typeof ended; // a fresh UUIDv7

      for (const conversationId of [unknown, ended]) {
        const outcome = await bench.send(conversationId, 'nobody is there');
        mustEqual(outcome.kind === 'failed' && outcome.failure.retry, 'never', 'the failure');
      }
    });

    test('[BC9] ending twice is no failure', async (bench) => {
      const conversationId = await bench.start();

      mustBeDone(await bench.backend.chat.end(conversationId, bench.call()));
      mustBeDone(await bench.backend.chat.end(conversationId, bench.call()));
    });

    test('[BC10] a caller who has stopped waiting gets an outcome that is true', async (bench) => {
      const { find } = bench.backend.chat;
      const conversationId = await bench.start();
      const key = bench.newId();
      const content = { kind: 'text', text: 'aborted' } as const;
      const outcome = await bench.backend.chat.send(
        conversationId,
        { content },
        { key, signal: AbortSignal.abort() },
      );

      if (outcome.kind === 'unknown' && outcome.reconcile === 'check-transcript')
        mustEqual(find !== undefined, true, 'find, which the outcome sends the caller to');
      if (outcome.kind === 'unknown' && outcome.reconcile === 'safe-to-retry')
        mustBeDone(await bench.send(conversationId, 'aborted', key));
      mustBeDone(await bench.send(conversationId, 'marker'));
      await eventually('the marker', async () =>
        (await bench.agent.texts(conversationId)).includes('marker'),
      );
      const count = (await bench.agent.texts(conversationId)).filter((text) => text === 'aborted').length;
      if (outcome.kind === 'done') mustEqual(count, 1, 'done');
      if (outcome.kind === 'failed') mustEqual(count, 0, 'failed');
      if (outcome.kind === 'unknown') mustEqual(count <= 1, true, 'unknown: at most once');
    });

    test('[BC11] what is offered besides works', async ({ backend, start, call, agent, newId, listen }) => {
      const listener = listen();
      const conversationId = await start();
      await agent.answer(conversationId);
      await agent.say(conversationId, 'read me');
      const message = await listener.find('the message', (event) => textOf(event) === 'read me');

      await backend.chat.typing?.(conversationId, true);
      await backend.chat.receipt?.(conversationId, 'read', message.backendId ?? '');
      if (backend.setContext)
        mustBeDone(
          await backend.setContext(conversationId, { page: { url: 'https://shop.example/cart' } }, call()),
        );
      if (backend.report) {
        const interaction = { id: newId() as never, name: 'panel.opened', at: Date.now(), properties: {} };
        const { accepted } = mustBeDone(await backend.report('shop' as never, [interaction], call())); // fresh id, known site
        mustEqual(accepted, 1, 'accepted interactions');
      }
    });

    test('[BC12] disposing ends the reading, and twice is no harm', async ({ backend, listen }) => {
      const listener = listen();
      await backend.dispose();
      await backend.dispose();

      let isOver = false;
      void listener.ended.then(() => (isOver = true));
      await eventually('the end of the events', () => isOver);
    });
  });
}

/** A reader without a cursor hears only what is said once it reads, and nobody sees when it has begun. */
async function eventuallySay(
  bench: BackendBench,
  conversationId: Parameters<BackendBench['send']>[0],
  text: string,
  isHeard: () => boolean,
): Promise<void> {
  let count = 0;
  await eventually(`"${text}" to be heard`, async () => {
    if (isHeard()) return true;
    count += 1;
    await bench.agent.say(conversationId, `${text} ${count}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return isHeard();
  });
}
