import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BesideError } from '@beside/protocol';
import type { SiteFlowFile } from '../ports/site-flow.ts';

/** Far above what a flow may have (F4), far below what would hurt: a large file is told in words. */
const MAX_FILE_BYTES = 1_048_576;

/**
 * Reads a flow's file.
 *
 * @param path relative to `folder`
 * @throws BesideError `config_invalid` when there is none, or it is no JSON
 */
export function readFlowFile(
  path: string,
  { folder, field }: { readonly folder: string; readonly field: string },
): SiteFlowFile {
  const full = resolve(folder, path);
  try {
    const { size } = statSync(full);
    if (size > MAX_FILE_BYTES) throw new RangeError(`${String(size)} bytes`);
    return { path, content: JSON.parse(readFileSync(full, 'utf8')) as unknown, field };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const mend = `${path} is no readable JSON file of a flow: ${problem}`;
    throw new BesideError('config_invalid', { cause, details: { field, mend } });
  }
}
