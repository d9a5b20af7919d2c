import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerCommand } from '@beside/protocol';
import fc from 'fast-check';
import { commandId, conversationId } from '../testing/ids.ts';
import { contextItem, endItem, sendItem, startItem } from '../testing/outbox-items.ts';
import { addItem, expireItems, findTarget, retryItem, type OutboxItem } from './outbox-rules.ts';
import { findNextExpiry, refuseItem } from './refuse-item.ts';

type Items = readonly OutboxItem<CustomerCommand>[];

const someConversation = fc.integer({ min: 1, max: 3 }).map(conversationId);
const shape = fc.record({
  kind: fc.constantFrom('start', 'send', 'send', 'send', 'end', 'context'),
  in: someConversation,
  intentAt: fc.integer({ min: 0, max: 3 * LIMITS.outboxTtlMs }),
  isFailed: fc.boolean(),
});
const items = fc.array(shape, { maxLength: 12 }).map((shapes): Items =>
  shapes.map(({ kind, isFailed, ...override }, index) => {
    if (kind === 'start') return startItem(index, override);
    if (kind === 'end') return endItem(index, override);
    if (kind === 'context') return contextItem(index, {}, override);
    return sendItem(index, isFailed ? { ...override, state: 'failed', error: 'expired' } : override);
  }),
);
const anError = fc.oneof(
  fc
    .constantFrom('forbidden', 'conversation_closed', 'conversation_open')
    .map((code) => new BesideError(code)),
  someConversation.map((id) => new BesideError('conversation_open', { details: { conversationId: id } })),
);

test('[M1] whatever is refused or expires, messages are neither lost nor put in another order', () => {
  fc.assert(
    fc.property(items, fc.nat(14), anError, fc.nat(4 * LIMITS.outboxTtlMs), (before, id, error, now) => {
      const after = expireItems(refuseItem(before, commandId(id), error), now);

      assert.deepEqual(after.filter(isMessage).map(idOf), before.filter(isMessage).map(idOf));
      assert.deepEqual(
        after.map(idOf),
        before.map(idOf).filter((known) => after.some((item) => idOf(item) === known)),
      );
    }),
  );
});

test('[M1] messages wait in the order in which they were said, within the limits', () => {
  fc.assert(
    fc.property(items, (added) => {
      let list: Items = [];
      for (const item of added) list = addItem(list, item);

      assert.deepEqual(list.filter(isMessage), added.filter(isMessage));
      assert.ok(list.length <= LIMITS.maxOutboxItems);
      const contexts = list.filter(({ command }) => command.type === 'conversation.set-context');
      assert.equal(new Set(contexts.map(({ command }) => command.conversationId)).size, contexts.length);
    }),
  );
});

test('after a moment nothing that waits is late but the start of a message that is not, and once is enough', () => {
  fc.assert(
    fc.property(items, fc.nat(4 * LIMITS.outboxTtlMs), (before, now) => {
      const after = expireItems(before, now);

      for (const item of after.filter(({ state }) => state === 'waiting'))
        if (now - item.intentAt > LIMITS.outboxTtlMs) {
          assert.equal(item.command.type, 'conversation.start');
          assert.ok(after.some((other) => isMessage(other) && other.state === 'waiting'));
        }
      assert.equal(expireItems(after, now), after);
      const nextAt = findNextExpiry(after, now);
      if (nextAt === undefined) return assert.ok(after.every(({ state }) => state === 'failed'));
      assert.equal(expireItems(after, nextAt - 1), after);
    }),
  );
});

test('after a start was refused nothing waits for its conversation any more', () => {
  fc.assert(
    fc.property(items, someConversation, anError, (rest, id, error) => {
      const openId = error.details['conversationId'];
      fc.pre(openId !== id);
      const others = rest.filter(({ command }) => command.type !== 'conversation.start');
      const start = startItem(50, { in: id });

      const after = refuseItem([start, ...others], start.commandId, error);

      const waiting = after.filter(({ state }) => state === 'waiting');
      assert.ok(waiting.every(({ command }) => command.conversationId !== id));
      if (openId === undefined) assert.ok(!after.some((item) => item.command.type === 'conversation.start'));
      else assert.deepEqual(after.map(idOf), others.map(idOf));
    }),
  );
});

test('retrying changes one message only: it waits at the end with no trace of its failure', () => {
  fc.assert(
    fc.property(items, fc.nat(12), someConversation, (before, id, target) => {
      const again = { commandId: commandId(99), conversationId: target, now: 7_000 };
      const item = before.find((other) => idOf(other) === commandId(id) && other.state === 'failed');

      const after = retryItem(before, commandId(id), again);

      if (!item) return assert.equal(after, before);
      const isSame = item.command.conversationId === target;
      assert.deepEqual(after, [
        ...before.filter((other) => other !== item),
        {
          commandId: isSame ? item.commandId : again.commandId,
          command: { ...item.command, conversationId: target },
          intentAt: 7_000,
          attempts: 0,
          state: 'waiting',
        },
      ]);
    }),
  );
});

test('the next message goes into the conversation that was last started or open, unless that ends', () => {
  fc.assert(
    fc.property(items, fc.option(someConversation, { nil: undefined }), (list, openId) => {
      const target = findTarget(list, openId);

      const lastOf = (type: CustomerCommand['type']) =>
        list.findLastIndex(({ command }) => command.type === type && command.conversationId === target);
      const started = lastOf('conversation.start');
      if (target) assert.ok((started >= 0 || target === openId) && lastOf('conversation.end') <= started);
    }),
  );
});

function isMessage({ command }: OutboxItem<CustomerCommand>): boolean {
  return command.type === 'chat.send';
}

function idOf(item: OutboxItem<CustomerCommand>): string {
  return item.commandId;
}
