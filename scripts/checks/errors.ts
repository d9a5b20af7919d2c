import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, type ErrorInfo } from '@beside/protocol';
import { renderErrorsPage } from '../generate/errors-page.ts';
import { listFiles } from '../shared/repository.ts';
import type { Check, CheckOutcome } from './check.ts';

const REGISTER = 'packages/protocol/src/errors.ts';
const PAGE = 'docs/errors.md';

/** Each code of the register is in the documentation as it is, and used by code that ships. */
export const errors: Check = { name: 'errors', run: (root) => checkErrors(root, ERRORS) };

/** The check itself, with the register handed in. */
export function checkErrors(root: string, register: Readonly<Record<string, ErrorInfo>>): CheckOutcome {
  const problems: string[] = [];
  const path = join(root, PAGE);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== renderErrorsPage(register)) {
    problems.push(`${PAGE} is not what ${REGISTER} says: npm run generate`);
  }
  const codes = Object.keys(register);
  problems.push(
    ...codes
      .filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))
      .map((code) => `${code} is not lower_snake_case`),
  );

  const sources = listFiles(root, ['packages/*/src/**/*.ts'])
    .filter((file) => file !== REGISTER && !/\.test\.ts$|\/testing\//.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  const isUsed = (code: string): boolean => sources.some((source) => source.includes(`'${code}'`));
  problems.push(
    ...codes
      .filter((code) => !isUsed(code))
      .map((code) => `no code uses ${code}: throw it or take it out of the register`),
  );
  return {
    problems,
    summary: `${String(codes.length)} codes`,
  };
}
