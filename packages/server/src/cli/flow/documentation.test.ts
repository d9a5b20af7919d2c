import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { FACT_NAMES } from '@beside/protocol/visual-ivr';
import { RULES } from '@beside/protocol/visual-ivr/lint';
import { lintText } from './lint-text.ts';

const page = readFileSync(new URL('../../../../../docs/flow.md', import.meta.url), 'utf8');

it('[I1] docs/flow.md shows a flow without findings', () => {
  const [, example = ''] = /```json\n([\s\S]+?)```/.exec(page) ?? [];

  assert.deepEqual(lintText('docs/flow.md', example).findings, []);
});

it('[I3] docs/flow.md lists every rule with its severity, in order', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)`\s+\| (error|warning)\s+\| \S/gm)];

  assert.deepEqual(
    rows.map(([, ruleId, severity]) => [ruleId, severity]),
    Object.entries(RULES),
  );
});

it('[I1] docs/flow.md says what every fact is', () => {
  for (const fact of FACT_NAMES) assert.ok(page.includes(`\`${fact}\``), fact);
});
