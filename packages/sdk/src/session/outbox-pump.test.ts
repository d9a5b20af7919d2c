import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS } from '@beside/protocol';
import { settle } from '../testing/fake-clock.ts';
import { commandId, conversationId } from '../testing/ids.ts';
import { endItem, sendItem, startItem } from '../testing/outbox-items.ts';
import { openPump } from '../testing/open-pump.ts';
import { addItem, retryItem } from './outbox-rules.ts';

test('[M1] what waits is sent one after the other in its order, and leaves when it is acknowledged', async () => {
  const { pump, keep, outbox, log, answer } = openPump();
  await keep(startItem(1), sendItem(2), sendItem(3));

  pump.nudge('added');
  await settle();
  const whileFirst = [...log];
  await answer();
  await answer();
  await answer();

  assert.deepEqual(whileFirst, ['execute 1']);
  assert.deepEqual(log, ['execute 1', 'done 1', 'execute 2', 'done 2', 'execute 3', 'done 3']);
  assert.deepEqual(outbox.items, []);
});

test('an acknowledged item is told before it leaves the outbox, so that it never is nowhere', async () => {
  const { pump, keep, answer, seenAtDone } = openPump();
  await keep(sendItem(1));

  pump.nudge('added');
  await answer();

  assert.deepEqual(seenAtDone, [[commandId(1)]]);
});

test('what is added while it sends goes out after it, without another nudge', async () => {
  const { pump, keep, log, answer } = openPump();
  await keep(sendItem(1));
  pump.nudge('added');
  await settle();

  await keep(sendItem(2));
  pump.nudge('added');
  await answer();
  await answer();

  assert.deepEqual(log, ['execute 1', 'done 1', 'execute 2', 'done 2']);
});

test('[M1] what may be early is sent while it is written, once, and is gone when both are over', async () => {
  const { pump, outbox, log, answer, holdWrites } = openPump();
  const release = holdWrites();

  const writing = outbox.change((items) => addItem(items, sendItem(1)), sendItem(1));
  await settle();
  const whileWritten = [[...log], outbox.items, outbox.early];
  await answer();
  release();
  await writing;
  pump.nudge('added');
  await settle();

  assert.deepEqual(whileWritten, [['execute 1'], [], [sendItem(1)]]);
  assert.deepEqual(log, ['execute 1', 'done 1']);
  assert.deepEqual([outbox.items, outbox.early], [[], []]);
});

test('[M1] what may be early goes out in the very turn in which it is written', async () => {
  const { outbox, log, answer } = openPump();

  const writing = outbox.change((items) => addItem(items, sendItem(1)), sendItem(1));
  const atOnce = [...log];
  await Promise.all([writing, answer()]);

  assert.deepEqual(atOnce, ['execute 1']);
});

test('[M1] what was sent early and not answered is kept and sent again under the same id', async () => {
  const { pump, outbox, log, refuse, connect, answer, holdWrites } = openPump();
  const release = holdWrites();

  const writing = outbox.change((items) => addItem(items, sendItem(1)), sendItem(1));
  await settle();
  connect(false);
  const refusing = refuse(new BesideError('disconnected'));
  release();
  await Promise.all([writing, refusing]);
  await settle();
  const kept = outbox.items;
  connect(true);
  pump.nudge('connected');
  await answer();

  assert.deepEqual(kept, [sendItem(1, { attempts: 1 })]);
  assert.deepEqual(log, ['execute 1', 'execute 1', 'done 1']);
});

test('what could not be written is no longer sent early', async () => {
  const { pump, outbox, log, connect, failWrites } = openPump({ isConnected: false });
  failWrites(true);

  await assert.rejects(outbox.change((items) => addItem(items, sendItem(1)), sendItem(1)));
  connect(true);
  pump.nudge('connected');
  await settle();

  assert.deepEqual([log, outbox.early], [[], []]);
});

test('nothing is sent without a connection; it goes out when there is one', async () => {
  const { pump, keep, log, answer, connect } = openPump({ isConnected: false });
  await keep(sendItem(1));

  pump.nudge('added');
  await settle();
  const offline = [...log];
  connect(true);
  pump.nudge('connected');
  await answer();

  assert.deepEqual([offline, log], [[], ['execute 1', 'done 1']]);
});

