import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { listFiles } from '../shared/repository.ts';
import { runCommand } from '../shared/run-command.ts';

/**
 * Fills `packages/<name>/dist` for npm: declarations by the compiler, and one script per source, so that tree shaking
 * and the `exports` of each package work file by file.
 */
export async function buildPackages(root: string): Promise<void> {
  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  const projects = listFiles(root, ['packages/*/tsconfig.json']).filter((path) => {
    return listFiles(root, [`${dirname(path)}/src/**/*.ts`]).length > 0;
  });
  const types = await runCommand(process.execPath, [compiler, '-b', ...projects], root);
  if (types.exitCode !== 0) throw new Error(`build: the types are wrong\n${types.output}`);
  for (const path of listFiles(root, ['packages/*/src/**/*.ts'])) {
    if (/\.test(-support)?\.ts$/.test(path) || path.endsWith('.d.ts')) continue;
    await buildSource(root, path);
  }
}

async function buildSource(root: string, path: string): Promise<void> {
  const target = join(root, path.replace('/src/', '/dist/').replace(/\.ts$/, '.js'));
  const result = await transform(readFileSync(join(root, path), 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
    sourcefile: path,
    tsconfigRaw: {
      compilerOptions: {
        experimentalDecorators: true,
        useDefineForClassFields: false,
        verbatimModuleSyntax: true,
      },
    },
  });
  // Sources name each other with `.ts`, which esbuild leaves alone when it does not bundle.
  const code = result.code.replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']*)\.ts(["'])/g, '$1.js$2');
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target) || readFileSync(target, 'utf8') !== code) writeFileSync(target, code);
}
