import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Sizes } from './manifest.ts';

/** A file's content in every form in which it is served. */
export interface CompressedFile {
  readonly raw: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** Compresses as tightly as the formats allow; what the size budgets count. */
export async function compress(raw: Buffer): Promise<CompressedFile> {
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(raw, { level: 9 }),
    promisify(brotliCompress)(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.byteLength,
      },
    }),
  ]);
  return { raw, gzip: gzipped, brotli };
}

/** The sizes that go into the manifest. */
export function sizesOf(file: CompressedFile): Sizes {
  return {
    rawBytes: file.raw.byteLength,
    gzipBytes: file.gzip.byteLength,
    brotliBytes: file.brotli.byteLength,
  };
}
