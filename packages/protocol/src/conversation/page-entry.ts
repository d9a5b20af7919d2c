import type * as z from 'zod/mini';
import { pageBodySchemas } from './page-bodies.ts';
import type { Entry, WireEntry } from './schema.ts';

/**
 * Checks an entry from outside. `undefined`: a type that is not in the table (pass over it).
 *
 * @throws zod's error when the body breaks the schema of its type
 */
export function readEntry(
  schemas: Readonly<Record<string, z.ZodMiniType>>,
  raw: WireEntry,
): Entry | undefined {
  const schema = Object.hasOwn(schemas, raw.type) ? schemas[raw.type] : undefined;
  // Proven by the schema of exactly this type; the compiler cannot follow the pairing through the table.
  return schema && ({ ...raw, body: schema.parse(raw.body) } as Entry);
}

/** Checks an entry from outside on a customer's page, which hears of callbacks in another way (`CallbackView`). */
export const parsePageEntry = (raw: WireEntry): Entry | undefined => readEntry(pageBodySchemas, raw);
