import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createFolder, startProgram } from './testing/program.ts';

/** Loaded when somebody needs it, because a start has 110 MB for everything. */
const LATER = [
  /zod\/v4\/locales\/(?!en\.js)/,
  /\/(@node-rs\/argon2|ical\.js|jose|libphonenumber-js|nodemailer|pg|prom-client)\//,
  /\/visual-ivr\/desk-schema/,
  /\/http\/(?:flow-(?:api|handlers)|documents)\.ts/,
  /^NativeModule internal\/deps\/undici/,
];

/** Preloaded: says what was loaded, and by which name Node keeps its own parts, when the process ends. */
const witness = (path: string): string => `
  import { appendFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  const path = ${JSON.stringify(path)};
  registerHooks({ load: (url, context, next) => (appendFileSync(path, url + '\\n'), next(url, context)) });
  process.on('exit', () => appendFileSync(path, process.moduleLoadList.join('\\n')));
`;

describe('a start', () => {
  it('loads nothing that only some servers need, and that some need later', async (t) => {
    const dataDir = createFolder(t);
    const first = startProgram(t, { dataDir });
    await first.ready;
    first.signal('SIGTERM');
    await first.ended;
    const path = join(dataDir, 'loaded');
    const preload = `data:text/javascript,${encodeURIComponent(witness(path))}`;

    const second = startProgram(t, { dataDir, environment: { NODE_OPTIONS: `--import="${preload}"` } });
    await second.ready;
    second.signal('SIGTERM');
    await second.ended;

    const loaded = readFileSync(path, 'utf8').split('\n');
    assert.ok(loaded.some((name) => name.includes('/fastify/')));
    assert.deepEqual(
      loaded.filter((name) => LATER.some((pattern) => pattern.test(name))),
      [],
    );
  });
});
