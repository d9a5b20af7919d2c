import { dirname } from 'node:path';
import { listFiles } from '../shared/repository.ts';
import { commandCheck } from './command-check.ts';

/** Every TypeScript project of the repository compiles, tests included. */
export const types = commandCheck('types', 'node_modules/@typescript/native/bin/tsc', (root) => [
  '-b',
  ...findProjects(root),
]);

/** Folders with a tsconfig.json and at least one source, relative to `root`. */
function findProjects(root: string): string[] {
  const projects = listFiles(root, [
    '{packages,examples}/*/tsconfig.json',
    '{scripts,e2e,bench,demo,examples}/tsconfig.json',
  ]);
  return projects.map(dirname).filter((folder) => listFiles(root, [`${folder}/**/*.{ts,js,mjs}`]).length > 0);
}
