import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('..', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
};
const subpaths = Object.keys(manifest.exports).map((subpath) => manifest.name + subpath.slice(1));

/** Imports what it is given where no timer may be asked for, and prints what that left behind. */
const PROBE = `
  const before = new Set(Reflect.ownKeys(globalThis));
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch'])
    globalThis[name] = () => { throw new Error(name + ' was called'); };
  const names = {};
  for (const subpath of process.argv.slice(1)) names[subpath] = Object.keys(await import(subpath));
  const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
  const waiting = process.getActiveResourcesInfo().filter((kind) => !/Pipe|TTY|Request/.test(kind));
  process.stdout.write(JSON.stringify({ names, added, waiting }));
`;

for (const subpath of subpaths)
  test(`importing ${subpath} where there is no page does nothing`, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--conditions=development', '--input-type=module', '--eval', PROBE, subpath],
      { cwd: folder, encoding: 'utf8' },
    );

    assert.deepEqual([status, stderr], [0, '']);
    const { names, added, waiting } = JSON.parse(stdout) as Record<string, unknown>;
    assert.ok(Object.values(names as Record<string, string[]>).every((list) => list.length > 0));
    // zod 4 keeps its registries on the global object; pages get the small engine, which does not.
    const ours = (added as string[]).filter((name) => !name.startsWith('__zod_'));
    assert.deepEqual([ours, waiting], [[], []]);
  });
