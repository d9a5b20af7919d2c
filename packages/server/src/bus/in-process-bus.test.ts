import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInProcessBus } from './in-process-bus.ts';

test('hints come later, in order, to everybody who still listens', async () => {
  const bus = createInProcessBus();
  const heard: string[] = [];
  const stop = bus.subscribe((message) => heard.push(`one ${message.kind}`));
  bus.subscribe((message) => heard.push(`two ${message.kind}`));

  bus.publish({ kind: 'site', siteId: 'shop' });
  assert.deepEqual(heard, []);
  await Promise.resolve();
  stop();
  stop();
  bus.publish({ kind: 'site', siteId: 'shop' });
  await Promise.resolve();

  assert.deepEqual(heard, ['one site', 'two site', 'two site']);
});

test('nobody hears anything after the bus was closed', async () => {
  const bus = createInProcessBus();
  const heard: string[] = [];
  bus.subscribe(({ kind }) => heard.push(kind));

  bus.publish({ kind: 'site', siteId: 'shop' });
  await bus.close();
  await Promise.resolve();

  assert.deepEqual(heard, []);
});
