import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, ConversationId } from '@beside/protocol';
import fc from 'fast-check';
import { matchOffers, type Candidate, type Waiting } from './routing.ts';

const waiting = (name: string, more: Partial<Waiting> = {}): Waiting => ({
  conversationId: name as ConversationId,
  siteId: 'shop',
  queueId: 'general',
  passedBy: [],
  ...more,
});
const agent = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  agentId: name as AgentId,
  queues: { shop: ['general'] },
  freeSlots: 1,
  isRinging: false,
  idleSinceAt: 0,
  ...more,
});
const pairs = (...args: Parameters<typeof matchOffers<Waiting>>): string[] =>
  matchOffers(...args).map(({ item, agentId }) => `${item.conversationId}→${agentId}`);

test('[Q3] the agent who has been idle for longest is asked', () => {
  assert.deepEqual(
    pairs([waiting('c')], [agent('busy', { idleSinceAt: 9 }), agent('idle', { idleSinceAt: 3 })]),
    ['c→idle'],
  );
});

test('[Q3] only those who serve the queue, have room and have nothing ringing are asked', () => {
  const candidates = [
    agent('elsewhere', { queues: { shop: ['orders'], outlet: ['general'] } }),
    agent('full', { freeSlots: 0 }),
    agent('ringing', { isRinging: true }),
  ];

  assert.deepEqual(pairs([waiting('c')], candidates), []);
});

test('[Q2] conversations are served in the order of the queue, one ring at each agent', () => {
  const candidates = [agent('a', { idleSinceAt: 1, freeSlots: 5 }), agent('b', { idleSinceAt: 2 })];

  assert.deepEqual(pairs([waiting('first'), waiting('second'), waiting('third')], candidates), [
    'first→a',
    'second→b',
  ]);
});

test('[Q4] who passed is asked again only when nobody else serves the queue', () => {
  const passed = waiting('c', { passedBy: ['a' as AgentId] });

  assert.deepEqual(pairs([passed], [agent('a'), agent('b', { idleSinceAt: 5 })]), ['c→b']);
  assert.deepEqual(pairs([passed], [agent('a'), agent('b', { freeSlots: 0 })]), []);
  assert.deepEqual(pairs([passed], [agent('a')]), ['c→a']);
});

test('[CB7] what somebody owns is offered to nobody else', () => {
  const owned = waiting('c', { onlyFor: 'b' as AgentId });

  assert.deepEqual(pairs([owned], [agent('a'), agent('b', { idleSinceAt: 5 })]), ['c→b']);
  assert.deepEqual(pairs([owned], [agent('a')]), []);
});

test('[Q3] nobody is asked twice at once and nothing is offered twice, whoever is there', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
  const candidates = ids.chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .record({ freeSlots: fc.nat({ max: 2 }), isRinging: fc.boolean(), idleSinceAt: fc.nat({ max: 9 }) })
          .map((more) => agent(name, more)),
      ),
    ),
  );
  fc.assert(
    fc.property(fc.nat({ max: 8 }), candidates, (count, agents) => {
      const matches = matchOffers(
        Array.from({ length: count }, (_, index) => waiting(`c${index}`)),
        agents,
      );
      const able = agents.filter(({ freeSlots, isRinging }) => freeSlots > 0 && !isRinging);

      assert.equal(new Set(matches.map(({ agentId }) => agentId)).size, matches.length);
      assert.equal(new Set(matches.map(({ item }) => item.conversationId)).size, matches.length);
      assert.equal(matches.length, Math.min(count, able.length));
    }),
  );
});
