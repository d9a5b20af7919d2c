import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlowFacts } from '../facts.ts';
import type { Flow } from '../flow-schema.ts';
import { lintFlow } from '../lint/lint-flow.ts';
import { startFlow, stepFlow } from '../state.ts';
import type { FlowMove } from '../steps.ts';
import { randomFacts, randomFlows, randomMoves } from '../testing/random-flows.ts';
import { startScxml, toScxmlFacts, type ScxmlMachine } from '../testing/scxml-machine.ts';
import { CLOSED, OPEN, SHOP } from '../visual-ivr.test-support.ts';
import { toScxml } from './to-scxml.ts';

/** Says a move in the events of the document. */
function tell(machine: ScxmlMachine, move: FlowMove): void {
  switch (move.type) {
    case 'choose':
      machine.tell(`choose.${move.choiceId}`);
      break;
    case 'submit':
      machine.tell('submit', move.values);
      break;
    case 'solved':
      machine.tell(move.helped ? 'solved.yes' : 'solved.no');
      break;
    case 'back':
    case 'continue':
    case 'start':
    case 'human':
      machine.tell(move.type);
      break;
    case 'go':
      break; // nobody searches by telephone
  }
}

/** Plays both and compares after every move. */
async function playBoth(
  flow: Flow,
  first: FlowFacts,
  story: readonly (readonly [FlowMove, FlowFacts | undefined])[],
): Promise<string[]> {
  const machine = await startScxml(toScxml(flow, 'ko'), first);
  let { state } = startFlow(flow, 1, first);
  let facts = first;
  const ways = [state.at];
  for (const [move, others] of story) {
    if (move.type === 'go' || (move.type === 'human' && flow.human === undefined)) continue;
    if (others) {
      facts = others;
      machine.tell('facts', toScxmlFacts(facts));
    }
    const once = move.type === 'back' ? { type: 'back' as const } : move;
    const result = stepFlow(flow, state, { ...once, atStep: state.step }, facts);
    if ('state' in result) state = result.state;
    tell(machine, once);
    const { at, trail, variables, helped } = machine.read();
    assert.deepEqual(
      { at, trail, variables, helped },
      { at: state.at, trail: state.trail, variables: state.variables, helped: state.helped ?? null },
      JSON.stringify(move),
    );
    ways.push(at);
  }
  return ways;
}

describe('a flow as SCXML', () => {
  it('[I7] is run by an interpreter to the same screens, by the same way', async () => {
    const ways = await playBoth(SHOP, OPEN, [
      [{ type: 'choose', choiceId: 'delivery' }, undefined],
      [{ type: 'submit', values: { orderNumber: 'A' } }, undefined],
      [{ type: 'submit', values: { orderNumber: ' A-1234 ', reason: 'broken' } }, undefined],
      [{ type: 'solved', helped: false }, CLOSED],
      [{ type: 'back' }, undefined],
      [{ type: 'solved', helped: true }, undefined],
      [{ type: 'human' }, OPEN],
      [{ type: 'human' }, undefined],
      [{ type: 'back' }, undefined],
      [{ type: 'start' }, undefined],
    ]);

    assert.deepEqual(ways, [
      ...['start', 'order', 'order', 'returns', 'later', 'returns', 'returns'],
      ...['talk', 'talk', 'returns', 'start'],
    ]);
  });

  it('[I7] is run to the same ends on random walks through random flows', async () => {
    const stories = fc.array(fc.tuple(randomMoves, fc.option(randomFacts, { nil: undefined, freq: 4 })), {
      ...({ minLength: 5, maxLength: 30, size: 'max' } as const),
    });
    let moves = 0;
    await fc.assert(
      fc.asyncProperty(randomFlows, randomFacts, stories, async (flow, first, story) => {
        // Conditions that lead to each other for ever do so in SCXML, too.
        fc.pre(lintFlow(flow).every(({ ruleId }) => ruleId !== 'endless' && ruleId !== 'condition-circle'));
        moves += (await playBoth(flow, first, story)).length;
      }),
      { numRuns: 60 },
    );
    assert.ok(moves > 400, String(moves));
  });

  it('[I7] says what there is to say, in one language, and which choices are offered', async () => {
    const machine = await startScxml(toScxml(SHOP, 'ko-KR'), { ...OPEN, cart: undefined });

    const { screen } = machine.read();

    assert.deepEqual(
      screen.choices?.map(({ isOffered }) => isOffered),
      [true, true, false, true, true],
    );
    assert.equal((screen as unknown as { title: string }).title, 'How can we help? (한국어)');
  });

  it('[I7] ends when somebody hangs up', async () => {
    const machine = await startScxml(toScxml(SHOP, 'en'), OPEN);

    machine.tell('hangup');

    assert.deepEqual([machine.states(), machine.isOver()], [['done'], true]);
  });

  it('[I7] [bad_F5] [bad_F7] carries every text as a text', async () => {
    const hostile = `"'<b>&amp;\u2028\n]]>{{7*7}}\${1}</script>\\`;
    const menu = { ...SHOP.nodes['start'], title: { en: hostile, ko: hostile } } as never;
    const flow = { ...SHOP, nodes: { ...SHOP.nodes, start: menu } };

    const machine = await startScxml(toScxml(flow, 'en'), OPEN);

    assert.equal((machine.read().screen as unknown as { title: string }).title, hostile);
  });

  it('[I7] is the same text for the same flow', () => {
    assert.equal(toScxml(SHOP, 'en'), toScxml(structuredClone(SHOP), 'en'));
    assert.notEqual(toScxml(SHOP, 'en'), toScxml({ ...SHOP, human: 'phone' }, 'en'));
  });
});
