import { BesideError, ERRORS, type WireError } from '@beside/protocol';

/** An error as it travels. Everything that is not ours becomes `internal` and says nothing about its cause. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof BesideError)) return { code: 'internal', message: ERRORS.internal.message };
  const { retryAfterMs, ...details } = error.details;
  return {
    code: error.code,
    message: error.message,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}
