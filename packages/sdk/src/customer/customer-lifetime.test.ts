import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerWelcome } from '@beside/protocol';
import { text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { conversationId, epoch } from '../testing/ids.ts';
import { openBrowser } from '../testing/open-customers.ts';

const one = conversationId(1);
const open: Partial<CustomerWelcome> = {
  conversation: { conversationId: one, epoch: epoch(1), status: 'assigned', lastSeq: 2 },
};

test('stopping leaves no timer, no channel, no listener and no connection, and is safe twice', async () => {
  const { center, tabs, clock, startPage } = openBrowser();
  const { client } = await startPage();
  center.session.greet(open);
  await settle();
  await client.chat.send(text('Hello'));
  client.chat.typing();
  client.chat.markRead();
  client.report('launcher.opened');
  center.session.emit('signal', { conversationId: one, from: 'agent', signal: { kind: 'typing', on: true } });
  const { session } = center;

  client.stop();
  client.stop();
  await settle();

  assert.deepEqual(
    [session.isClosed, session.listenerCount, tabs.channelCount, clock.timerCount],
    [true, 0, 0, 0],
  );
  assert.equal(client.state.phase, 'stopped');
  await assert.rejects(client.start(), { code: 'closed' });
  await assert.rejects(client.chat.send(text('late')), { code: 'closed' });
  await assert.rejects(client.identify('token'), { code: 'closed' });
  assert.equal(center.sessions.length, 1);
});

test('a client stopped while it starts never connects', async () => {
  const { center, tabs, clock, openPage } = openBrowser();
  const { client } = openPage();

  const starting = client.start();
  client.stop();
  await starting;
  await settle();

  assert.deepEqual([center.sessions, tabs.channelCount, clock.timerCount], [[], 0, 0]);
});

test('a client stopped by a listener, at whatever step of starting, leaves nothing open', async () => {
  for (const step of ['started', 'leader', 'connected'] as const) {
    const { center, tabs, clock, openPage } = openBrowser();
    const { client } = openPage();
    client.on('state-changed', ({ phase, isLeader, connection }) => {
      const reached = {
        started: phase === 'started',
        leader: isLeader,
        connected: connection.status === 'connected',
      };
      if (reached[step]) client.stop();
    });

    await client.start();
    await settle();
    if (step === 'connected') center.session.greet();
    await settle();

    assert.deepEqual(
      [client.state.phase, client.state.isLeader, tabs.channelCount, clock.timerCount],
      ['stopped', false, 0, 0],
      step,
    );
    assert.ok(
      center.sessions.every(({ isClosed }) => isClosed),
      step,
    );
  }
});

test('a contact centre that cannot be opened is told as an error', async () => {
  const { openPage } = openBrowser();
  const fault = new Error('no socket here');
  const page = openPage({
    contactCenter: {
      open() {
        throw fault;
      },
    },
  });

  await page.client.start();
  await settle();

  assert.equal(page.toldOf('error')[0]?.error.cause, fault);
});

test('without tabs and without a store every client leads itself, in memory', async () => {
  const { center, clock, openPage } = openBrowser();
  const { client } = openPage({ tabs: undefined as never, store: undefined as never });

  await client.start();
  await settle();
  center.session.greet();

  assert.deepEqual([client.state.isLeader, client.state.storage], [true, 'memory']);
  client.stop();
  assert.deepEqual([center.session.isClosed, clock.timerCount], [true, 0]);
});
