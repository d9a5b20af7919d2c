import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { listFiles } from '../shared/repository.ts';
import { runCommand } from '../shared/run-command.ts';
import { findPackageExports, type PackageExports } from '../shared/workspace-entry.ts';
import type { Check, CheckOutcome } from './check.ts';

/** Packages that a site may import while it renders on its own server. */
const SERVER_RENDERED = new Set([
  '@beside/protocol',
  '@beside/adapters',
  '@beside/sdk',
  '@beside/elements',
  '@beside/embed',
]);

/** Every subpath that a package promises exists, and importing it without a document is harmless. */
export const exportsCheck: Check = { name: 'exports', run: checkExports };

/** The check itself; also run on folders with planted violations. */
export async function checkExports(root: string): Promise<CheckOutcome> {
  const problems: string[] = [];
  const pending: string[] = [];
  const importable: string[] = [];
  let subpaths = 0;
  for (const path of listFiles(root, ['packages/*/package.json'])) {
    const folder = path.split('/')[1] ?? '';
    const content = findPackageExports(root, folder);
    if (content === undefined) continue;
    for (const [subpath, target] of developmentTargets(content)) {
      subpaths += 1;
      const conditions = content.exports[subpath] ?? {};
      problems.push(...describeConditions(subpath, conditions).map((problem) => `${path}: ${problem}`));
      const files = listTargets(root, folder, target);
      if (files.length === 0) pending.push(`${path}: nothing is at ${target}, where ${subpath} leads`);
      else if (SERVER_RENDERED.has(content.name)) importable.push(...files);
    }
  }
  problems.push(...(await importAll(root, importable)));
  return { problems, pending, summary: `${String(subpaths)} subpaths` };
}

function developmentTargets({ exports }: PackageExports): [string, string][] {
  return Object.entries(exports).map(([subpath, conditions]) => [subpath, conditions['development'] ?? '']);
}

/** What is built must lie where the source lies, or `npm run build -- --packages` would not fill it. */
function describeConditions(subpath: string, conditions: Readonly<Record<string, string>>): string[] {
  const source = conditions['development'];
  if (source === undefined) return [`${subpath} has no source under "development"`];
  if (!/^\.\/src\/.+\.ts$/.test(source)) return [`${subpath}: ${source} is no source`];
  const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
  const expected = { types: `${built}.d.ts`, default: `${built}.js` };
  return Object.entries(expected)
    .filter(([condition, file]) => conditions[condition] !== file)
    .map(([condition, file]) => `${subpath}: "${condition}" should be ${file}`);
}

/** Files behind a target; a `*` stands for the same name everywhere. Packages' tests are no target. */
function listTargets(root: string, folder: string, target: string): string[] {
  const base = `packages/${folder}`;
  if (!target.includes('*'))
    return existsSync(join(root, base, target)) ? [`${base}/${target.slice(2)}`] : [];
  const [before = '', ...others] = target.slice(2).split('*');
  return listFiles(root, [`${base}/${target.slice(2)}`]).filter((file) => {
    const name = file.slice(`${base}/${before}`.length).split('/')[0] ?? '';
    return file === `${base}/${before}${others.map((part) => name + part).join('')}`;
  });
}

/**
 * Imports every file in one fresh Node process, as a server that renders pages would. Sources with decorators are
 * beyond Node, so they are transpiled first; third parties stay outside, as after an installation from npm.
 */
async function importAll(root: string, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const folder = join(root, '.cache/exports');
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [...files],
    absWorkingDir: root,
    outdir: folder,
    outbase: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    conditions: ['development'],
    external: listThirdParties(root),
    tsconfig: join(root, 'tsconfig.base.json'),
    metafile: true,
    logLevel: 'silent',
  });
  const built = Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint ? [path] : [],
  );
  const script = `
    const errors = [];
    for (const file of ${JSON.stringify(built)}) {
      try { await import('./' + file); } catch (error) { errors.push(file + ': ' + (error.stack ?? error)); }
    }
    const left = process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name.startsWith('TCP'));
    if (left.length > 0) errors.push('importing leaves behind ' + left.join(', '));
    if (errors.length > 0) { console.log(errors.join('\\n')); process.exit(1); }
  `;
  const { exitCode, output } = await runCommand(
    process.execPath,
    ['--input-type=module', '--eval', script],
    root,
  );
  return exitCode === 0 ? [] : [`importing without a document failed\n${output.trimEnd()}`];
}

function listThirdParties(root: string): string[] {
  const names = listFiles(root, ['packages/*/package.json']).flatMap((path) => {
    // npm refuses a package.json whose dependencies are anything else.
    const content = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    return Object.keys(content.dependencies ?? {});
  });
  return names.filter((name) => !name.startsWith('@beside/')).flatMap((name) => [name, `${name}/*`]);
}
