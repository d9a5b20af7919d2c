import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Exact sizes of one file or of a set of files, each file compressed by itself as it is served. */
export interface Sizes {
  readonly rawBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

/** One file under `dist/`. */
export interface BuiltFile extends Sizes {
  /** Files that come with it at once, as keys of the manifest's `files`. */
  readonly imports: readonly string[];
  /** Files it can load later, as keys of the manifest's `files`. */
  readonly dynamicImports: readonly string[];
  /** Sources whose code it carries, relative to the repository, sorted; third parties included. */
  readonly modules: readonly string[];
}

/** A file that a page names, with everything that must have come before it runs. */
export interface BuiltEntry extends Sizes {
  readonly file: string;
  /** The file and everything it imports statically, sorted. */
  readonly closure: readonly string[];
}

/** What the build left in `dist/`, as told by `dist/manifest.json`. */
export interface Manifest {
  /** Digest of everything the build read; the next build is skipped while it stays the same. */
  readonly inputsDigest: string;
  /** Entry name (`loader`, `boot`, `console`) → file; an entry without a source is absent. */
  readonly entries: Readonly<Record<string, BuiltEntry>>;
  /** Path relative to `dist/` → file. */
  readonly files: Readonly<Record<string, BuiltFile>>;
}

/** The manifest of the last build below `root`; `undefined` when there is none that can be read. */
export function findManifest(root: string): Manifest | undefined {
  const path = join(root, 'dist/manifest.json');
  if (!existsSync(path)) return undefined;
  try {
    // Written by our own build only.
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch {
    // A build was cut off while writing: as good as none.
    return undefined;
  }
}

/** A file and everything it imports statically, directly or not, sorted. */
export function staticClosure(files: Manifest['files'], start: readonly string[]): string[] {
  const seen = new Set<string>();
  const waiting = [...start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...(files[name]?.imports ?? []));
  }
  return [...seen].sort();
}

/** Sum of the sizes of the named files. */
export function sumSizes(files: Manifest['files'], names: readonly string[]): Sizes {
  const sum = { rawBytes: 0, gzipBytes: 0, brotliBytes: 0 };
  for (const name of names) {
    const file = files[name];
    if (file === undefined) throw new Error(`dist/manifest.json names no file ${name}`);
    sum.rawBytes += file.rawBytes;
    sum.gzipBytes += file.gzipBytes;
    sum.brotliBytes += file.brotliBytes;
  }
  return sum;
}
