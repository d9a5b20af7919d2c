import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '@beside/protocol';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { discontinuity, history, news, opened, viewOf } from '../../testing/chat-changes.ts';
import { answered, arrived, ended, fromAgent, fromCustomer, returned, text } from '../../testing/entries.ts';
import { commandId, conversationId } from '../../testing/ids.ts';
import { chatChangeSchemas } from './chat-change-schema.ts';
import type { ChatChange } from './chat-change.ts';
import { applyChatChange, UNKNOWN_CHAT, type ChatModel } from './chat-state.ts';
import { describeChat } from './describe-chat.ts';

const changeSchema = z.discriminatedUnion('type', [...chatChangeSchemas]);

/** The timeline of conversation 1: what is at a number is always the same. */
const TIMELINE: readonly Entry[] = [
  arrived(1),
  fromCustomer(2, commandId(2)),
  answered(3),
  fromAgent(4),
  fromCustomer(5, commandId(5)),
  returned(6),
  fromCustomer(7, commandId(7)),
  answered(8),
  fromAgent(9),
  fromAgent(10),
  fromCustomer(11, commandId(11)),
  ended(12),
];

type Step =
  | { readonly kind: 'grow' | 'repeat' | 'older'; readonly count: number }
  | { readonly kind: 'break'; readonly count: number; readonly reason: 'epoch' | 'too-far' | 'future' }
  | { readonly kind: 'other'; readonly change: ChatChange };

const one = fc.constant(conversationId(1));
const seq = fc.nat(TIMELINE.length);
const count = fc.nat(5);
const receipt = fc.record({ deliveredSeq: seq, readSeq: seq }, { requiredKeys: [] });
const otherChange: fc.Arbitrary<ChatChange> = fc.oneof(
  fc.record({
    type: fc.constant('conversation' as const),
    conversationId: fc.constantFrom(conversationId(1), conversationId(1), conversationId(2), null),
    status: fc.constantFrom('queued', 'offered', 'assigned', 'ended'),
    isNew: fc.boolean(),
  }),
  fc.record({ type: fc.constant('receipts' as const), customer: receipt, agent: receipt }),
  fc.record({ type: fc.constant('other-typing' as const), isOn: fc.boolean() }),
  fc.record({ type: fc.constant('queue-position' as const), position: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ conversationId: one, number: fc.constantFrom(2, 5, 7, 11) }).map(({ number, ...rest }) => ({
    ...rest,
    type: 'sent' as const,
    commandId: commandId(number),
    seq: number,
    at: 10_000 + number,
    content: text(`message ${number}`),
  })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('grow', 'grow', 'repeat', 'older'), count }),
  fc.record({
    kind: fc.constant('break' as const),
    count,
    reason: fc.constantFrom('epoch', 'too-far', 'future'),
  }),
  fc.record({ kind: fc.constant('other' as const), change: otherChange }),
);
const steps = fc.tuple(seq, fc.array(step, { maxLength: 25 }));

/** What a session would tell: gapless news from where it begins, older pages that end where what is known begins. */
function changesOf([start, list]: readonly [number, readonly Step[]]): ChatChange[] {
  let [first, last, isAny] = [start, start, true];
  const page = (from: number, to: number) => TIMELINE.slice(from, to);
  return list.flatMap((item): ChatChange | ChatChange[] => {
    if (item.kind === 'other') {
      const { change } = item;
      if (change.type === 'conversation') {
        // Whatever is looked at next is followed from its newest entries.
        first = last;
        isAny = change.conversationId !== null;
      }
      return isAny || change.type === 'conversation' ? change : [];
    }
    const before = last;
    switch (item.kind) {
      case 'grow':
        last = Math.min(TIMELINE.length, last + item.count);
        return news(page(before, last), last);
      case 'repeat':
        return news(page(Math.max(first, last - item.count), last), last);
      case 'older': {
        const to = first;
        first = Math.max(0, first - item.count);
        return history(page(first, to), first > 0);
      }
      case 'break':
        first = last = Math.min(TIMELINE.length, last + item.count);
        return discontinuity(item.reason);
      default:
        return item satisfies never;
    }
  });
}

const changes = steps.map(changesOf);

test('[M3] a tab that is told everything sees what the telling tab sees, on both sides', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const model = [opened(), ...list].reduce(applyChatChange, UNKNOWN_CHAT);

      const retold = tell(describeChat(model)).reduce(applyChatChange, UNKNOWN_CHAT);

      assert.deepEqual(viewOf(retold), viewOf(model));
      assert.deepEqual(viewOf(retold, { side: 'agent' }), viewOf(model, { side: 'agent' }));
    }),
    { numRuns: 1_000 },
  );
});

test('[M3] tabs that were told everything see the same after everything that follows', () => {
  fc.assert(
    fc.property(steps, fc.nat(25), (both, cut) => {
      const all = changesOf(both);
      const [before, after] = [all.slice(0, cut), all.slice(cut)];
      const model = [opened(), ...before].reduce(applyChatChange, UNKNOWN_CHAT);
      const retold = tell(describeChat(model)).reduce(applyChatChange, UNKNOWN_CHAT);

      const [here, there] = [model, retold].map((start) => after.reduce(applyChatChange, start));

      assert.deepEqual(viewOf(there as ChatModel), viewOf(here as ChatModel));
    }),
    { numRuns: 1_000 },
  );
});

test('[M3] every change goes through the schema between tabs as it is', () => {
  fc.assert(
    fc.property(changes, (list) => {
      assert.deepEqual(tell(list), structuredClone(list));
    }),
  );
});

test('messages are never doubled and stand in the order of their numbers, whatever comes', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const view = viewOf([opened(), ...list].reduce(applyChatChange, UNKNOWN_CHAT));

      const keys = view.items.map(({ key }) => key);
      const numbers = view.items.map((item) => item.seq ?? 0);
      assert.equal(new Set(keys).size, keys.length);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
    }),
  );
});

/** As it arrives in another tab. */
function tell(list: readonly ChatChange[]): ChatChange[] {
  return list.map((told) => changeSchema.parse(structuredClone(told)));
}
