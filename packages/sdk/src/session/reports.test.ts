import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CommandId, type Interaction } from '@beside/protocol';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { commandId } from '../testing/ids.ts';
import './report-sender.ts'; // loaded before, so that what is imported later is there without waiting
import { createReports, type ReportLine } from './reports.ts';

test('interactions are gathered for a second and sent as one batch, with when each happened', async () => {
  const { reports, clock, sent, store } = openReports();
  const startedAt = clock.now();
  reports.start();

  reports.add('launcher.opened');
  await clock.advance(400);
  reports.add('faq.opened', { topic: 'returns', rank: 2, isFirst: true });
  await clock.advance(600);

  assert.deepEqual(
    sent.map(({ interactions }) =>
      interactions.map(({ name, at, properties }) => [name, at - startedAt, properties]),
    ),
    [
      [
        ['launcher.opened', 0, {}],
        ['faq.opened', 400, { topic: 'returns', rank: 2, isFirst: true }],
      ],
    ],
  );
  assert.deepEqual([await store.get('reports'), clock.timerCount], [undefined, 0]);
});

test('before the start everything stays in memory, and no more than one batch of it', async () => {
  const { reports, clock, sent, writes } = openReports();

  for (let count = 0; count < LIMITS.maxInteractionsPerBatch + 5; count += 1) reports.add('launcher.shown');
  await clock.advance(60_000);
  const early = [sent.length, writes(), clock.timerCount];
  reports.start();
  await clock.advance(1_000);

  assert.deepEqual(early, [0, 0, 0]);
  assert.deepEqual(
    sent.map(({ interactions }) => interactions.length),
    [LIMITS.maxInteractionsPerBatch],
  );
});

test('a full batch does not wait', async () => {
  const { reports, sent } = openReports();
  reports.start();

  for (let count = 0; count < LIMITS.maxInteractionsPerBatch; count += 1) reports.add('launcher.shown');
  await settle();

  assert.equal(sent.length, 1);
});

test('a batch that was not acknowledged is sent again under the same id, after a while or with the next connection', async () => {
  const { reports, clock, sent, answers } = openReports();
  answers.push(new BesideError('timeout'), new BesideError('disconnected'));
  reports.start();
  reports.add('launcher.opened');

  await clock.advance(1_000);
  await clock.advance(10_000);
  const twice = sent.length;
  reports.flush();
  await settle();

  assert.equal(twice, 2);
  assert.deepEqual(sent, Array(3).fill(sent[0]));
  await clock.advance(60_000);
  assert.equal(sent.length, 3);
});

test('what one page could not send the next one does, under the same id', async () => {
  const store = createMemoryStore();
  const [first, second] = [openReports(store), openReports(store)];
  first.answers.push(new BesideError('disconnected'));
  first.reports.start();
  first.reports.add('launcher.opened');
  await first.clock.advance(1_000);
  first.reports.stop();

  second.reports.start();
  second.reports.flush();
  await settle();

  assert.deepEqual(second.sent, first.sent);
  assert.equal(await store.get('reports'), undefined);
});

test('a batch that is refused for good is told, gone, and holds up nothing', async () => {
  const { reports, clock, sent, answers, refused } = openReports();
  answers.push(new BesideError('forbidden'));
  reports.start();

  reports.add('launcher.opened');
  await clock.advance(1_000);
  reports.add('launcher.closed');
  await clock.advance(1_000);

  assert.deepEqual(refused, [new BesideError('forbidden')]);
  assert.equal(sent.length, 2);
});

test('without a line batches are kept in order, the newest twenty, and whoever leads is told', async () => {
  const { reports, clock, sent, line, kept } = openReports();
  line.isThere = false;
  reports.start();

  for (let count = 0; count < 25; count += 1) {
    reports.add('step.entered', { count });
    await clock.advance(1_000);
  }
  line.isThere = true;
  reports.flush();
  await settle();

  assert.equal(kept(), 25);
  assert.deepEqual(
    sent.map(({ interactions }) => interactions[0]?.properties['count']),
    Array.from({ length: 20 }, (_, index) => index + 5),
  );
});

