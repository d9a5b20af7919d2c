import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AgentId, CustomerId, EntryId, OfferId, QueueId } from '../ids.ts';
import type { Entry, EntryDraft } from './schema.ts';
import {
  NEW_CONVERSATION,
  applyConversation,
  decideConversation,
  isShownToCustomer,
  type ConversationCommand,
  type ConversationState,
} from './state.ts';

const mina = '01900000-0000-7000-8000-00000000000a' as AgentId;
const jun = '01900000-0000-7000-8000-00000000000b' as AgentId;
const offerOne = '01900000-0000-7000-8000-0000000000f1' as OfferId;
const offerTwo = '01900000-0000-7000-8000-0000000000f2' as OfferId;

const arrive: ConversationCommand = {
  type: 'arrive',
  customerId: '01900000-0000-7000-8000-0000000000c1' as CustomerId,
  channel: 'chat',
  queueId: 'general' as QueueId,
  locale: 'ko',
  queuedAt: 5_000,
  priority: 2,
  context: { customerName: '김하늘' },
};
const ring = (offerId: OfferId, agentId: AgentId): ConversationCommand => ({
  type: 'offer',
  offerId,
  agentId,
  expiresAt: 20_000,
});
const take = (offerId: OfferId, agentId: AgentId): ConversationCommand => ({
  type: 'accept',
  offerId,
  agentId,
  name: 'Mina',
});
const end: ConversationCommand = { type: 'end', by: 'customer', reason: 'done' };

test('[V1] a conversation begins with its arrival and the context it came with', () => {
  const drafts = draftsOf(decideConversation(NEW_CONVERSATION, arrive));

  assert.deepEqual(
    drafts.map(({ type }) => type),
    ['conversation.arrived', 'conversation.context-changed'],
  );
});

test('[V1] a second arrival is refused, and so is anything before the first', () => {
  assert.deepEqual(decideConversation(after(arrive), arrive), { refusal: 'conversation_open' });
  assert.deepEqual(decideConversation(NEW_CONVERSATION, end), { refusal: 'not_found' });
});

test('[V2] nothing is appended after the end', () => {
  const ended = after(arrive, end);
  const commands: ConversationCommand[] = [
    arrive,
    end,
    ring(offerOne, mina),
    { type: 'set-context', context: {} },
  ];

  for (const command of commands)
    assert.deepEqual(decideConversation(ended, command), { refusal: 'conversation_closed' });
});

test('[V3] what rings at one agent is not offered to another', () => {
  const ringing = after(arrive, ring(offerOne, mina));

  assert.equal(ringing.status, 'offered');
  assert.deepEqual(decideConversation(ringing, ring(offerTwo, jun)), { refusal: 'offer_gone' });
});

test('[V4] only the one at whom it rings takes it, and only by the newest offer', () => {
  const rung = after(
    arrive,
    ring(offerOne, mina),
    { type: 'end-offer', offerId: offerOne, reason: 'timeout' },
    ring(offerTwo, jun),
  );

  assert.deepEqual(decideConversation(rung, take(offerOne, mina)), { refusal: 'offer_gone' });
  assert.deepEqual(decideConversation(rung, take(offerTwo, mina)), { refusal: 'offer_gone' });
  assert.equal(after(arrive, ring(offerTwo, jun), take(offerTwo, jun)).agent?.agentId, jun);
});

test('[V5] declined and missed offers remember the agent, lost and withdrawn ones do not', () => {
  const passedBy = (reason: 'declined' | 'timeout' | 'disconnected' | 'withdrawn') =>
    after(arrive, ring(offerOne, mina), { type: 'end-offer', offerId: offerOne, reason }).passedBy;

  assert.deepEqual(passedBy('declined'), [mina]);
  assert.deepEqual(passedBy('timeout'), [mina]);
  assert.deepEqual(passedBy('disconnected'), []);
  assert.deepEqual(passedBy('withdrawn'), []);
});

test('[V6] a returned conversation has its old place; who released it has passed', () => {
  const assigned = [arrive, ring(offerOne, mina), take(offerOne, mina)];
  const released = after(...assigned, { type: 'return', agentId: mina, reason: 'released' });
  const lost = after(...assigned, { type: 'return', agentId: mina, reason: 'disconnected' });

  const { status, queuedAt, priority, passedBy, agent } = released;
  assert.deepEqual(
    { status, queuedAt, priority, passedBy, agent },
    { status: 'queued', queuedAt: 5_000, priority: 2, passedBy: [mina], agent: undefined },
  );
  assert.deepEqual(lost.passedBy, []);
});

test('[V7] only who has it gives it back', () => {
  const assigned = after(arrive, ring(offerOne, mina), take(offerOne, mina));

  assert.deepEqual(decideConversation(assigned, { type: 'return', agentId: jun, reason: 'released' }), {
    refusal: 'forbidden',
  });
});

test('[V8] ending what rings withdraws the offer first', () => {
  const drafts = draftsOf(decideConversation(after(arrive, ring(offerOne, mina)), end));

  assert.deepEqual(
    drafts.map(({ type }) => type),
    ['conversation.offer-ended', 'conversation.ended'],
  );
});

test('[V8] who had it last stays known after the end', () => {
  const ended = after(arrive, ring(offerOne, mina), take(offerOne, mina), end);

  assert.equal(ended.agent?.agentId, mina);
  assert.equal(ended.offer, undefined);
});

test('[V9] context is merged part by part', () => {
  const page = { url: 'https://shop.example/cart' };
  const { context } = after(arrive, { type: 'set-context', context: { page } });

  assert.deepEqual(context, { customerName: '김하늘', page });
});

