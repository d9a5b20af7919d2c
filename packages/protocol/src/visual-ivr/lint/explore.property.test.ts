import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFact, type FlowValues } from '../condition.ts';
import type { FlowFacts } from '../facts.ts';
import { findNode, isUp, land } from '../hops.ts';
import { randomFacts, randomFlows } from '../testing/random-flows.ts';
import { findDomains, type FactValue } from './domains.ts';
import { explore, type World } from './explore.ts';

/** Facts of which a world is true, where there are any: some are only known together. */
function findFacts(world: World): { facts: FlowFacts; variables: FlowValues } | undefined {
  const pick = (fact: string): FactValue => {
    const values = world.get(fact) ?? [];
    return values.find((value) => value !== undefined);
  };
  const text = (fact: string): string | undefined => pick(fact)?.toString();
  const waiting = pick('waitingMinutes');
  const plan = text('attribute.plan');
  const facts: FlowFacts = {
    live: {
      availability: { status: (text('hours') ?? 'open') as 'open', zone: 'Asia/Seoul' },
      waiting: waiting === undefined ? undefined : { fromMinutes: 1, toMinutes: Number(waiting) },
      channels: { chat: pick('channel.chat') !== false, callback: pick('channel.callback') !== false },
    },
    page: { url: `https://a.example${text('path') ?? '/'}` },
    cart: { total: Number(pick('cartTotal') ?? 0), count: 1, currency: 'KRW' },
    isIdentified: pick('identified') === true,
    locale: 'en',
    attributes: plan === undefined ? {} : { plan },
  };
  const variables = Object.fromEntries(
    ['name', 'kind', 'day'].flatMap((variable): [string, string][] => {
      const value = text(`variable.${variable}`);
      return value === undefined ? [] : [[variable, value]];
    }),
  );
  const isSo = [...world].every(([fact, values]) => values.includes(readFact(fact, facts, variables)));
  return isSo ? { facts, variables } : undefined;
}

describe('what the linter explores', () => {
  it('[I3] is what the engine does: every ending happens in the facts it names', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomFlows, (flow) => {
        const domains = findDomains(flow);
        for (const nodeId of Object.keys(flow.nodes))
          for (const { at, isDown, circle, passed, world } of explore(flow, nodeId, domains, [new Map()]) ??
            []) {
            const found = findFacts(world);
            if (!found) continue;
            compared += 1;
            const { facts, variables } = found;
            const landing = land(flow, nodeId, facts, variables);
            const node = findNode(flow, landing.at);
            assert.equal(landing.at, at ?? '');
            if (circle) assert.ok(landing.passed.length > circle.length);
            else assert.deepEqual(landing.passed, passed);
            if (node?.kind === 'action') assert.equal(!isUp(node.action, facts), isDown ?? false);
          }
      }),
      { numRuns: 300 },
    );
    assert.ok(compared > 3_000, `${String(compared)} endings were compared`);
  });

  it('[I3] misses nothing: wherever the engine comes, the linter was', () => {
    const values = fc.record(
      {
        name: fc.constantFrom('Kim', ''),
        kind: fc.constantFrom('a', 'b'),
        day: fc.constantFrom('2026-11-25', '2020-01-01'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(randomFlows, randomFacts, values, (flow, facts, { kind, ...others }) => {
        const domains = findDomains(flow);
        const isAsked = Object.values(flow.nodes).some(
          (node) => node.kind === 'form' && node.fields.some(({ variable }) => variable === 'kind'),
        );
        // What is selected from nothing is nothing.
        const variables: FlowValues = kind !== undefined && isAsked ? { ...others, kind } : others;
        for (const nodeId of Object.keys(flow.nodes)) {
          const { at } = land(flow, nodeId, facts, variables);
          const endings = explore(flow, nodeId, domains, [new Map()]) ?? [];
          assert.ok(endings.some((ending) => (ending.at ?? '') === at));
        }
      }),
      { numRuns: 500 },
    );
  });
});
