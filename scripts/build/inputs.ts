import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../shared/repository.ts';
import { findManifest } from './manifest.ts';

const INPUTS = [
  'packages/*/src/**/*',
  'packages/*/package.json',
  'packages/*/{*.mjs,index.html}',
  'rollup.config.mjs',
  'scripts/build.ts',
  'scripts/build/*.ts',
  'scripts/shared/*.ts',
  'tsconfig.base.json',
  'package-lock.json',
];

/** Digest of the content of everything the build reads; tests are no part of it, nor is the server, which runs from source. */
export function digestInputs(root: string): string {
  const hash = createHash('sha256');
  for (const path of listFiles(root, INPUTS)) {
    if (/\.test(-support)?\.ts$/.test(path) || path.startsWith('packages/server/')) continue;
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether `dist/` is what a build would make of the sources as they are now. */
export function isBuildFresh(root: string): boolean {
  const manifest = findManifest(root);
  if (manifest?.inputsDigest !== digestInputs(root)) return false;
  return Object.keys(manifest.files).every((name) => existsSync(join(root, 'dist', name)));
}