test('[M1] a lost connection leaves the item; it is sent again under the same id, before those behind it', async () => {
  const { pump, keep, outbox, log, answer, refuse, connect } = openPump();
  await keep(sendItem(1), sendItem(2));
  pump.nudge('added');
  await settle();

  connect(false);
  await refuse(new BesideError('disconnected'));
  const kept = outbox.items;
  connect(true);
  pump.nudge('connected');
  await answer();
  await answer();

  assert.deepEqual(kept, [sendItem(1, { attempts: 1 }), sendItem(2)]);
  assert.deepEqual(log, ['execute 1', 'execute 1', 'done 1', 'execute 2', 'done 2']);
});

test('after a failure that may pass it waits longer each time, up to half a minute', async () => {
  const { pump, keep, clock, log, refuse, timers } = openPump();
  clock.randomness = 0;
  await keep(sendItem(1));
  pump.nudge('added');

  for (let round = 0; round < 8; round += 1) {
    await refuse(new BesideError('unavailable'));
    await clock.advance(LIMITS.reconnectLastMs);
  }

  const waits = timers.filter((delayMs) => delayMs <= LIMITS.reconnectLastMs);
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  assert.equal(log.length, 9);
});

test('a limit of the server is waited for as long as it says, also when the connection comes back meanwhile', async () => {
  const { pump, keep, clock, log, refuse, answer } = openPump();
  await keep(sendItem(1));
  pump.nudge('added');

  await refuse(new BesideError('rate_limited', { details: { retryAfterMs: 7_000 } }));
  pump.nudge('connected');
  pump.nudge('added');
  await clock.advance(6_999);
  const before = [...log];
  await clock.advance(1);
  await answer();

  assert.deepEqual([before, log], [['execute 1'], ['execute 1', 'execute 1', 'done 1']]);
});

test('a limit that does not say for how long is waited for two seconds', async () => {
  const { pump, keep, clock, log, refuse } = openPump();
  await keep(sendItem(1));
  pump.nudge('added');

  await refuse(new BesideError('rate_limited'));
  await clock.advance(1_999);
  const before = log.length;
  await clock.advance(1);

  assert.deepEqual([before, log.length], [1, 2]);
});

test('a final refusal is told once, keeps the message as failed and lets the next one go', async () => {
  const { pump, keep, outbox, log, refuse, answer } = openPump();
  await keep(sendItem(1), endItem(2), sendItem(3));
  pump.nudge('added');

  await refuse(new BesideError('forbidden'));
  await refuse(new BesideError('conversation_closed'));
  await answer();

  assert.deepEqual(log, [
    'execute 1',
    'refused 1 forbidden',
    'execute 2',
    'refused 2 conversation_closed',
    'execute 3',
    'done 3',
  ]);
  assert.deepEqual(outbox.items, [sendItem(1, { state: 'failed', error: 'forbidden' })]);
});

test('codes about the connection are no refusal of the message', async () => {
  for (const code of ['closed', 'unauthenticated', 'replaced'] as const) {
    const { pump, keep, outbox, log, refuse } = openPump();
    await keep(sendItem(1));
    pump.nudge('added');

    await refuse(new BesideError(code));

    assert.deepEqual([log, outbox.items], [['execute 1'], [sendItem(1, { attempts: 1 })]]);
  }
});

test('where a conversation is open already, what waited for a new one is sent into that', async () => {
  const { pump, keep, outbox, log, executed, refuse, answer } = openPump();
  const details = { conversationId: conversationId(2) };
  await keep(startItem(1), sendItem(2), sendItem(3));
  pump.nudge('added');

  await refuse(new BesideError('conversation_open', { details }));
  await answer();
  await answer();

  assert.deepEqual(log.slice(0, 3), ['execute 1', 'refused 1 conversation_open', 'execute 2']);
  assert.deepEqual(
    executed.slice(1),
    [2, 3].map((id) => sendItem(id, { in: conversationId(2) })),
  );
  assert.deepEqual(outbox.items, []);
});

test('a refused start says of each of its messages that it failed', async () => {
  const { pump, keep, log, refuse, answer } = openPump();
  await keep(sendItem(9, { state: 'failed', error: 'expired' }));
  await keep(startItem(1), sendItem(2), sendItem(3), sendItem(4, { in: conversationId(2) }));
  pump.nudge('added');

  await refuse(new BesideError('forbidden'));
  await answer();

  assert.deepEqual(log, [
    'execute 1',
    'refused 1 forbidden',
    'refused 2 forbidden',
    'refused 3 forbidden',
    'execute 4',
    'done 4',
  ]);
});

