import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type CustomerWelcome } from '@beside/protocol';
import { createMemoryStore } from '../drivers/memory-store.ts';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { arrived, ended, text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { conversationId, epoch } from '../testing/ids.ts';
import { openBrowser } from '../testing/open-customers.ts';

const one = conversationId(1);
const open: Partial<CustomerWelcome> = {
  conversation: { conversationId: one, epoch: epoch(1), status: 'assigned', lastSeq: 1 },
};

/** A store whose writes of the outbox begin when a test says so, in their order. */
function createSlowStore() {
  const kept = createMemoryStore();
  let isHeld = false;
  let held: (() => void)[] = [];
  const store: KeyValueStore = {
    ...kept,
    async update(key, update) {
      if (isHeld && key.endsWith('.outbox')) await new Promise<void>((resolve) => held.push(resolve));
      await kept.update(key, update);
    },
  };
  return {
    store,
    hold: () => (isHeld = true),
    release() {
      isHeld = false;
      for (const go of held) go();
      held = [];
    },
  };
}

test('[M1] a message that goes out while it is kept, into a conversation that another tab just ended, fails and can be sent again in a new one', async () => {
  const { center, openPage } = openBrowser();
  const slow = createSlowStore();
  const { client, toldOf } = openPage({ store: slow.store });
  await client.start();
  await settle();
  center.session.greet(open);
  await settle();
  center.session.emit('entries', {
    conversationId: one,
    entries: [arrived(1)],
    cursor: { epoch: epoch(1), seq: 1 },
  });
  await settle();
  center.script.execute = () => Promise.reject(new BesideError('conversation_closed'));

  const said = () =>
    center.session
      .callsOf('execute')
      .map(({ command }) => command.type)
      .filter((type) => type !== 'conversation.set-context');

  slow.hold();
  const sending = client.chat.send(text('still there?'));
  await settle();
  const tried = said();
  slow.release();
  const key = await sending;
  await settle();
  center.session.emit('entries', {
    conversationId: one,
    entries: [ended(2, 'customer')],
    cursor: { epoch: epoch(1), seq: 2 },
  });
  await settle();
  const failed = client.chat.view;
  delete center.script.execute;
  await client.chat.retry(key);
  await settle();
  const again = client.chat.view;

  assert.deepEqual(tried, ['chat.send']);
  assert.deepEqual(
    [
      failed.status,
      failed.items.flatMap((item) => (item.kind === 'message' ? [item.progress, item.error?.code] : [])),
    ],
    ['ended', ['failed', 'conversation_closed']],
  );
  assert.deepEqual(
    toldOf('message-failed').map(({ key: told, error }) => [told, error.code]),
    [[key, 'conversation_closed']],
  );
  assert.notEqual(again.conversationId, one);
  assert.deepEqual(
    again.items.flatMap((item) => (item.kind === 'message' ? [item.progress, item.content] : [])),
    ['sent', text('still there?')],
  );
  assert.deepEqual(said(), ['chat.send', 'conversation.start', 'chat.send']);
});
