import { BesideError, ERRORS, type WireError } from '@beside/protocol';

/** What zod says about one problem, as far as it is told. */
interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[];
  readonly message?: string;
}

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

/** What is told about a broken schema: where and what, never the value. */
export function schemaError(issues: readonly Issue[]): BesideError {
  const issue = deepest(issues);
  const problem = issue?.code ?? 'custom';
  const isTooLarge = problem === 'too_big' || issue?.message === 'too_large';
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 200);
  return new BesideError(isTooLarge ? 'too_large' : 'bad_frame', { details: { path, problem } });
}

function deepest(issues: readonly Issue[]): Issue | undefined {
  return issues.find((issue) => issue.message === 'too_large' || issue.code === 'too_big') ?? issues[0];
}