test('[V12] a conversation that begins with a callback is idle until the customer writes, and keeps its place', () => {
  const idle = after({ ...arrive, channel: 'callback' });
  const queued = after({ ...arrive, channel: 'callback' }, { type: 'queue' });

  assert.deepEqual([idle.status, idle.queuedAt], ['idle', 5_000]);
  assert.deepEqual(decideConversation(idle, ring(offerOne, mina)), { refusal: 'offer_gone' });
  assert.deepEqual([queued.status, queued.queuedAt], ['queued', 5_000]);
  assert.deepEqual(decideConversation(queued, { type: 'queue' }), { entries: [] });
});

const draft = fc.constantFrom<EntryDraft>(
  ...draftsOf(decideConversation(NEW_CONVERSATION, arrive)),
  {
    type: 'conversation.offered',
    body: { offerId: offerOne, agentId: mina, expiresAt: 1 },
  },
  { type: 'conversation.offer-ended', body: { offerId: offerOne, agentId: mina, reason: 'declined' } },
  { type: 'conversation.answered', body: { offerId: offerOne, agentId: mina, name: 'Mina' } },
  { type: 'conversation.first-responded', body: { agentId: mina } },
  { type: 'conversation.queued', body: {} },
  { type: 'conversation.returned', body: { agentId: mina, name: 'Mina', reason: 'released' } },
  { type: 'conversation.ended', body: { by: 'agent', reason: 'done' } },
  { type: 'chat.message', body: { author: { role: 'customer' }, content: { kind: 'text', text: 'hi' } } },
);

test('[V10] any entries in any order apply, and applying one again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 20 }), fc.nat({ max: 19 }), (drafts, again) => {
      const entries = drafts.map(toEntry);
      const once = entries.reduce(applyConversation, NEW_CONVERSATION);
      const repeated = entries[again % Math.max(1, entries.length)];

      assert.equal(once.lastSeq, entries.length);
      assert.deepEqual(repeated ? applyConversation(once, repeated) : once, once);
    }),
  );
});

test('[V10] whatever is decided can be applied and leads to a state that holds together', () => {
  const command = fc.constantFrom<ConversationCommand>(
    arrive,
    end,
    ring(offerOne, mina),
    ring(offerTwo, jun),
    take(offerOne, mina),
    take(offerTwo, jun),
    { type: 'end-offer', offerId: offerOne, reason: 'declined' },
    { type: 'end-offer', offerId: offerTwo, reason: 'disconnected' },
    { type: 'return', agentId: mina, reason: 'released' },
    { type: 'set-context', context: {} },
    { type: 'queue' },
    { ...arrive, channel: 'callback' },
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const state = commands.reduce(decideAndApply, NEW_CONVERSATION);

      assert.equal(state.status === 'offered', state.offer !== undefined);
      if (state.status === 'assigned') assert.ok(state.agent);
      if (state.status === 'queued' || state.status === 'offered') assert.equal(state.agent, undefined);
    }),
  );
});

test('[V11] customers do not see offers and first responses', () => {
  const hidden = [
    'conversation.offered',
    'conversation.offer-ended',
    'conversation.first-responded',
  ] as const;
  const shown = [
    'conversation.answered',
    'conversation.returned',
    'conversation.ended',
    'chat.message',
  ] as const;

  assert.deepEqual(hidden.map(isShownToCustomer), [false, false, false]);
  assert.deepEqual(shown.map(isShownToCustomer), [true, true, true, true]);
});

function draftsOf(decision: ReturnType<typeof decideConversation>): readonly EntryDraft[] {
  assert.ok('entries' in decision);
  return decision.entries;
}

function after(...commands: readonly ConversationCommand[]): ConversationState {
  return commands.reduce((state, command) => {
    assert.ok('entries' in decideConversation(state, command), command.type);
    return decideAndApply(state, command);
  }, NEW_CONVERSATION);
}

function decideAndApply(state: ConversationState, command: ConversationCommand): ConversationState {
  const decision = decideConversation(state, command);
  if ('refusal' in decision) return state;
  return decision.entries
    .map((entryDraft, index) => toEntry(entryDraft, state.lastSeq + index))
    .reduce(applyConversation, state);
}

function toEntry(entryDraft: EntryDraft, index: number): Entry {
  return { ...entryDraft, seq: index + 1, at: 1_000 + index, id: `entry-${index}` as EntryId };
}

test('[V13] it ends as solved by its automatic answer, and as done when any other message is named', () => {
  const article = {
    kind: 'article',
    articleId: 'returns',
    locale: 'en',
    title: 'Returns',
    text: '30 days',
  } as const;
  const say = (seq: number, author: object): Entry =>
    ({
      ...{ seq, id: `01900000-0000-7000-8000-00000000000${seq}` as EntryId, at: seq, type: 'chat.message' },
      body: { author, content: article },
    }) as Entry; // as its schema lets it through
  const waiting: ConversationState = { ...NEW_CONVERSATION, status: 'queued', lastSeq: 1 };
  const answered = applyConversation(waiting, say(2, { role: 'bot', name: 'Neuru' }));
  const reasonAfter = (state: ConversationState, solvedBy?: number) => {
    const [last] = draftsOf(decideConversation(state, { ...end, solvedBy })).slice(-1);
    return last?.type === 'conversation.ended' && last.body.reason;
  };

  assert.deepEqual(answered.automaticAnswer, { seq: 2, articleId: 'returns' });
  assert.deepEqual(
    [2, 1, undefined].map((seq) => reasonAfter(answered, seq)),
    ['solved', 'done', 'done'],
  );
  const sent = applyConversation(waiting, say(2, { role: 'agent', agentId: mina, name: 'Mina' }));
  assert.equal(reasonAfter(sent, 2), 'done');
});
