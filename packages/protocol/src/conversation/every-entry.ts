import { callbackBodySchemas } from '../callback/schema.ts';
import { pageBodySchemas } from './page-bodies.ts';
import { readEntry } from './page-entry.ts';
import type { Entry, WireEntry } from './schema.ts';

/** Bodies of all entries by type. */
export const entryBodySchemas = { ...pageBodySchemas, ...callbackBodySchemas } as const;

/**
 * Checks an entry from outside. `undefined`: a type this version does not know (pass over it).
 *
 * @throws zod's error when the body breaks the schema of its type
 */
export const parseEntry = (raw: WireEntry): Entry | undefined => readEntry(entryBodySchemas, raw);
