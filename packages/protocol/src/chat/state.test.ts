import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEW_CONVERSATION, type ConversationState } from '../conversation/state.ts';
import type { Entry } from '../conversation/schema.ts';
import type { AgentId, EntryId } from '../ids.ts';
import type { Author } from '../session/schema.ts';
import {
  EMPTY_CHAT,
  applyChat,
  decideAutomaticAnswer,
  decideChat,
  mergeReceipt,
  progressOf,
} from './state.ts';

const mina = '01900000-0000-7000-8000-00000000000a' as AgentId;
const jun = '01900000-0000-7000-8000-00000000000b' as AgentId;
const content = { kind: 'text', text: '안녕하세요' } as const;
const customer: Author = { role: 'customer' };
const agent: Author = { role: 'agent', agentId: mina, name: 'Mina' };
const assigned: ConversationState = {
  ...NEW_CONVERSATION,
  status: 'assigned',
  lastSeq: 3,
  agent: { agentId: mina, name: 'Mina' },
};

test('[MC1] nobody writes into what has not begun or has ended', () => {
  const ended: ConversationState = { ...assigned, status: 'ended' };
  for (const author of [customer, agent]) {
    assert.deepEqual(decideChat(NEW_CONVERSATION, { type: 'send', author, content }), {
      refusal: 'not_found',
    });
    assert.deepEqual(decideChat(ended, { type: 'send', author, content }), {
      refusal: 'conversation_closed',
    });
  }
});

test('[MC8] the first message of a customer into an idle conversation puts it into the queue', () => {
  const idle: ConversationState = { ...NEW_CONVERSATION, status: 'idle' };

  const decision = decideChat(idle, { type: 'send', author: customer, content });

  assert.ok('entries' in decision);
  assert.deepEqual(
    decision.entries.map(({ type }) => type),
    ['chat.message', 'conversation.queued'],
  );
});

test('[MC2] customers write while they wait; of agents only the one who has it', () => {
  const queued: ConversationState = { ...NEW_CONVERSATION, status: 'queued', lastSeq: 1 };
  const other: Author = { role: 'agent', agentId: jun, name: 'Jun' };

  assert.ok('entries' in decideChat(queued, { type: 'send', author: customer, content }));
  assert.deepEqual(decideChat(queued, { type: 'send', author: agent, content }), { refusal: 'forbidden' });
  assert.deepEqual(decideChat(assigned, { type: 'send', author: other, content }), { refusal: 'forbidden' });
});

test('[MC9] an article answers by itself once, while its customer waits and before any agent had it', () => {
  const article = {
    kind: 'article',
    articleId: 'returns',
    locale: 'ko',
    title: '반품',
    text: '30일 안에',
  } as const;
  const queued: ConversationState = { ...NEW_CONVERSATION, status: 'queued', lastSeq: 2 };
  const decide = (state: ConversationState) => decideAutomaticAnswer(state, 'Neuru', article);

  const answer = {
    entries: [{ type: 'chat.message', body: { author: { role: 'bot', name: 'Neuru' }, content: article } }],
  };
  assert.deepEqual(decide(queued), answer);
  assert.deepEqual(decide({ ...queued, status: 'offered' }), answer);
  for (const silent of [
    NEW_CONVERSATION,
    assigned,
    { ...queued, status: 'ended' as const },
    { ...queued, answeredAt: 5 },
    { ...queued, automaticAnswer: { seq: 2, articleId: 'refund-time' } },
  ])
    assert.deepEqual(decide(silent), { entries: [] });
});

test('[MC3] the first message of an agent says that it is the first, the next does not', () => {
  const first = decideChat(assigned, { type: 'send', author: agent, content });
  const next = decideChat({ ...assigned, firstRespondedAt: 1 }, { type: 'send', author: agent, content });

  assert.deepEqual(first, {
    entries: [
      { type: 'chat.message', body: { author: agent, content } },
      { type: 'conversation.first-responded', body: { agentId: mina } },
    ],
  });
  assert.deepEqual(next, { entries: [{ type: 'chat.message', body: { author: agent, content } }] });
});

test('[MC4] a message keeps author, content and moment of intent', () => {
  assert.deepEqual(decideChat(assigned, { type: 'send', author: customer, content, intentAt: 77 }), {
    entries: [{ type: 'chat.message', body: { author: customer, content, intentAt: 77 } }],
  });
});

test('[MC5] entries in any order, and twice, give the same messages in the order of their numbers', () => {
  const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 20 });
  const scrambled = seqs.chain((numbers) =>
    fc.tuple(
      fc.constant(numbers),
      fc.shuffledSubarray([...numbers, ...numbers], { minLength: numbers.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(scrambled, ([numbers, order]) => {
      const chat = order.map(message).reduce(applyChat, EMPTY_CHAT);

      assert.deepEqual(
        chat.messages.map(({ seq }) => seq),
        [...numbers].sort((a, b) => a - b),
      );
    }),
  );
});

test('[MC6] receipts only grow, whatever order they come in', () => {
  const receipt = fc.record(
    { deliveredSeq: fc.nat({ max: 99 }), readSeq: fc.nat({ max: 99 }) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(receipt), fc.array(receipt), (some, others) => {
      const none = { deliveredSeq: 0, readSeq: 0 };
      const merged = [...some, ...others].reduce(mergeReceipt, none);
      const turned = [...others, ...some].reduce(mergeReceipt, none);

      assert.deepEqual(merged, turned);
      assert.ok(merged.deliveredSeq >= merged.readSeq);
    }),
  );
});

test('[MC7] how far a message came follows from the other side', () => {
  const other = { deliveredSeq: 5, readSeq: 3 };

  assert.deepEqual(
    [3, 4, 5, 6].map((seq) => progressOf(seq, other)),
    ['read', 'delivered', 'delivered', 'sent'],
  );
});

function message(seq: number): Entry {
  return {
    seq,
    id: `entry-${seq}` as EntryId,
    at: seq,
    type: 'chat.message',
    body: { author: customer, content },
  };
}
