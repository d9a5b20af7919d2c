import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock, settle, type FakeClock } from '../testing/fake-clock.ts';
import { commandId } from '../testing/ids.ts';
import { createTabWorld, type TabWorld } from '../testing/memory-tabs.ts';
import { createDeferred } from '../testing/deferred.ts';
import { openTabLink, type TabReader } from './tab-link.ts';
import { tabMessageSchema } from './tab-message.ts';

const NAME = 'beside:shop';

test('what the leader publishes reaches those who joined; who joins later is told everything first', async () => {
  const { open } = openWorld();
  const [leader, early] = [open({ isLeader: true }), open()];
  early.link.join();
  await settle();

  leader.publish(1);
  leader.publish(2);
  const late = open();
  late.link.join();
  await settle();
  leader.publish(3);
  await settle();

  assert.deepEqual(early.known, [1, 2, 3]);
  assert.deepEqual(late.known, [1, 2, 3]);
  assert.deepEqual(late.log, ['whole 1,2', 'more 3']);
});

test('who missed something asks, and is told everything again instead of going on with a gap', async () => {
  const { world, open } = openWorld();
  const [leader, follower] = [open({ isLeader: true }), open()];
  follower.link.join();
  await settle();

  leader.publish(1);
  await settle();
  follower.tab.freeze();
  leader.publish(2);
  await settle();
  follower.tab.thaw();
  leader.publish(3);
  await settle();

  assert.deepEqual(follower.log, ['whole ', 'more 1', 'whole 1,2,3']);
  assert.deepEqual(follower.known, [1, 2, 3]);
  assert.equal(world.posted.filter((message) => typeOf(message) === 'join').length, 2);
});

test('a change heard before everything was told waits for the whole', async () => {
  const { open } = openWorld();
  const [leader, follower] = [open({ isLeader: true }), open()];

  leader.publish(1);
  await settle();

  assert.deepEqual(follower.log, ['whole 1']);
});

test('when another tab leads, what it says begins with the whole', async () => {
  const { open } = openWorld();
  const [first, second, third] = [open({ isLeader: true }), open(), open()];
  second.link.join();
  third.link.join();
  first.publish(1);
  await settle();

  first.crash();
  second.isLeader = true;
  second.publish(2);
  await settle();

  assert.deepEqual(third.known, [1, 2]);
  assert.deepEqual(third.log.at(-1), 'whole 1,2');
});

test('followers do not answer a join, and a leader does not follow', async () => {
  const { world, open } = openWorld();
  const [leader, follower] = [open({ isLeader: true }), open()];

  leader.link.join();
  follower.publish(7);
  await settle();

  assert.deepEqual(leader.log, []);
  assert.deepEqual(world.posted.map(typeOf), ['join', 'changes']);
});

test('a change of a version this tab cannot read is passed over', async () => {
  const { world, open } = openWorld();
  const follower = open();
  const leaderId = commandId(1);

  world.inject(NAME, { type: 'changes', leaderId, number: 4, isWhole: true, changes: [1, 'of tomorrow', 2] });
  await settle();

  assert.deepEqual(follower.log, ['whole 1,2']);
});

test('tabs tell each other that outbox or reports changed and that the customer is to be forgotten', async () => {
  const { open } = openWorld();
  const [one, two, three] = [open({ isLeader: true }), open(), open()];

  one.link.tell('outbox-changed');
  two.link.tell('reports-changed');
  three.link.tell('forget');
  await settle();

  assert.deepEqual(one.log, ['reports-changed', 'forget']);
  assert.deepEqual(two.log, ['outbox-changed', 'forget']);
  assert.deepEqual(three.log, ['outbox-changed', 'reports-changed']);
});

test('what a follower asks is done by the leader alone, and the answer comes back', async () => {
  const { clock, open } = openWorld();
  const [leader, asking, other] = [open({ isLeader: true }), open(), open()];

  await asking.link.ask('mark-read');
  await asking.link.ask('identify', { token: 'token', commandId: commandId(9) });

  assert.deepEqual(leader.log, ['fulfil mark-read', `fulfil identify token ${commandId(9)}`]);
  assert.deepEqual([asking.log, other.log], [[], []]);
  assert.equal(clock.timerCount, 0);
});

test('what the leader refuses is refused with its code; a fault of its own is internal', async () => {
  const { clock, open } = openWorld();
  const [leader, asking] = [open({ isLeader: true }), open()];

  leader.fails = new BesideError('unauthenticated');
  await assert.rejects(
    asking.link.ask('identify', { token: 'token', commandId: commandId(9) }),
    new BesideError('unauthenticated'),
  );
  leader.fails = new TypeError('a fault');
  await assert.rejects(asking.link.ask('wake'), new BesideError('internal'));

  assert.equal(clock.timerCount, 0);
});

test('when nobody answers within 15 seconds it is a timeout, also without any tabs', async () => {
  const { clock, open } = openWorld();
  const asking = [open(), open({ isAlone: true })].map(({ link }) => link.ask('load-earlier'));
  const codes = Promise.all(asking.map(codeOf));

  await clock.advance(14_999);
  const waiting = clock.timerCount;
  await clock.advance(1);

  assert.deepEqual([waiting, await codes, clock.timerCount], [2, ['timeout', 'timeout'], 0]);
});

