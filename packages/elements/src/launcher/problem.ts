import '../parts/toast/toast.ts';
import { troubleWords } from '../client/trouble-words.ts';
import { errorText } from '../shared/terms/error-text.ts';
import { enErrors } from '../shared/terms/errors.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';

/** What a toast says about a problem. Loaded, with the toast, when there is one. */
export function problemText(terms: CommonTerms, code: string): string {
  return errorText({ ...enErrors, ...troubleWords(terms) }, code);
}
