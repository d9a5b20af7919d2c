import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './fake-clock.ts';
import { createTabWorld } from './memory-tabs.ts';

test('one tab leads; when it stops, freezes or dies the next does, and only the living are told', async () => {
  const world = createTabWorld();
  const log: string[] = [];
  const open = (name: string) => {
    const tab = world.openTab();
    const stop = tab.compete('site', (signal) => {
      log.push(`${name} leads`);
      signal.addEventListener('abort', () => log.push(`${name} stops`));
    });
    return { tab, stop };
  };
  const [a, b, c] = [open('a'), open('b'), open('c')];
  await settle();

  a.stop();
  await settle();
  b.tab.freeze();
  await settle();
  b.tab.thaw();
  c.tab.crash();
  await settle();

  assert.deepEqual(log, ['a leads', 'a stops', 'b leads', 'b stops', 'c leads', 'b leads']);
});

test('what a tab says reaches the other living tabs in order, as copies', async () => {
  const world = createTabWorld();
  const heard: unknown[] = [];
  const [a, b, c] = [world.openTab(), world.openTab(), world.openTab()];
  const channel = a.channel('site', (message) => heard.push(['a', message]));
  b.channel('site', (message) => heard.push(['b', message]));
  c.channel('site', (message) => heard.push(['c', message]));
  b.channel('other', (message) => heard.push(['other', message]));
  const message = { number: 1 };

  channel.post(message);
  message.number = 2;
  channel.post(message);
  c.freeze();
  await settle();

  assert.deepEqual(heard, [
    ['b', { number: 1 }],
    ['b', { number: 2 }],
  ]);
  assert.deepEqual(world.posted, [{ number: 1 }, { number: 2 }]);
});
