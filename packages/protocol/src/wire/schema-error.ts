import { BesideError } from '../errors.ts';

/** What zod says about one problem, as far as it is told. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[];
  readonly message?: string;
}

/** What is told about a broken schema, as `too_large` or `bad_frame`: where and what, never the value. */
export function schemaError(issues: readonly SchemaIssue[]): BesideError {
  const isTooLarge = ({ code, message }: SchemaIssue): boolean =>
    code === 'too_big' || message === 'too_large';
  const issue = issues.find(isTooLarge) ?? issues[0];
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 200);
  return new BesideError(issue && isTooLarge(issue) ? 'too_large' : 'bad_frame', {
    details: { path, problem: issue?.code ?? 'custom' },
  });
}
