import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backend } from '@beside/protocol';
import { ALL_ON, createFakeBackend, type FakeBackend, type FakeSwitches } from '../fake-backend/index.ts';
import { backendConformance } from './backend-conformance.ts';

/** Runs the suite on a spoilt fake; the rules whose tests failed. */
async function failingRules(
  spoil: (fake: FakeBackend) => Partial<Backend>,
  switches: Partial<FakeSwitches> = ALL_ON,
): Promise<string[]> {
  const tests: [string, () => Promise<void>][] = [];
  backendConformance('spoilt', {
    runner: { describe: (_name, body) => body(), it: (name, body) => void tests.push([name, body]) },
    create: () => {
      const fake = createFakeBackend({ switches });
      return {
        backend: { ...fake, ...spoil(fake) },
        agent: { ...fake.agent, texts: fake.texts },
      };
    },
  });
  const failed = await Promise.all(
    tests.map(async ([name, body]) => {
      const hasFailed = await body().then(
        () => false,
        () => true,
      );
      return hasFailed ? [name.slice(1, name.indexOf(']'))] : [];
    }),
  );
  return [...new Set(failed.flat())];
}

test('the suite finds nothing in a fake that keeps its word', async () => {
  assert.deepEqual(await failingRules(() => ({})), []);
});

const SPOILT: readonly (readonly [
  string,
  string,
  (fake: FakeBackend) => Partial<Backend>,
  Partial<FakeSwitches>?,
])[] = [
  ['claims typing without having it', 'BC1', ({ chat: { typing: _typing, ...chat } }) => ({ chat })],
  [
    'has reports that it does not claim',
    'BC1',
    ({ capabilities }) => ({ capabilities: { ...capabilities, reports: { support: 'none' } } }),
  ],
  [
    'trims texts',
    'BC2',
    ({ chat }) => ({
      chat: {
        ...chat,
        send: (id, { content }, call) =>
          chat.send(
            id,
            { content: content.kind === 'text' ? { ...content, text: content.text.slice(0, 20) } : content },
            call,
          ),
      },
    }),
  ],
  [
    'claims native keys and forgets them',
    'BC3',
    ({ capabilities, chat }) => ({
      capabilities: { ...capabilities, delivery: { ...capabilities.delivery, sendKey: 'native' } },
      chat,
    }),
    { sendKey: 'none' },
  ],
  [
    'claims keys that never come back',
    'BC4',
    ({ capabilities }) => ({
      capabilities: { ...capabilities, delivery: { ...capabilities.delivery, sendKey: 'echo' } },
    }),
    { sendKey: 'none' },
  ],
  [
    'finds everything',
    'BC5',
    ({ chat }) => ({
      chat: { ...chat, find: async () => ({ kind: 'done', value: { backendId: 'x' }, replayed: false }) },
    }),
  ],
  [
    'tells everything twice',
    'BC6',
    (fake) => ({
      async *events(from, signal) {
        for await (const event of fake.events(from, signal)) yield* [event, event];
      },
    }),
  ],
  [
    'mixes up conversations',
    'BC7',
    (fake) => ({
      async *events(from, signal) {
        let first: string | undefined;
        for await (const event of fake.events(from, signal)) {
          first ??= event.conversationId;
          yield { ...event, conversationId: first as never };
        }
      },
    }),
  ],
  [
    'has a cursor that means nothing',
    'BC8',
    (fake) => ({ events: (_from, signal) => fake.events(null, signal) }),
  ],
  [
    'throws where nothing is there',
    'BC9',
    ({ chat }) => ({
      chat: {
        ...chat,
        async send(id, message, call) {
          const outcome = await chat.send(id, message, call);
          if (outcome.kind === 'failed') throw new Error('no such conversation');
          return outcome;
        },
      },
    }),
  ],
  [
    'says that it failed when it happened',
    'BC10',
    ({ chat }) => ({
      chat: {
        ...chat,
        async send(id, message, call) {
          const outcome = await chat.send(id, message, call);
          return call.signal.aborted
            ? { kind: 'failed', failure: { code: 'timeout', retry: 'backoff' } }
            : outcome;
        },
      },
    }),
  ],
  [
    'loses reports',
    'BC11',
    () => ({ report: async () => ({ kind: 'done', value: { accepted: 0 }, replayed: false }) }),
  ],
  ['goes on reading after it was disposed of', 'BC12', () => ({ dispose: async () => undefined })],
];

for (const [what, rule, spoil, switches] of SPOILT) {
  test(`the suite finds a backend that ${what}`, async () => {
    const rules = await failingRules(spoil, { ...ALL_ON, ...switches });

    assert.ok(rules.includes(rule), `found ${rules.join(', ') || 'nothing'}`);
  });
}
