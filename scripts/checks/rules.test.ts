import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { checkRules } from './rules.ts';

const SPEC = 'packages/protocol/src/chat/SPEC.md';
const TEST = 'packages/protocol/src/chat/state.test.ts';

test('a rule with a test that names it is fine, whatever else the name carries', (t) => {
  const root = plantFiles(t, {
    [SPEC]: '# Chat\n\n- M1 Lines arrive once.\n- **M2** Enter sends once.\n',
    [TEST]: "test('[M1] a line arrives once', f); it(`[bad_C1] [M2] sends once`, f);",
  });

  assert.deepEqual(checkRules(root), { problems: [], pending: [], summary: '2 rules' });
});

test('a rule without a test is told', (t) => {
  const root = plantFiles(t, { [SPEC]: '- M1 Lines arrive once.\n' });

  assert.deepEqual(checkRules(root).pending, [`${SPEC}: no test is called "[M1] …"`]);
});

test('a test that names a rule of no SPEC.md is told', (t) => {
  const root = plantFiles(t, { [SPEC]: '', [TEST]: "test('[M9] something', f)" });

  assert.deepEqual(checkRules(root).pending, [`${TEST}: [M9] is in no SPEC.md`]);
});

test('an id that two SPEC.md claim is a problem', (t) => {
  const other = 'packages/protocol/src/session/SPEC.md';
  const root = plantFiles(t, { [SPEC]: '- M1 a\n', [other]: '- M1 b\n', [TEST]: "test('[M1] a', f)" });

  assert.deepEqual(checkRules(root).problems, [`${other}: M1 is a rule of ${SPEC} already`]);
});
