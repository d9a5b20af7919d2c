import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository's root folder. */
export const REPOSITORY_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Folders that hold no sources of ours, wherever they lie. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'coverage', '.cache', '.data', '.git']);

/**
 * Files below `root` that match one of the glob patterns, relative to `root`, sorted, with `/` between folders.
 * Installed packages and built files are left out.
 */
export function listFiles(root: string, patterns: readonly string[]): string[] {
  const found = globSync([...patterns], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => SKIPPED_FOLDERS.has(entry.name),
  });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1));
  return [...new Set(files)].sort();
}
