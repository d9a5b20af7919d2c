import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from './build/packages.ts';
import { buildPages } from './build/pages.ts';
import { isBuildFresh } from './build/inputs.ts';
import { takeLock } from './build/lock.ts';
import { REPOSITORY_ROOT } from './shared/repository.ts';

const { values: flags } = parseArgs({
  options: {
    /** A missing entry is an error. */
    strict: { type: 'boolean', default: false },
    /** Also what npm gets of each package: `packages/<name>/dist`. */
    packages: { type: 'boolean', default: false },
    /** Builds although nothing changed. */
    force: { type: 'boolean', default: false },
  },
});

const ENTRIES = [
  'packages/embed/src/loader.ts',
  'packages/embed/src/boot.ts',
  'packages/console/src/main.ts',
  'packages/console/index.html',
];

const missing = ENTRIES.filter((path) => !existsSync(join(REPOSITORY_ROOT, path)));
for (const path of missing) console.error(`build: ${path} does not exist`);
if (flags.strict && missing.length > 0) process.exit(1);

const startedAt = performance.now();
const giveBack = await takeLock(join(REPOSITORY_ROOT, '.cache/build.lock'));
try {
  if (flags.force || !isBuildFresh(REPOSITORY_ROOT)) {
    await buildPages(REPOSITORY_ROOT);
    console.error(`build: dist/ is ready after ${String(Math.round(performance.now() - startedAt))} ms`);
  }
  if (flags.packages) await buildPackages(REPOSITORY_ROOT);
} catch (error) {
  // Rollup's errors carry every file it watched; what a person needs is the message with its place.
  const { message, stack, frame } = error as Error & { frame?: string };
  console.error(`build: ${message}\n${frame ?? stack ?? ''}`);
  process.exitCode = 1;
} finally {
  giveBack();
}
