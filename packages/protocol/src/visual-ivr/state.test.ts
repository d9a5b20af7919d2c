import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Flow } from './flow-schema.ts';
import { startFlow, stepFlow } from './state.ts';
import type { FlowMove } from './steps.ts';
import { CLOSED, OPEN, SHOP, both, walk } from './visual-ivr.test-support.ts';

const choose = (choiceId: string): FlowMove => ({ type: 'choose', choiceId });
const submit = (values: Record<string, string>): FlowMove => ({ type: 'submit', values });
const BACK: FlowMove = { type: 'back' };

describe('the engine of a flow', () => {
  it('[I1] starts at the start, through conditions', () => {
    const { state, events } = startFlow({ ...SHOP, start: 'people' }, 3, CLOSED);

    assert.deepEqual(state, {
      ...{ flowId: 'shop', revision: 3, at: 'later', trail: [], variables: {}, typed: {}, step: 0 },
    });
    assert.deepEqual(events, [
      { name: 'entered', nodeId: 'people' },
      { name: 'left', nodeId: 'people', to: 'later', durationMs: 0 },
      { name: 'entered', nodeId: 'later' },
      { name: 'led-to', nodeId: 'later', action: 'callback' },
    ]);
  });

  it('[I6] reports what was left, passed through, entered and led to', () => {
    const asked = walk(SHOP, [choose('delivery')]);
    const step = { type: 'submit', values: { orderNumber: 'A-1234' }, atStep: 1, durationMs: 4_200 } as const;

    const result = stepFlow(SHOP, asked.state, step, OPEN);

    assert.ok('state' in result);
    assert.deepEqual(result.events, [
      { name: 'left', nodeId: 'order', to: 'by-reason', durationMs: 4_200 },
      { name: 'entered', nodeId: 'by-reason' },
      { name: 'left', nodeId: 'by-reason', to: 'people', durationMs: 0 },
      { name: 'entered', nodeId: 'people' },
      { name: 'left', nodeId: 'people', to: 'talk', durationMs: 0 },
      { name: 'entered', nodeId: 'talk' },
      { name: 'led-to', nodeId: 'talk', action: 'chat' },
    ]);
    assert.deepEqual(result.state.trail, [
      { nodeId: 'start', choiceId: 'delivery' },
      { nodeId: 'order', before: {} },
    ]);
    assert.deepEqual(asked.events[0], { name: 'left', nodeId: 'start', to: 'order', choiceId: 'delivery' });
  });

  it('[IV3] goes past channels that are down', () => {
    const nothing = { ...CLOSED, live: { ...CLOSED.live!, channels: { chat: false, callback: false } } };

    assert.deepEqual(
      [OPEN, CLOSED, nothing].map((facts) => walk(SHOP, [choose('cart')], facts).state.at),
      ['talk', 'later', 'phone'],
    );
  });

  it('[IV3] takes a channel of which nothing is known to be there', () => {
    assert.equal(walk(SHOP, [{ type: 'human' }], { isIdentified: false, locale: 'en' }).state.at, 'talk');
  });

  it('[IV3] goes on past a channel that broke down meanwhile, when it is told to', () => {
    const { state } = walk(SHOP, [choose('cart')]);
    const on = { type: 'continue', atStep: state.step } as const;
    const broken = { ...OPEN, live: { ...OPEN.live!, channels: { chat: false, callback: true } } };

    const result = stepFlow(SHOP, state, on, broken);

    assert.ok('state' in result);
    assert.equal(result.state.at, 'later');
    assert.deepEqual(stepFlow(SHOP, state, on, OPEN), { refusal: 'not-offered' });
  });

  it('[IV3] [bad_F3] leads nowhere after 200 nodes that show nothing, and back and start go on', () => {
    const round = (to: string) => ({
      ...{ kind: 'condition', otherwise: to, cases: [{ when: { fact: 'locale', is: 'xx' }, to } as const] },
    });
    const flow = {
      ...SHOP,
      nodes: { ...SHOP.nodes, returns: round('people'), people: round('returns') },
    } as Flow;

    const { state } = walk(flow, [choose('returns')]);

    assert.equal(state.at, '');
    assert.deepEqual(walk(flow, [choose('returns'), BACK]).state.at, 'start');
    assert.deepEqual(walk(flow, [choose('returns'), { type: 'start' }]).state.at, 'start');
    assert.equal(startFlow({ ...flow, start: 'nothing' }, 1, OPEN).state.at, '');
  });

  it('[IV2] [bad_F14] makes one step of a double click and of two tabs', () => {
    const { state } = walk(SHOP, []);
    const step = { ...choose('delivery'), atStep: state.step };

    const first = stepFlow(SHOP, state, step, OPEN);

    assert.ok('state' in first);
    assert.deepEqual(stepFlow(SHOP, first.state, step, OPEN), { refusal: 'stale' });
    assert.deepEqual(stepFlow(SHOP, first.state, { ...BACK, atStep: state.step }, OPEN), {
      refusal: 'stale',
    });
  });

  it('[IV2] refuses what a screen does not offer', () => {
    const empty = { ...OPEN, cart: undefined };
    const { state } = walk(SHOP, [], empty);
    const refused = (move: FlowMove) => stepFlow(SHOP, state, { ...move, atStep: 0 }, empty);

    for (const move of [
      choose('nothing'),
      choose('cart'),
      submit({}),
      { type: 'continue' } as const,
      { type: 'solved', helped: true } as const,
      { type: 'go', nodeId: 'nothing' } as const,
      { type: 'go', nodeId: 'constructor' } as const,
      { type: 'go', nodeId: 'order', choiceId: 'x' } as const,
    ])
      assert.deepEqual(refused(move), { refusal: 'not-offered' }, JSON.stringify(move));
    assert.deepEqual(refused(BACK), { refusal: 'no-way-back' });
    assert.deepEqual(stepFlow({ ...SHOP, flowId: 'other' }, state, { ...BACK, atStep: 0 }, empty), {
      refusal: 'other-flow',
    });
  });

  it('[IV5] takes a form whole or not at all', () => {
    const { state } = walk(SHOP, [choose('delivery')]);
    const step = { ...submit({ orderNumber: 'A', reason: 'late' }), atStep: 1 };

    assert.deepEqual(stepFlow(SHOP, state, step, OPEN), {
      refusal: 'invalid',
      problems: { orderNumber: 'too-short' },
    });
  });

  it('[IV4] goes back to what was in force, and remembers what was typed', () => {
    const broken = submit({ orderNumber: 'A-1234', reason: 'broken' });
    const back = walk(SHOP, [choose('delivery'), broken, BACK]).state;

    assert.deepEqual(
      [back.at, back.variables, back.typed],
      ['order', {}, { orderNumber: 'A-1234', reason: 'broken' }],
    );
    const again = [choose('delivery'), broken, BACK, submit({ orderNumber: 'A-1234' })];
    const { state } = walk(SHOP, again);
    assert.deepEqual([state.at, state.variables], ['talk', { orderNumber: 'A-1234' }]);
  });

  it('[IV4] goes back several screens at once', () => {
    const moves = [
      choose('delivery'),
      submit({ orderNumber: 'A-1234' }),
      { type: 'back', levels: 2 } as const,
    ];

    const { state } = walk(SHOP, moves);

    assert.deepEqual([state.at, state.trail, state.variables], ['start', [], {}]);
  });

  it('[I2] leads to a person from every screen, by the way that the flow names', () => {
    for (const moves of [[], [choose('delivery')], [choose('returns')], [choose('account')]]) {
      const { state, events } = walk(SHOP, [...moves, { type: 'human' }]);
      assert.equal(state.at, 'talk');
      assert.deepEqual(events.at(-1), { name: 'led-to', nodeId: 'talk', action: 'chat' });
    }
  });

  it('[I2] opens chat, else callback, where the flow names no way to a person', () => {
    const { human: _human, ...flow } = SHOP;
    const led = (facts = OPEN) => walk(flow, [{ type: 'human' }], facts).events;

    assert.deepEqual(led(), [{ name: 'led-to', nodeId: 'start', action: 'chat' }]);
    assert.deepEqual(led(CLOSED), [{ name: 'led-to', nodeId: 'start', action: 'callback' }]);
    const nobody = { ...OPEN, live: { ...OPEN.live!, channels: { chat: false, callback: false } } };
    const { state } = startFlow(flow, 1, nobody);
    assert.deepEqual(stepFlow(flow, state, { type: 'human', atStep: 0 }, nobody), { refusal: 'nobody' });
  });

  it('[I2] stays with the person who was asked for twice, and leads on once more', () => {
    const { state, events } = walk(SHOP, [{ type: 'human' }, { type: 'human' }]);

    assert.deepEqual(state.trail, [{ nodeId: 'start' }]);
    assert.deepEqual(events, [{ name: 'led-to', nodeId: 'talk', action: 'chat' }]);
  });

  it('[I2] starts anew with what was filled in', () => {
    const { state } = walk(SHOP, [choose('delivery'), submit({ orderNumber: 'A-1234' }), { type: 'start' }]);

    assert.deepEqual([state.at, state.trail, state.variables], ['start', [], { orderNumber: 'A-1234' }]);
  });

  it('[I5] goes to what was found: a node, or where a choice leads, which one can go back from', () => {
    const article = walk(SHOP, [{ type: 'go', nodeId: 'returns' }]).state;
    const choice = walk(SHOP, [
      choose('returns'),
      { type: 'go', nodeId: 'start', choiceId: 'delivery' },
    ]).state;

    assert.deepEqual([article.at, article.trail], ['returns', [{ nodeId: 'start' }]]);
    assert.deepEqual(
      [choice.at, choice.trail],
      [
        'order',
        [
          { nodeId: 'start', choiceId: 'returns' },
          { nodeId: 'returns' },
          { nodeId: 'start', choiceId: 'delivery' },
        ],
      ],
    );
  });

  it('[I5] does not take a choice that is found but not offered', () => {
    const empty = { ...OPEN, cart: undefined };
    const { state } = walk(SHOP, [choose('returns')], empty);
    const found = { type: 'go', nodeId: 'start', choiceId: 'cart', atStep: 1 } as const;

    assert.deepEqual(stepFlow(SHOP, state, found, empty), { refusal: 'not-offered' });
  });

  it('[I6] asks once whether it helped, and leads on where it did not', () => {
    const yes = walk(SHOP, [choose('returns'), { type: 'solved', helped: true }]);
    const no = walk(SHOP, [choose('returns'), { type: 'solved', helped: false }]);

    assert.deepEqual([yes.state.at, yes.state.helped], ['returns', true]);
    assert.deepEqual(yes.events, [{ name: 'solved', nodeId: 'returns', helped: true }]);
    assert.deepEqual([no.state.at, no.state.helped], ['talk', undefined]);
    assert.deepEqual(no.events[0], { name: 'solved', nodeId: 'returns', helped: false });
    const again = { type: 'solved', helped: false, atStep: yes.state.step } as const;
    assert.deepEqual(stepFlow(SHOP, yes.state, again, OPEN), { refusal: 'not-offered' });
  });

  it('[I6] takes an end that says so for solved', () => {
    const done = { kind: 'end', title: both('Good!'), outcome: 'solved' } as const;
    const flow: Flow = { ...SHOP, nodes: { ...SHOP.nodes, returns: done } };

    assert.deepEqual(walk(flow, [choose('returns')]).events.slice(1), [
      { name: 'entered', nodeId: 'returns' },
      { name: 'solved', nodeId: 'returns', helped: true },
    ]);
  });
});