test('a page that goes away hands over what it gathered, or keeps it for the next one', async () => {
  const { reports, clock, handed, line, store } = openReports();
  reports.start();

  reports.add('launcher.opened');
  reports.leave();
  const first = [handed.length, clock.timerCount, await store.get('reports')];
  line.takesOver = false;
  reports.add('launcher.closed');
  reports.leave();
  reports.leave();
  await settle();

  assert.deepEqual(first, [1, 0, undefined]);
  assert.equal(((await store.get('reports')) as unknown[]).length, 1);
});

test('what was handed over is not sent again, what was kept is', async () => {
  const { reports, clock, sent, handed, line } = openReports();
  reports.start();
  reports.add('launcher.opened');
  reports.leave();
  line.takesOver = false;
  reports.add('launcher.closed');
  reports.leave();
  await settle();

  reports.flush();
  await clock.advance(1_000);

  assert.deepEqual([handed, sent].map(namesOf), [
    ['launcher.opened', 'launcher.closed'],
    ['launcher.closed'],
  ]);
});

test('broken batches in the store are passed over', async () => {
  const { reports, sent, store } = openReports();
  const interactions: Interaction[] = [{ id: commandId(1) as never, name: 'a.b', at: 1, properties: {} }];
  const good = { reportId: commandId(2), interactions };
  const broken = [
    null,
    {},
    { ...good, interactions: [] },
    { ...good, reportId: 1 },
    { ...good, interactions: [{}] },
  ];
  await store.update('reports', () => [...broken, good]);

  reports.start();
  reports.flush();
  await settle();

  assert.deepEqual(sent, [good]);
});

test('names and properties that break their schema are refused at once', () => {
  const { reports } = openReports();
  const wrong: [string, Record<string, string | number | boolean>?][] = [
    ['Launcher'],
    ['a..b'],
    ['a.b', { 'two words': 1 }],
    ['a.b', { text: 'x'.repeat(201) }],
    ['a.b', { nested: {} as never }],
  ];

  for (const [name, properties] of wrong)
    assert.throws(() => reports.add(name, properties), { code: 'invalid_option' });
});

test('stopped or cleared reports ask for no time and write nothing', async () => {
  for (const end of ['stop', 'clear'] as const) {
    const { reports, clock, sent, writes, answers } = openReports();
    answers.push(new BesideError('timeout'));
    reports.start();
    reports.add('launcher.opened');
    await clock.advance(1_000);
    reports.add('launcher.closed');
    const before = writes();

    reports[end]();
    reports[end]();
    await clock.advance(60_000);

    assert.deepEqual([sent.length, writes() - before, clock.timerCount], [1, 0, 0], end);
  }
});

test('after clearing nothing is kept until the next start', async () => {
  const { reports, clock, writes } = openReports();
  reports.start();

  reports.clear();
  reports.add('launcher.opened');
  await clock.advance(60_000);
  const idle = writes();
  reports.start();
  await clock.advance(1_000);

  assert.deepEqual([idle, writes() > 0], [0, true]);
});

interface Batch {
  readonly reportId: CommandId;
  readonly interactions: readonly Interaction[];
}

function openReports(store = createMemoryStore()) {
  const clock = createFakeClock();
  const sent: Batch[] = [];
  const handed: Batch[] = [];
  const refused: BesideError[] = [];
  const answers: BesideError[] = [];
  const line = { isThere: true, takesOver: true };
  let writeCount = 0;
  let keptCount = 0;
  const session: ReportLine = {
    async report(interactions, { reportId }) {
      sent.push({ reportId, interactions });
      const error = answers.shift();
      if (error) throw error;
    },
    reportOnExit(interactions, { reportId }) {
      handed.push({ reportId, interactions });
      return line.takesOver;
    },
  };
  const reports = createReports({
    store: {
      ...store,
      update(key, update) {
        writeCount += 1;
        return store.update(key, update);
      },
    },
    key: 'reports',
    clock,
    findLine: () => (line.isThere ? session : undefined),
    onKept() {
      keptCount += 1;
      reports.flush();
    },
    onRefused: (error) => refused.push(error),
  });
  const counts = { writes: () => writeCount, kept: () => keptCount };
  return { reports, clock, store, sent, handed, refused, answers, line, ...counts };
}

function namesOf(batches: readonly Batch[]): string[] {
  return batches.flatMap(({ interactions }) => interactions.map(({ name }) => name));
}