test('what waits a day without a connection fails by itself and is told', async () => {
  const { pump, keep, clock, outbox, log } = openPump({ isConnected: false });
  await keep(startItem(1), sendItem(2), sendItem(3, { intentAt: 61_000 }));
  pump.nudge('added');
  await settle();

  await clock.advance(LIMITS.outboxTtlMs - (clock.now() - 1_000));
  const before = [...log];
  await clock.advance(1);
  const first = [...log];
  await clock.advance(60_000);

  assert.deepEqual([before, first], [[], ['refused 2 expired']]);
  assert.deepEqual(log, ['refused 2 expired', 'refused 3 expired']);
  assert.deepEqual(
    outbox.items.map(({ state }) => state),
    ['failed', 'failed'],
  );
  assert.equal(clock.timerCount, 0);
});

test('waiting for a connection writes nothing and looks only when something may expire', async () => {
  const { pump, keep, clock, writes } = openPump({ isConnected: false });
  await keep(startItem(1), sendItem(2, { intentAt: 61_000 }));
  pump.nudge('added');
  await settle();
  const before = writes();

  // The start is late, but its message is not.
  await clock.advance(LIMITS.outboxTtlMs + 30_000);

  assert.equal(writes(), before);
  assert.equal(clock.timerCount, 1);
});

test('an intent far in the future, by a clock that was set back since, asks no timer for more than a day', async () => {
  const { pump, keep, timers } = openPump({ isConnected: false });
  await keep(sendItem(1, { intentAt: 90 * LIMITS.outboxTtlMs }));

  pump.nudge('added');
  await settle();

  assert.ok(timers.length > 0 && timers.every((delayMs) => delayMs <= LIMITS.outboxTtlMs));
});

test('a stopped pump sends nothing more, asks for no time and leaves what waits', async () => {
  const { pump, keep, clock, outbox, log, refuse } = openPump();
  await keep(sendItem(1), sendItem(2));
  pump.nudge('added');
  await refuse(new BesideError('unavailable'));

  pump.stop();
  pump.stop();
  pump.nudge('connected');
  await clock.advance(LIMITS.outboxTtlMs * 2);

  assert.deepEqual(log, ['execute 1']);
  assert.deepEqual(
    outbox.items.map((item) => item.commandId),
    [commandId(1), commandId(2)],
  );
  assert.equal(clock.timerCount, 0);
});

test('an answer after the stop still takes the item away, so that nobody sends it again', async () => {
  const { pump, keep, clock, outbox, log, answer } = openPump();
  await keep(sendItem(1), sendItem(2));
  pump.nudge('added');
  await settle();

  pump.stop();
  await answer();

  assert.deepEqual([log, outbox.items], [['execute 1'], [sendItem(2)]]);
  assert.equal(clock.timerCount, 0);
});

test('a refusal after the stop changes nothing', async () => {
  const { pump, keep, clock, outbox, log, refuse } = openPump();
  await keep(sendItem(1));
  pump.nudge('added');
  await settle();

  pump.stop();
  await refuse(new BesideError('closed'));

  assert.deepEqual([log, outbox.items], [['execute 1'], [sendItem(1)]]);
  assert.equal(clock.timerCount, 0);
});

test('[M1] a store that refuses for a while makes nothing happen twice', async () => {
  const { pump, keep, clock, outbox, log, answer, failWrites } = openPump();
  await keep(sendItem(1), sendItem(2));
  pump.nudge('added');
  await settle();

  failWrites(true);
  await answer();
  await clock.advance(5_000);
  failWrites(false);
  await clock.advance(60_000);
  await answer();

  assert.deepEqual(log, ['execute 1', 'done 1', 'execute 2', 'done 2']);
  assert.deepEqual(outbox.items, []);
});

test('a failed message that is given another try is sent', async () => {
  const { pump, keep, outbox, log, refuse, answer } = openPump();
  await keep(sendItem(1));
  pump.nudge('added');
  await refuse(new BesideError('forbidden'));

  const again = { commandId: commandId(5), conversationId: conversationId(1), now: 9_000 };
  await outbox.change((items) => retryItem(items, commandId(1), again));
  await outbox.change((items) => addItem(items, sendItem(6)));
  pump.nudge('added');
  await answer();
  await answer();

  assert.deepEqual(log.slice(2), ['execute 5', 'done 5', 'execute 6', 'done 6']);
});
