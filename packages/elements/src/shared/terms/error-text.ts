import type { CommonTerms } from './texts.ts';

/** Text for an error code of the register; codes without a text among the terms get the general one. */
export function errorText(terms: CommonTerms, code: string): string {
  const key = `error_${code}`;
  // Checked on the line itself, and every error text is a plain string.
  return Object.hasOwn(terms, key) ? terms[key as 'error_other'] : terms.error_other;
}
