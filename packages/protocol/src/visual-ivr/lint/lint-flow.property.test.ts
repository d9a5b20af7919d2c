import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlowFacts } from '../facts.ts';
import type { Flow } from '../flow-schema.ts';
import { startFlow, stepFlow } from '../state.ts';
import type { FlowState } from '../state-schema.ts';
import { randomFacts, randomFlows, randomMoves } from '../testing/random-flows.ts';
import { viewFlow } from '../view.ts';
import { lintFlow } from './lint-flow.ts';
import { parseFlow } from '../parse-flow.ts';
import type { RuleId } from './rules.ts';

/** What is said about ways through a flow; all else does not make anybody stuck. */
const WAYS: readonly RuleId[] = [
  'no-end',
  'no-end-when-closed',
  'no-end-when-down',
  'channel-down',
  'endless',
  'empty-menu',
];

const waysOf = (flow: Flow): RuleId[] =>
  lintFlow(flow)
    .map(({ ruleId }) => ruleId)
    .filter((ruleId) => WAYS.includes(ruleId));

/** Whether somebody who just came here has nothing to do but to give up. */
function isStuck(flow: Flow, state: FlowState, facts: FlowFacts): boolean {
  const view = viewFlow(flow, state, facts, 'en');
  if (view.kind === 'menu') return view.choices.length === 0;
  return view.kind === 'lost' || (view.kind === 'action' && !view.isUp && !view.canContinue);
}

describe('the linter under random flows', () => {
  it('[I3] reads every flow and says the same twice', () => {
    fc.assert(
      fc.property(randomFlows, (flow) => {
        assert.ok('flow' in parseFlow(flow));
        assert.deepEqual(lintFlow(flow), lintFlow(structuredClone(flow)));
      }),
    );
  });

  it('[I3] what it lets through leaves nobody stuck, whatever the facts are and become', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        randomFlows,
        randomFacts,
        fc.array(fc.tuple(randomMoves, randomFacts), { minLength: 1, maxLength: 20, size: 'max' }),
        (flow, first, story) => {
          if (waysOf(flow).length > 0) return;
          passed += 1;
          let { state } = startFlow(flow, 1, first);
          assert.equal(isStuck(flow, state, first), false);
          for (const [move, facts] of story) {
            // The search may lead to nodes that nobody else gets to; they are told of as unreachable.
            const result =
              move.type === 'go' ? undefined : stepFlow(flow, state, { ...move, atStep: state.step }, facts);
            if (!result || !('state' in result)) continue;
            state = result.state;
            if (move.type !== 'back' && move.type !== 'solved')
              assert.equal(isStuck(flow, state, facts), false);
          }
        },
      ),
      { numRuns: 1_500 },
    );
    assert.ok(passed > 150, `${String(passed)} flows were let through`);
  });
});
