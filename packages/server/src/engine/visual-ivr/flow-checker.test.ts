import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { FlowNode } from '@beside/protocol/visual-ivr';
import { createFakeClock, type FakeClock } from '../../base/testing/fake-clock.ts';
import type { Library } from '../../ports/library.ts';
import { createSite } from '../testing/test-centre.ts';
import { createFlowChecker, type FlowChecker } from './flow-checker.ts';
import { createFlow } from './testing/sample-flow.ts';

const SITE = createSite('shop');

function open(
  t: TestContext,
  library?: Pick<Library, 'list'>,
): { readonly checker: FlowChecker; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const checker = createFlowChecker({ clock, library });
  t.after(() => checker.stop());
  return { checker, clock };
}

/** A flow that an honest proof of takes hours. */
function entangled(): unknown {
  const condition = (index: number): FlowNode => ({
    kind: 'condition',
    cases: Array.from({ length: 10 }, (_, branch) => ({
      when: {
        any: Array.from({ length: 10 }, (_one, part) => ({
          fact: `attribute.a${(index * 7 + branch * 3 + part) % 40}`,
          is: `v${branch}`,
        })),
      },
      to: `n${(index * 13 + branch + 1) % 100}`,
    })),
    otherwise: `n${(index + 1) % 100}`,
  });
  const nodes = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`n${index}`, condition(index)]),
  );
  const flow = createFlow();
  const { start } = flow.nodes;
  if (start?.kind !== 'menu') throw new Error('the sample starts with a menu');
  const choices = [...start.choices, { choiceId: 'more', label: { en: 'More', ko: '더' }, to: 'n0' }];
  return { ...flow, nodes: { ...flow.nodes, ...nodes, start: { ...start, choices } } };
}

test('[I3] queues and articles are those of the site', async (t) => {
  const articles = [{ articleId: 'returns', locales: ['en'] }];
  const { checker } = open(t, { list: () => Promise.resolve(articles) });
  const flow = createFlow();
  const named = {
    ...flow,
    nodes: {
      ...flow.nodes,
      delivery: { kind: 'article', articleId: 'return', to: 'chat' },
      chat: { kind: 'action', action: { do: 'chat', queueId: 'vip' }, otherwise: 'closed' },
    },
  };

  const findings = await checker.check(named, SITE);

  assert.deepEqual(
    findings.map(({ ruleId, severity, nodeId, path }) => [ruleId, severity, nodeId, path]),
    [
      ['unknown-article', 'error', 'delivery', '/nodes/delivery/articleId'],
      ['unknown-queue', 'error', 'chat', '/nodes/chat/action/queueId'],
    ],
  );
  assert.deepEqual(await checker.check(flow, SITE), []);
});

test('[I3] what cannot be proven in time is an error, and the server goes on meanwhile', async (t) => {
  const { checker, clock } = open(t);
  await checker.check(createFlow(), SITE);
  let isOver = false;
  const checking = checker.check(entangled(), SITE).finally(() => (isOver = true));
  const next = checker.check(createFlow(), SITE);

  let turns = 0;
  // The budget begins when the worker is asked.
  while (!isOver) {
    clock.step(clock.steadyNow() + 1_000);
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }

  assert.deepEqual(
    (await checking).map(({ ruleId, severity }) => [ruleId, severity]),
    [['unproven', 'error']],
  );
  assert.ok(turns >= 5, String(turns));
  assert.deepEqual(await next, [], 'who came after is answered by another worker');
});

test('[I3] checks at once are answered each with its own, and a thread that nobody needs is let go', async (t) => {
  const { checker, clock } = open(t);
  const flows = [
    createFlow(),
    { ...createFlow(), version: 2 },
    'nothing',
    { ...createFlow(), start: 'gone' },
  ];

  const rules = (await Promise.all(flows.map((flow) => checker.check(flow, SITE)))).map((findings) =>
    findings.map(({ ruleId }) => ruleId),
  );
  clock.step(clock.steadyNow() + 60_000);

  assert.deepEqual(rules, [[], ['version'], ['schema'], ['broken-link']]);
  assert.deepEqual(await checker.check(createFlow(), SITE), []);
});
