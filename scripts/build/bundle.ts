import { relative } from 'node:path';
import { rollup, type OutputChunk, type RollupOptions } from 'rollup';

/** One script that rollup made. */
export interface BundledFile {
  /** Path relative to the bundle's folder. */
  readonly file: string;
  readonly code: string;
  /** Whether a page names it, rather than another script. */
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  /** Sources with code left in it after tree shaking, relative to the repository. */
  readonly modules: readonly string[];
}

/** Runs one rollup configuration in memory; nothing is written. */
export async function bundle(root: string, config: RollupOptions): Promise<BundledFile[]> {
  const output = config.output;
  if (output === undefined || Array.isArray(output)) throw new Error('a bundle has exactly one output');
  const build = await rollup(config);
  try {
    const { output: made } = await build.generate(output);
    return made
      .filter((part): part is OutputChunk => part.type === 'chunk')
      .map((chunk) => describe(root, chunk));
  } finally {
    await build.close();
  }
}

function describe(root: string, chunk: OutputChunk): BundledFile {
  const modules = Object.entries(chunk.modules)
    .filter(([id, module]) => module.renderedLength > 0 && !id.startsWith('\0'))
    .map(([id]) => relative(root, id));
  return {
    file: chunk.fileName,
    code: chunk.code,
    isEntry: chunk.isEntry,
    imports: chunk.imports,
    dynamicImports: chunk.dynamicImports,
    modules: modules.sort(),
  };
}
