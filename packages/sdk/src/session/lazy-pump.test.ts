import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerCommand } from '@beside/protocol';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { sendItem } from '../testing/outbox-items.ts';
import { startLazyPump } from './lazy-pump.ts';
import './outbox-pump.ts'; // loaded before, so that what is imported later is there without waiting
import type { OutboxItem } from './outbox-rules.ts';

function open(items: readonly OutboxItem<CustomerCommand>[] = []) {
  const clock = createFakeClock();
  const sent: string[] = [];
  const outbox = {
    items,
    early: [] as readonly OutboxItem<CustomerCommand>[],
    load: () => Promise.resolve(),
    change(update: (list: typeof items) => typeof items) {
      outbox.items = update(outbox.items);
      return Promise.resolve();
    },
  };
  const pump = startLazyPump<CustomerCommand>({
    outbox,
    clock,
    isConnected: () => true,
    execute({ commandId, command }) {
      sent.push(commandId);
      return Promise.resolve({ conversationId: command.conversationId, seq: 1, at: 1 });
    },
    onDone: () => undefined,
    onRefused: () => undefined,
  });
  return { clock, sent, outbox, pump };
}

test('what waits is sent at the first nudge, whatever it was about', async () => {
  for (const reason of ['added', 'connected'] as const) {
    const { pump, sent, outbox } = open([sendItem(1), sendItem(2)]);

    pump.nudge(reason);
    await settle();

    assert.deepEqual([sent, outbox.items], [[sendItem(1).commandId, sendItem(2).commandId], []]);
  }
});

test('what may be sent before it is kept is sent too', async () => {
  const { pump, sent, outbox } = open();
  outbox.early = [sendItem(1)];

  pump.nudge('added');
  await settle();

  assert.deepEqual(sent, [sendItem(1).commandId]);
});

test('where nothing waits nothing starts; prepared, it sends what comes', async () => {
  const { pump, sent, outbox, clock } = open();

  pump.nudge('connected');
  pump.prepare();
  pump.prepare();
  await settle();
  outbox.items = [sendItem(1)];
  pump.nudge('added');
  await settle();

  assert.deepEqual([sent, clock.timerCount], [[sendItem(1).commandId], 0]);
});

test('stopped, it sends nothing more, also when it was just being loaded; twice is as good as once', async () => {
  const { pump, sent, clock } = open([sendItem(1)]);

  pump.nudge('added');
  pump.stop();
  pump.stop();
  await settle();
  pump.nudge('connected');
  await settle();

  assert.deepEqual([sent, clock.timerCount], [[], 0]);
});
