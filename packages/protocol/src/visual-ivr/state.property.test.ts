import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../limits.ts';
import { contextSchema } from '../session/context-schema.ts';
import { contextOfFlow } from './context.ts';
import type { FlowFacts } from './facts.ts';
import { flowSchema, type Flow } from './flow-schema.ts';
import { randomFacts, randomFlows, randomMoves } from './testing/random-flows.ts';
import { flowStateSchema, type FlowState } from './state-schema.ts';
import { startFlow, stepFlow } from './state.ts';
import type { FlowMove, FlowResult } from './steps.ts';
import { viewFlow } from './view.ts';

const stories = fc.array(fc.tuple(randomMoves, randomFacts, fc.nat(9)), { maxLength: 60, size: 'max' });
type Story = readonly (readonly [FlowMove, FlowFacts, number])[];

const asJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Plays a story; facts stay the same for most moves. Hands every step to a check. */
function play(
  flow: Flow,
  first: FlowFacts,
  story: Story,
  check: (before: FlowState, move: FlowMove, facts: FlowFacts, result: FlowResult) => void,
): FlowState {
  let facts = first;
  let { state } = startFlow(flow, 1, facts);
  for (const [move, others, lot] of story) {
    if (lot === 0) facts = others;
    const result = stepFlow(flow, state, { ...move, atStep: state.step }, facts);
    check(state, move, facts, result);
    if ('state' in result) state = result.state;
  }
  return state;
}
const holds = (check: (flow: Flow, facts: FlowFacts, story: Story) => void, numRuns = 400): void =>
  fc.assert(fc.property(randomFlows, randomFacts, stories, check), { numRuns });

describe('the engine under random flows, facts and moves', () => {
  it('[I1] the flows are flows', () => {
    fc.assert(fc.property(randomFlows, (flow) => flowSchema.safeParse(flow).success));
  });

  it('[I1] always comes to an end of a step, within the budget, with a state that can be kept and drawn', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (_before, _move, facts, result) => {
        if (!('state' in result)) return;
        const { state, events } = result;
        assert.ok(events.length <= 2 * LIMITS.maxFlowHops + 4);
        assert.ok(flowStateSchema.safeParse(asJson(state)).success);
        assert.ok(state.at === '' || Object.hasOwn(flow.nodes, state.at));
        assert.equal(viewFlow(flow, state, facts, 'en').nodeId, state.at);
        assert.ok(contextSchema.safeParse({ flow: contextOfFlow(flow, state, 'ko') }).success);
      });
    });
  });

  it('[I1] goes on the same wherever its state is read in again', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (before, move, facts, result) => {
        const again = stepFlow(asJson(flow), asJson(before), { ...move, atStep: before.step }, facts);
        assert.deepEqual(again, result);
        assert.deepEqual(asJson(result), result);
      });
    });
  });

  it('[IV2] is changed by no step of another state, and every step that is taken counts', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (before, move, facts, result) => {
        const stale = { ...move, atStep: before.step + 1 };
        assert.deepEqual(stepFlow(flow, before, stale, facts), { refusal: 'stale' });
        if ('state' in result) assert.equal(result.state.step, before.step + 1);
      });
    });
  });

  it('[IV2] loses nothing: no step changes what it was given, and nothing that was typed is forgotten', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (before, move, facts, result) => {
        const frozen = structuredClone(before);
        stepFlow(flow, before, { ...move, atStep: before.step }, facts);
        assert.deepEqual(before, frozen);
        if (!('state' in result)) return;
        for (const variable of Object.keys(before.typed))
          assert.ok(Object.hasOwn(result.state.typed, variable));
        assert.ok(
          Object.keys(result.state.variables).every((name) => Object.hasOwn(result.state.typed, name)),
        );
      });
    });
  });

  it('[IV4] goes back to exactly the view that was left, but for what forms remember', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (before, move, facts, result) => {
        if (!('state' in result) || move.type === 'back' || move.type === 'start') return;
        const { state } = result;
        if (state.trail.length <= before.trail.length || before.at === '') return;
        const levels = state.trail.length - before.trail.length;
        const back = stepFlow(flow, state, { type: 'back', levels, atStep: state.step }, facts);
        assert.ok('state' in back);
        // An answer to "did this help?" that led on was no answer that stays.
        const seen = viewFlow(flow, { ...before, typed: {}, step: 0, helped: undefined }, facts, 'en');
        const shown = viewFlow(flow, { ...back.state, typed: {}, step: 0 }, facts, 'en');
        assert.deepEqual(shown, seen);
        assert.deepEqual(back.state.variables, before.variables);
      });
    });
  });

  it('[I2] comes back to the start and finds a person from wherever it is', () => {
    holds((flow, first, story) => {
      play(flow, first, story, (before, _move, facts) => {
        const start = stepFlow(flow, before, { type: 'start', atStep: before.step }, facts);
        assert.ok('state' in start);
        assert.deepEqual(start.state.trail, []);
        const human = stepFlow(flow, before, { type: 'human', atStep: before.step }, facts);
        const { chat, callback } = facts.live?.channels ?? { chat: true, callback: true };
        assert.equal('state' in human, flow.human !== undefined || chat || callback);
      });
    });
  });

  it('[I6] enters and leaves: every node that is left was entered, in order', () => {
    holds((flow, first, story) => {
      const started = startFlow(flow, 1, first);
      let at = '';
      const follow = (events: (typeof started)['events']): void => {
        for (const event of events) {
          if (event.name === 'left') assert.equal(event.nodeId, at, 'left where one was');
          if (event.name !== 'left') at = event.nodeId;
          if (event.name === 'left') at = event.to === '' ? '' : at;
        }
      };
      follow(started.events);
      play(flow, first, story, (_before, _move, _facts, result) => {
        if ('state' in result) follow(result.events);
        if ('state' in result) at = result.state.at;
      });
    });
  });
});
