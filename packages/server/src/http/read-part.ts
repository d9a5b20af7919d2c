import { schemaError } from '@beside/protocol';
import type * as z from 'zod/mini';

/**
 * What a schema makes of a part of a request.
 *
 * @throws BesideError `bad_frame`, `too_large`
 */
export function readPart<Schema extends z.ZodMiniType>(schema: Schema, part: unknown): z.output<Schema> {
  const result = schema.safeParse(part);
  if (!result.success) throw schemaError(result.error.issues);
  return result.data;
}
