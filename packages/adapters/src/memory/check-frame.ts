import { BesideError, LIMITS, fitsBytes, schemaError, type SchemaIssue } from '@beside/protocol';

/** A schema of what one role may say. */
export interface FrameSchema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** What a page says, checked and copied now, as when it is sent; what is wrong with it is thrown where it arrives. */
export function sendFrame(schema: FrameSchema, frame: object): () => Readonly<Record<string, unknown>> {
  try {
    const sent = checkFrame(schema, frame);
    return () => sent;
  } catch (cause) {
    return () => {
      throw cause;
    };
  }
}

/**
 * What a page says, let through by the schema of the wire, as a copy.
 *
 * @throws BesideError `too_large`, `bad_frame`
 */
export function checkFrame(schema: FrameSchema, frame: object): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(frame);
  if (!fitsBytes(text, LIMITS.maxFrameBytes))
    throw new BesideError('too_large', { details: { maxBytes: LIMITS.maxFrameBytes } });
  const result = schema.safeParse(JSON.parse(text));
  if (result.success) return result.data as Readonly<Record<string, unknown>>; // every frame is an object
  throw schemaError(result.error.issues);
}
