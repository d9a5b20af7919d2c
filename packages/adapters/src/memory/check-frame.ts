import { BesideError, LIMITS } from '@beside/protocol';

/** A schema of what one role may say. */
export interface FrameSchema {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[];
  readonly message?: string;
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
  if (text.length * 3 > LIMITS.maxFrameBytes && new TextEncoder().encode(text).length > LIMITS.maxFrameBytes)
    throw new BesideError('too_large', { details: { maxBytes: LIMITS.maxFrameBytes } });
  const result = schema.safeParse(JSON.parse(text));
  if (result.success) return result.data as Readonly<Record<string, unknown>>; // every frame is an object
  const { issues } = result.error;
  const isTooLarge = ({ code, message }: Issue): boolean => code === 'too_big' || message === 'too_large';
  const issue = issues.find(isTooLarge) ?? issues[0];
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 200);
  throw new BesideError(issue && isTooLarge(issue) ? 'too_large' : 'bad_frame', {
    details: { path, problem: issue?.code ?? 'custom' },
  });
}
