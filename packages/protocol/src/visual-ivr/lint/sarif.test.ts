import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Log } from 'sarif';
import { SHOP } from '../visual-ivr.test-support.ts';
import { lintFlow } from './lint-flow.ts';
import { RULES } from './rules.ts';
import { toSarif } from './sarif.ts';

const { human: _human, ...unnamed } = SHOP;
const broken = { ...unnamed, start: 'strat' };
const region = { startLine: 5, startColumn: 3, endLine: 5, endColumn: 9 };

/** Compiles only while what is written fits the types that are made from the standard's schema. */
const write = (): Log =>
  toSarif(
    [
      {
        ...{ uri: 'flows/shop.json', findings: lintFlow(broken) },
        regionOf: (path: string) => (path === '/start' ? region : undefined),
      },
    ],
    '1.2.3',
  );

describe('SARIF', () => {
  it('[I3] says rule, place and mend of every finding', () => {
    const [run] = write().runs;

    assert.deepEqual(run?.results, [
      {
        ...{ ruleId: 'broken-link', ruleIndex: Object.keys(RULES).indexOf('broken-link'), level: 'error' },
        message: { text: 'There is no node “strat”. Name one that exists, such as “start”, or add it.' },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'flows/shop.json', index: 0 }, region },
            logicalLocations: [{ fullyQualifiedName: '/start', kind: 'object' }],
          },
        ],
        partialFingerprints: { 'ruleAndPath/v1': 'broken-link /start' },
      },
    ]);
  });

  it('[I3] lists every rule once, with its level and what mends it', () => {
    const { version, runs } = write();
    const driver = runs[0]?.tool.driver;

    assert.deepEqual([version, driver?.name, driver?.version], ['2.1.0', 'beside-flow', '1.2.3']);
    assert.deepEqual(
      driver?.rules?.map(({ id, defaultConfiguration }) => [id, defaultConfiguration?.level]),
      Object.entries(RULES),
    );
    for (const { help, shortDescription } of driver?.rules ?? [])
      assert.doesNotMatch(`${String(help?.text)} ${String(shortDescription?.text)}`, /\{\w+\}/);
  });

  it('[I3] is plain JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(write())), write());
  });
});
