import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallbackView, CustomerId } from '@beside/protocol';
import { CallbackViews } from './callback-views.ts';
import type { Connection } from './connection.ts';

const actor = {
  role: 'customer',
  siteId: 'shop',
  customerId: '01900000-0000-7000-8000-000000000001' as CustomerId,
} as const;
type Status = CallbackView['status'];

/** A customer's socket, and a store whose readings end when the test says so. */
function openScene() {
  const readings: { resolve(view: CallbackView): void; reject(error: Error): void }[] = [];
  const problems: unknown[] = [];
  const views = new CallbackViews(
    () => new Promise((resolve, reject) => readings.push({ resolve, reject })),
    { error: (...problem) => void problems.push(problem) },
  );
  const openSocket = () => {
    const told: string[] = [];
    const sendText = (text: string) =>
      void told.push((JSON.parse(text) as { view: CallbackView }).view.status);
    // Of a connection only these two are used.
    return { told, connection: { session: { role: 'customer', actor }, sendText } as unknown as Connection };
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ views, readings, problems, openSocket, settle },
    async answer(index: number, status: Status) {
      readings[index]!.resolve({ status } as CallbackView); // nothing else is looked at
      await settle();
    },
  };
}

test('[CB12] what changes while a view is read is read after it, so that nothing older is ever told later', async () => {
  const { views, readings, openSocket, answer } = openScene();
  const { told, connection } = openSocket();

  views.tell(actor, [connection]);
  views.tell(actor, [connection]);
  views.tell(actor, [connection]);
  assert.equal(readings.length, 1, 'one reading at a time');
  await answer(0, 'dialing');
  assert.equal(readings.length, 2, 'and one for all that came meanwhile');
  await answer(1, 'connected');

  assert.deepEqual(told, ['dialing', 'connected']);
  views.tell(actor, [connection]);
  await answer(2, 'completed');
  assert.deepEqual(told, ['dialing', 'connected', 'completed']);
});

test('[CB12] a socket that comes meanwhile is told by the next reading, which is newer than itself', async () => {
  const { views, openSocket, answer } = openScene();
  const [first, second] = [openSocket(), openSocket()];

  views.tell(actor, [first.connection]);
  views.tell(actor, [second.connection]);
  await answer(0, 'waiting');
  await answer(1, 'due');

  assert.deepEqual([first.told, second.told], [['waiting'], ['due']]);
});

test('[CB12] whoever became somebody else meanwhile is told nothing; what cannot be read stops nothing', async () => {
  const { views, readings, problems, openSocket, settle, answer } = openScene();
  const { told, connection } = openSocket();

  views.tell(actor, [connection]);
  views.tell(actor, [connection]);
  readings[0]!.reject(new Error('the disk is gone'));
  await settle();
  assert.equal(problems.length, 1);
  connection.session = undefined;
  await answer(1, 'due');

  assert.deepEqual(told, []);
});
