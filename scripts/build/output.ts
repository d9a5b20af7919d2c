import { mkdirSync, rmSync, writeFileSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compress, sizesOf, type CompressedFile } from './compress.ts';
import type { BuiltFile, Manifest } from './manifest.ts';

/** A file on its way to `dist/`, compressed, with what the manifest says about it. */
interface PendingFile {
  readonly content: CompressedFile;
  readonly built: BuiltFile;
}

/** Collects what a build makes and puts it into `dist/` at the end, all or nothing. */
export class BuildOutput {
  readonly #files = new Map<string, PendingFile>();

  /** Adds a file; `path` is relative to `dist/`. */
  async add(
    path: string,
    content: string | Buffer,
    links: Partial<Pick<BuiltFile, 'imports' | 'dynamicImports' | 'modules'>> = {},
  ): Promise<void> {
    const compressed = await compress(Buffer.from(content));
    const built = { ...sizesOf(compressed), imports: [], dynamicImports: [], modules: [], ...links };
    this.#files.set(path, { content: compressed, built });
  }

  /** What the manifest says about the files, sorted by path. */
  get files(): Manifest['files'] {
    const sorted = [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([path, file]) => [path, file.built]));
  }

  /**
   * Writes every file with its `.gz` and `.br`, then the manifest, then removes what an earlier build left.
   * Hashed files come before the ones that name them, so that a server running meanwhile never serves a dead address.
   */
  write(dist: string, manifest: Manifest): void {
    const paths = [...this.#files.keys()].sort((a, b) => Number(isHashed(b)) - Number(isHashed(a)));
    const written = new Set(['manifest.json']);
    for (const path of paths) {
      const content = this.#files.get(path)?.content;
      if (content === undefined) continue;
      writeWhole(join(dist, path), content.raw);
      writeWhole(join(dist, `${path}.gz`), content.gzip);
      writeWhole(join(dist, `${path}.br`), content.brotli);
      written.add(path).add(`${path}.gz`).add(`${path}.br`);
    }
    writeWhole(join(dist, 'manifest.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    for (const folder of ['widget', 'console']) removeOthers(dist, folder, written);
  }
}

function isHashed(path: string): boolean {
  return /\/(chunks|assets)\//.test(path);
}

function writeWhole(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${String(process.pid)}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

function removeOthers(dist: string, folder: string, keep: ReadonlySet<string>): void {
  if (!existsSync(join(dist, folder))) return;
  for (const entry of readdirSync(join(dist, folder), { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !keep.has(path.slice(dist.length + 1))) rmSync(path);
  }
}
