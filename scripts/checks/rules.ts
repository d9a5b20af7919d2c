import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../shared/repository.ts';
import type { Check, CheckOutcome } from './check.ts';

const SPECS = ['packages/**/SPEC.md'];
const TESTS = [
  'packages/**/*.test.ts',
  'packages/**/conformance/**/*.ts',
  'packages/**/*.contract.ts',
  'e2e/**/*.{e2e,test}.ts',
];

/** A list item or table row that begins with the id of a rule: `- C7 …`, `- **C7** …`, `| C7 | …`. */
const RULE = /^\s*(?:[-*]|\|)\s+(?:\*\*)?([A-Z]{1,3}\d+[a-z]?)(?:\*\*)?[\s:.|]/gm;
/** One id in front of a test name; those of the bad-input catalogue (`[bad_C1]`) name no rule. */
const NAMED = /\[([A-Z]{1,3}\d+[a-z]?)\]/g;

/** Each rule of a SPEC.md has a test that names it, and each test that names a rule names one that exists. */
export const rules: Check = { name: 'rules', run: checkRules };

/** The check itself; also run on folders with planted violations. */
export function checkRules(root: string): CheckOutcome {
  const problems: string[] = [];
  const specByRule = new Map<string, string>();
  for (const spec of listFiles(root, SPECS)) {
    for (const [, rule = ''] of readFileSync(join(root, spec), 'utf8').matchAll(RULE)) {
      const other = specByRule.get(rule);
      if (other !== undefined) problems.push(`${spec}: ${rule} is a rule of ${other} already`);
      else specByRule.set(rule, spec);
    }
  }

  const tested = new Set<string>();
  const unknown: string[] = [];
  for (const test of listFiles(root, TESTS)) {
    const names = readFileSync(join(root, test), 'utf8').matchAll(/['"`]((?:\[\w+\]\s*)+)/g);
    for (const [, ids = ''] of names) {
      for (const [, rule = ''] of ids.matchAll(NAMED)) {
        tested.add(rule);
        if (!specByRule.has(rule)) unknown.push(`${test}: [${rule}] is in no SPEC.md`);
      }
    }
  }
  const untested = [...specByRule].filter(([rule]) => !tested.has(rule));
  return {
    problems,
    pending: [
      ...new Set(unknown),
      ...untested.map(([rule, spec]) => `${spec}: no test is called "[${rule}] …"`),
    ],
    summary: `${String(specByRule.size)} rules`,
  };
}