test('an answer that comes twice, late or to somebody else settles nothing', async () => {
  const { world, clock, open } = openWorld();
  const [asking, other] = [open(), open()];
  const answers = [asking, other].map(({ link }) => codeOf(link.ask('wake')));
  await settle();
  const [first] = world.posted.map((message) => (message as { id: string }).id);

  world.inject(NAME, { type: 'answer', id: first, code: null });
  world.inject(NAME, { type: 'answer', id: first, code: 'forbidden' });
  world.inject(NAME, { type: 'answer', id: commandId(77), code: null });
  await clock.advance(15_000);

  assert.deepEqual(await Promise.all(answers), [undefined, 'timeout']);
});

test('messages that break their schema change nothing', async () => {
  const { world, clock, open } = openWorld();
  const [leader, follower] = [open({ isLeader: true }), open()];
  const answer = codeOf(follower.link.ask('wake'));
  leader.tab.crash();
  const leaderId = commandId(1);
  const hostile: unknown[] = [
    ...[null, undefined, 0, 'join', [], {}, { type: 'join'.toUpperCase() }, { type: '__proto__' }],
    { type: 'changes', leaderId: 'me', number: 1, isWhole: true, changes: [1] },
    { type: 'changes', leaderId, number: 1.5, isWhole: true, changes: [1] },
    { type: 'changes', leaderId, number: 1, isWhole: 'yes', changes: [1] },
    { type: 'changes', leaderId, number: 1, isWhole: true, changes: { 0: 1, length: 1 } },
    { type: 'ask', id: commandId(2), wish: 'forget' },
    { type: 'ask', id: 'x', wish: 'wake' },
    { type: 'ask', id: commandId(2), wish: 'identify', token: 'x'.repeat(5_000) },
    { type: 'answer', id: commandId(3), code: 'no_such_code' },
  ];

  for (const message of hostile) world.inject(NAME, message);
  await clock.advance(15_000);

  assert.deepEqual([leader.log, follower.log, await answer], [[], [], 'timeout']);
});

test('a closed link says and hears nothing, and what it asked is closed', async () => {
  const { world, clock, open } = openWorld();
  const [leader, follower] = [open({ isLeader: true }), open()];
  follower.link.join();
  await settle();
  leader.tab.freeze();
  const asked = codeOf(follower.link.ask('wake'));

  follower.link.close();
  follower.link.close();
  const askedLater = codeOf(follower.link.ask('wake'));
  follower.link.tell('forget');
  leader.tab.thaw();
  leader.publish(1);
  await settle();

  assert.deepEqual([await asked, await askedLater], ['closed', 'closed']);
  assert.deepEqual([follower.log, leader.log], [['whole '], []]);
  assert.deepEqual([world.channelCount, clock.timerCount], [1, 0]);
});

test('messages that come while the reader is loaded are read in their order; one that cannot be loaded is asked for again', async () => {
  const { open } = openWorld();
  const readers = [createDeferred<NumberReader>(), createDeferred<NumberReader>()];
  let loads = 0;
  const hearing = open({ loadReader: () => readers[loads++]!.promise });
  const saying = open();

  saying.link.tell('forget');
  await settle();
  readers[0]?.reject(new Error('no network'));
  await settle();
  saying.link.tell('reports-changed');
  saying.link.tell('outbox-changed');
  await settle();
  const before = [...hearing.log];
  readers[1]?.resolve(numberReader);
  await settle();

  assert.deepEqual([loads, before, hearing.log], [2, [], ['reports-changed', 'outbox-changed']]);
});

type NumberReader = Omit<TabReader<number>, 'describe'>;

const numberReader: NumberReader = {
  message: (raw) => tabMessageSchema.safeParse(raw).data,
  change: (raw) => (typeof raw === 'number' ? raw : undefined),
};

function openWorld() {
  const world = createTabWorld();
  const clock = createFakeClock();
  return {
    world,
    clock,
    open: ({ isLeader = false, isAlone = false, loadReader = async () => numberReader } = {}) =>
      openTab(world, clock, { isLeader, isAlone, loadReader }),
  };
}

/** A tab whose state is a list of numbers. */
function openTab(
  world: TabWorld,
  clock: FakeClock,
  options: { isLeader: boolean; isAlone: boolean; loadReader: () => Promise<NumberReader> },
) {
  const tab = world.openTab();
  const log: string[] = [];
  const known: number[] = [];
  const self = {
    tab,
    log,
    known,
    isLeader: options.isLeader,
    fails: undefined as Error | undefined,
    publish(change: number) {
      known.push(change);
      link.publish(change);
    },
    crash() {
      self.isLeader = false;
      tab.crash();
    },
  };
  const link = openTabLink<number>({
    tabs: options.isAlone ? undefined : tab,
    name: NAME,
    clock,
    isLeader: () => self.isLeader,
    loadReader: async () => ({ ...(await options.loadReader()), describe: () => known }),
    onChanges(changes, isWhole) {
      log.push(`${isWhole ? 'whole' : 'more'} ${changes.join()}`);
      if (isWhole) known.length = 0;
      known.push(...changes);
    },
    onOutboxChanged: () => log.push('outbox-changed'),
    onReportsChanged: () => log.push('reports-changed'),
    onForget: () => log.push('forget'),
    async fulfil(wish, claim) {
      log.push(claim ? `fulfil ${wish} ${claim.token} ${claim.commandId}` : `fulfil ${wish}`);
      if (self.fails) throw self.fails;
    },
  });
  return Object.assign(self, { link });
}

function typeOf(message: unknown): string {
  return (message as { type: string }).type;
}

/** The code a promise is rejected with; `undefined` when it is kept. */
function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof BesideError ? error.code : String(error)),
  );
}
