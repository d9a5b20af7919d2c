import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  BesideError,
  createSystemClock,
  createUuidV7,
  type CommandId,
  type CustomerEvents,
  type CustomerSession,
  type HistoryPage,
} from '@beside/protocol';
import { createMemoryCenter } from '../memory/index.ts';
import { contactCenterConformance } from './contact-center-conformance.ts';

type Spoil = (session: CustomerSession) => Partial<CustomerSession>;

/** Runs the suite on a spoilt center; the rules whose tests failed. */
async function failingRules(spoil: Spoil): Promise<string[]> {
  const tests: [string, () => Promise<void>][] = [];
  contactCenterConformance('spoilt', {
    runner: { describe: (_name, body) => body(), it: (name, body) => void tests.push([name, body]) },
    create: () => {
      const center = createMemoryCenter({ clock: createSystemClock(), agents: [{ name: 'Mina' }] });
      return {
        contactCenter: {
          open(options) {
            const session = center.contactCenter.open(options);
            const spoilt = spoil(session);
            // What is not spoilt stays the session's own, its getters too.
            return new Proxy(session, {
              get: (target, key) => Reflect.get(key in spoilt ? spoilt : target, key) as unknown,
            });
          },
        },
        agentDesk: center.agentDesk,
        siteId: 'shop',
        ticket: async () => center.createTicket('Mina'),
        cut: () => center.setOnline(false),
        restore: () => center.setOnline(true),
        cleanUp: () => center.stop(),
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

/** Changes what listeners of one key hear; `undefined` keeps it from them. */
function hearing<Key extends keyof CustomerEvents>(
  session: CustomerSession,
  key: Key,
  change: (payload: CustomerEvents[Key], tell: (payload: CustomerEvents[Key]) => void) => void,
): Pick<CustomerSession, 'on'> {
  return {
    on: (heard, listener) =>
      session.on(heard, (payload) => {
        // Under this key the payload is of this key.
        if (heard === (key as string)) change(payload as never, listener as never);
        else listener(payload);
      }),
  };
}

const newId = (): CommandId =>
  createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as CommandId; // just made

test('the suite finds nothing in a center that keeps its word', async () => {
  assert.deepEqual(await failingRules(() => ({})), []);
});

const SPOILT: readonly (readonly [what: string, rule: string, spoil: Spoil])[] = [
  ['gives nobody a token', 'CC1', (session) => hearing(session, 'token', () => undefined)],
  [
    'forgets which conversation is open',
    'CC1',
    (session) => hearing(session, 'welcome', (welcome, tell) => tell({ ...welcome, conversation: null })),
  ],
  [
    'never settles what is sent without a connection',
    'CC2',
    (session) => ({
      execute: (command, key) =>
        session.connection.status === 'connected'
          ? session.execute(command, key)
          : new Promise(() => undefined),
    }),
  ],
  [
    'greets only once',
    'CC2',
    (session) => {
      let isGreeted = false;
      return hearing(session, 'welcome', (welcome, tell) => {
        if (!isGreeted) tell(welcome);
        queueMicrotask(() => (isGreeted = true));
      });
    },
  ],
  ['cannot be closed', 'CC3', () => ({ close: () => undefined })],
  [
    'counts reports twice',
    'CC4',
    (session) => ({
      report: async (interactions) => ({
        ...(await session.report(interactions, { reportId: newId() })),
        at: Math.random(),
      }),
    }),
  ],
  [
    'believes every identity',
    'CC5',
    () => ({ identify: async () => ({ conversationId: null, seq: 0, at: 0 }) }),
  ],
  [
    'does not let senders recognise their own',
    'CC7',
    (session) =>
      hearing(session, 'entries', (told, tell) =>
        tell({ ...told, entries: told.entries.map((entry) => ({ ...entry, commandId: undefined })) }),
      ),
  ],
  [
    'does every repetition again',
    'CC8',
    (session) => ({ execute: (command, key) => session.execute(command, { ...key, commandId: newId() }) }),
  ],
  [
    'answers a repetition differently',
    'CC8',
    (session) => ({
      async execute(command, key) {
        const result = await session.execute(command, key);
        return { ...result, at: result.at + Math.random() };
      },
    }),
  ],
  [
    'says forbidden where it should not tell that something is there',
    'CC9',
    (session) => ({
      execute: (command, key) =>
        session.execute(command, key).catch((error: unknown) => {
          throw error instanceof BesideError && error.code === 'not_found'
            ? new BesideError('forbidden')
            : error;
        }),
    }),
  ],
  [
    'refuses without naming the open conversation',
    'CC10',
    (session) => ({
      execute: (command, key) =>
        session.execute(command, key).catch((error: unknown) => {
          throw error instanceof BesideError ? new BesideError(error.code) : error;
        }),
    }),
  ],
  [
    'refuses with errors of its own',
    'CC11',
    (session) => ({
      execute: (command, key) =>
        session.execute(command, key).catch((error: unknown) => {
          throw new Error('refused', { cause: error });
        }),
    }),
  ],
  [
    'swaps what is sent at once',
    'CC12',
    (session) => {
      let isLate = false;
      return {
        execute(command, key) {
          isLate = !isLate;
          // Every second one lets everything else pass that is sent in the same turn.
          return isLate
            ? Promise.resolve().then(() => session.execute(command, key))
            : session.execute(command, key);
        },
      };
    },
  ],
  [
    'tells every entry twice',
    'CC13',
    (session) =>
      hearing(session, 'entries', (told, tell) => {
        tell(told);
        tell(told);
      }),
  ],
  [
    'loses entries now and then',
    'CC13',
    (session) =>
      hearing(session, 'entries', (told, tell) =>
        tell({ ...told, entries: told.entries.filter(({ seq }) => seq % 3 !== 0) }),
      ),
  ],
  [
    'trims texts',
    'CC13',
    (session) => ({
      execute: (command, key) =>
        session.execute(
          command.type === 'chat.send' && command.content.kind === 'text'
            ? {
                ...command,
                content: { ...command.content, text: command.content.text.replaceAll('\n', ' ') },
              }
            : command,
          key,
        ),
    }),
  ],
  [
    'does not look at cursors',
    'CC14',
    (session) => ({ follow: (conversationId) => session.follow(conversationId) }),
  ],
  ['follows for ever', 'CC14', () => ({ unfollow: () => undefined })],
  [
    'gives history upside down',
    'CC15',
    (session) => ({
      async history(conversationId, options): Promise<HistoryPage> {
        const page = await session.history(conversationId, options);
        return { ...page, entries: [...page.entries].reverse() };
      },
    }),
  ],
  [
    'always promises more history',
    'CC15',
    (session) => ({
      history: async (conversationId, options) => ({
        ...(await session.history(conversationId, options)),
        more: true,
      }),
    }),
  ],
  ['keeps breaks to itself', 'CC16', (session) => hearing(session, 'discontinuity', () => undefined)],
  ['says nothing of agents who come', 'CC17', (session) => hearing(session, 'availability', () => undefined)],
  ['swallows typing', 'CC18', () => ({ signal: () => undefined })],
  [
    'lists the oldest first',
    'CC20',
    (session) => ({
      async listConversations(options) {
        const page = await session.listConversations(options);
        return { ...page, conversations: [...page.conversations].reverse() };
      },
    }),
  ],
  [
    'does not say that there are earlier ones',
    'CC20',
    (session) => hearing(session, 'welcome', (welcome, tell) => tell({ ...welcome, hasEarlier: false })),
  ],
  ['swallows receipts', 'CC19', () => ({ receipt: () => undefined })],
];

// Most of the time is spent waiting in vain.
describe('a spoilt contact center', { concurrency: 4 }, () => {
  for (const [what, rule, spoil] of SPOILT) {
    it(`that ${what} is found by the suite`, async () => {
      const rules = await failingRules(spoil);

      assert.ok(rules.includes(rule), `found ${rules.join(', ') || 'nothing'}`);
    });
  }
});
