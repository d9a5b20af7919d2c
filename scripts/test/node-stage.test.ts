import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';

const STAGE = new URL('./node-stage.ts', import.meta.url).href;

test('tests are counted, suites and files are not', (t) => {
  const { outcome } = runStage(t, {
    'a.test.mjs': `import { describe, it } from 'node:test';
      describe('suite', () => { it('one', () => {}); it('two', () => {}); it.skip('later', () => {}); });`,
  });

  assert.deepEqual(outcome, { passed: 2, failed: 0, skipped: 1 });
});

test('a failing test is shown with its file, its suites and its reason', (t) => {
  const { outcome, output } = runStage(t, {
    'a.test.mjs': `import { describe, it } from 'node:test';
      describe('suite', () => { it('breaks', () => { throw new Error('out of tea'); }); });`,
  });

  assert.deepEqual(outcome, { passed: 0, failed: 1, skipped: 0 });
  assert.match(output, /✖ a\.test\.mjs › suite › breaks\n {4}Error: out of tea/);
});

test('a file that cannot be loaded, runs no test or never ends is a failure', (t) => {
  const { outcome } = runStage(t, {
    'a.test.mjs': `import './missing.mjs';`,
    'b.test.mjs': `export {};`,
    'c.test.mjs': `import { test } from 'node:test'; test('hangs', () => new Promise(() => setInterval(() => {}, 1000)));`,
  });

  assert.deepEqual(outcome, { passed: 0, failed: 3, skipped: 0 });
});

/** Runs the stage in a process of its own: the runner refuses to run inside itself. */
function runStage(t: TestContext, files: Record<string, string>): { outcome: unknown; output: string } {
  const root = plantFiles(t, {
    ...files,
    'package.json': '{}',
    // A file, because a script given by --eval would be handed on to the processes of the tests.
    'run.mjs': `
      // Node hands the mark of the runner around this test on, whatever environment a child is given.
      delete process.env.NODE_TEST_CONTEXT;
      const { runNodeStage } = await import(${JSON.stringify(STAGE)});
      const options = { concurrency: 2, fileTimeoutMs: 3000 };
      const outcome = await runNodeStage(import.meta.dirname, ${JSON.stringify(Object.keys(files))}, options);
      console.log('\\n' + JSON.stringify(outcome));
      process.exit();
    `,
  });
  const { stdout } = spawnSync(process.execPath, ['run.mjs'], { cwd: root, encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  return { outcome: JSON.parse(lines.at(-1) ?? ''), output: stdout };
}
