import type { ErrorInfo } from '@beside/protocol';

/** Text of `docs/errors.md`: one line per code of the register. */
export function renderErrorsPage(register: Readonly<Record<string, ErrorInfo>>): string {
  const rows = Object.entries(register).map(([code, { message, retryable, httpStatus, remedy }]) => {
    return `| \`${code}\` | ${escape(message)} | ${retryable ? 'yes' : 'no'} | ${String(httpStatus)} | ${escape(remedy)} |`;
  });
  return [
    '# Errors',
    '',
    'Everything that fails on purpose fails with one of these codes: as `BesideError.code` in the SDK, as `error.code` on the',
    'wire and in answers to HTTP requests. Codes are never renamed and never used again for something else.',
    '"Retryable" means that the same command may succeed when it is sent again unchanged.',
    '',
    'Generated from `packages/protocol/src/errors.ts` by `npm run generate`; do not edit.',
    '',
    '| code | meaning | retryable | HTTP | what to do |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
