import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RULES, type LintSite } from '@beside/protocol/visual-ivr/lint';
import { lintText } from './lint-text.ts';

const FOLDER = fileURLToPath(new URL('../../../../../fixtures/flows', import.meta.url));
const read = (path: string): string => readFileSync(`${FOLDER}/${path}`, 'utf8');
const site = JSON.parse(read('site.json')) as LintSite;
const expected = JSON.parse(read('expected.json')) as Record<string, { ruleId: string; nodeId?: string }[]>;

const found = (path: string) =>
  lintText(path, read(path), site).findings.map(({ ruleId, nodeId }) => ({
    ruleId,
    ...(nodeId === undefined ? {} : { nodeId }),
  }));

describe('the linter on files', () => {
  it('[I3] has every broken file of the collection in its list of expectations', () => {
    assert.deepEqual(readdirSync(`${FOLDER}/broken`).sort(), Object.keys(expected).sort());
    assert.ok(Object.keys(expected).length >= 40);
  });

  for (const [name, findings] of Object.entries(expected))
    it(`[I3] finds exactly what is wrong with ${name}, and names the node`, () => {
      assert.deepEqual(found(`broken/${name}`), findings);
    });

  for (const name of readdirSync(`${FOLDER}/good`))
    it(`[I3] finds nothing wrong with ${name}`, () => {
      assert.deepEqual(found(`good/${name}`), []);
    });

  it('[I3] every rule is planted in the collection', () => {
    const planted = new Set(Object.values(expected).flatMap((list) => list.map(({ ruleId }) => ruleId)));

    // More is compared there than a file should hold: prover.test.ts.
    assert.deepEqual(
      Object.keys(RULES).filter((ruleId) => !planted.has(ruleId)),
      ['unproven'],
    );
  });

  it('[I3] says what, where and how to mend it, in English and Korean', () => {
    const name = 'broken/dangling-choice.json';
    const [english] = lintText(name, read(name)).findings;
    const [korean] = lintText(name, read(name), { locale: 'ko' }).findings;

    assert.deepEqual(english, {
      ruleId: 'broken-link',
      severity: 'error',
      nodeId: 'start',
      path: '/nodes/start/choices/1/to',
      message: 'There is no node “return”.',
      mend: 'Name one that exists, such as “returns”, or add it.',
      values: {
        nodeId: 'start',
        to: 'return',
        nearest: ', such as “returns”',
        'nearest.ko': '(예: “returns”)',
      },
    });
    assert.deepEqual(
      [korean?.message, korean?.mend],
      ['“return” 노드가 없습니다.', '있는 노드를 지정하거나(예: “returns”) 노드를 추가하세요.'],
    );
  });

  it('[I3] leaves no gap in a sentence', () => {
    for (const locale of ['en', 'ko'] as const)
      for (const name of Object.keys(expected))
        for (const { ruleId, message, mend } of lintText(name, read(`broken/${name}`), { ...site, locale })
          .findings) {
          assert.match(message, /^\S.*\S$/su, ruleId);
          assert.doesNotMatch(
            `${message} ${mend}`,
            /\{[a-z]+\}|undefined|“”|\(\)/iu,
            `${name} ${ruleId}: ${message} ${mend}`,
          );
        }
  });

  it('[I3] names line and column', () => {
    const text = '{\n  "version": 2,\n  "nodes": {}\n}\n';
    const linted = lintText('x.json', text);

    assert.deepEqual(linted.regionOf('/version'), {
      startLine: 2,
      startColumn: 14,
      endLine: 2,
      endColumn: 15,
    });
    assert.deepEqual(linted.regionOf('/flowId'), { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
    assert.deepEqual(linted.regionOf('/nodes'), { startLine: 3, startColumn: 3, endLine: 3, endColumn: 10 });
  });
});
