import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS } from '@beside/protocol';
import { customerContentSchema } from '@beside/protocol/schema';
import type { OutboxItem } from '../../session/outbox-rules.ts';
import { news, opened } from '../../testing/chat-changes.ts';
import { arrived, fromAgent, text } from '../../testing/entries.ts';
import { sendItem } from '../../testing/outbox-items.ts';
import { checkContent, createChatCore } from './chat-core.ts';
import { EMPTY_VIEW } from './chat-view.ts';
import type { ChatView } from './view.ts';

test('every new view is told once, and what changes nothing visible is not', () => {
  const { core, views } = openCore();

  core.apply(opened());
  core.apply(news([arrived(1)]));
  core.apply(news([arrived(1)]));
  core.refresh();
  core.apply(news([fromAgent(2)]));

  assert.deepEqual(
    views.map(({ items, isLoaded }) => [items.length, isLoaded]),
    [
      [0, false],
      [0, true],
      [1, true],
    ],
  );
  assert.equal(core.view, views.at(-1));
});

test('outbox and connection are looked at when somebody says that they may have changed', () => {
  const world = openCore();
  world.core.apply(opened());

  world.outbox.push(sendItem(1));
  world.core.refresh();
  world.isConnected = true;
  world.core.refresh();

  assert.deepEqual(
    world.views.slice(1).map(({ items: [item] }) => item?.kind === 'message' && item.progress),
    ['waiting', 'sending'],
  );
});

test('forgetting leaves what waits in the outbox', () => {
  const { core, outbox } = openCore();
  core.apply(opened());
  core.apply(news([fromAgent(1)]));
  outbox.push(sendItem(1));

  core.reset();

  assert.deepEqual(
    core.view.items.map(({ key }) => key),
    [sendItem(1).commandId],
  );
  outbox.length = 0;
  core.refresh();
  assert.deepEqual(core.view, EMPTY_VIEW);
});

test('what a listener of the view throws is told and stops nobody', () => {
  const { core, views, faults } = openCore();
  const fault = new Error('of the page');
  const stop = core.onChange(() => {
    throw fault;
  });
  core.onChange((view) => views.push(view));

  core.apply(opened());
  stop();
  core.apply(news([arrived(1)]));

  assert.deepEqual([faults, views.length], [[fault], 4]);
});

test('content is let through as its schema reads it, or refused by what is wrong with it', () => {
  const check = (content: unknown) => checkContent(content as never, customerContentSchema); // whatever a page hands in

  assert.deepEqual(check(text('Hello')), text('Hello'));
  for (const words of ['', ' \n', '\u200b', 'a\u0000b', '\ud800'])
    assert.throws(() => check(text(words)), { code: 'bad_frame' });
  for (const content of [
    {},
    { kind: 'html', text: 'x' },
    { kind: 'text', text: 1 },
    { ...text('a'), more: 1 },
  ])
    assert.throws(() => check(content), { code: 'bad_frame' });
});

test('a text over the limit is too large, counted in bytes', () => {
  const longest = '한'.repeat(Math.floor(LIMITS.maxTextBytes / 3));
  const tooLarge = new BesideError('too_large', { details: { maxTextBytes: LIMITS.maxTextBytes } });

  assert.deepEqual(checkContent(text(longest), customerContentSchema), text(longest));
  assert.throws(() => checkContent(text(`${longest}한`), customerContentSchema), tooLarge);
  assert.throws(
    () => checkContent(text('x'.repeat(LIMITS.maxTextBytes + 1)), customerContentSchema),
    tooLarge,
  );
});

function openCore() {
  const views: ChatView[] = [];
  const faults: unknown[] = [];
  const world = { views, faults, outbox: [] as OutboxItem[], isConnected: false };
  const core = createChatCore({
    side: 'customer',
    getOutbox: () => [...world.outbox],
    isConnected: () => world.isConnected,
    getAuthor: () => ({ role: 'customer' }),
    onListenerError: (cause) => faults.push(cause),
  });
  core.onChange((view) => views.push(view));
  return Object.assign(world, { core });
}
