import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runBrowserStage } from './test/browser-stage.ts';
import { ensureChromium } from './test/ensure-chromium.ts';
import { runNodeStage } from './test/node-stage.ts';
import type { StageOutcome } from './test/outcome.ts';
import { findStageFiles, STAGES } from './test/stages.ts';
import { REPOSITORY_ROOT } from './shared/repository.ts';

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    /** One stage instead of all: node, browser or e2e. */
    only: { type: 'string' },
    /** Measures which lines the browser tests ran. */
    coverage: { type: 'boolean', default: false },
  },
});

if (flags.only !== undefined && !STAGES.some((stage) => stage === flags.only)) {
  console.error(`test: --only takes ${STAGES.join(', ')}`);
  process.exit(2);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const stage of STAGES) {
  if (flags.only !== undefined && flags.only !== stage) continue;
  const files = findStageFiles(REPOSITORY_ROOT, stage, filters);
  if (files.length === 0) continue;
  const startedAt = performance.now();
  const outcome = await runStage(stage, files);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { passed, failed, skipped } = outcome;
  console.log(
    `${stage}: ${String(files.length)} files, ${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped, ${seconds} s`,
  );
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}
if (totals.passed + totals.failed === 0) {
  console.error('test: no test ran');
  process.exitCode = 1;
}
if (totals.failed > 0) process.exitCode = 1;
console.log(`${String(totals.passed)} passed, ${String(totals.failed)} failed`);
// A browser or socket that a test forgot must not keep the command from ending.
process.exit();

async function runStage(stage: (typeof STAGES)[number], files: readonly string[]): Promise<StageOutcome> {
  try {
    switch (stage) {
      case 'node':
        return await runNodeStage(REPOSITORY_ROOT, files, { concurrency: 2, fileTimeoutMs: 300_000 });
      case 'browser':
        process.env['CHROME_PATH'] = ensureChromium();
        return await runBrowserStage(REPOSITORY_ROOT, files, { coverage: flags.coverage });
      case 'e2e':
        process.env['CHROME_PATH'] = ensureChromium();
        build();
        return await runNodeStage(REPOSITORY_ROOT, files, { concurrency: 1, fileTimeoutMs: 600_000 });
    }
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['--conditions=development', 'scripts/build.ts'], {
    cwd: REPOSITORY_ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('the build failed');
}
