import { errorText } from '../../shared/terms/error-text.ts';
import type { CommonTerms } from '../../shared/terms/texts.ts';

/** Explains refusals to one element. */
export interface Reasons {
  /** Text for a code of the register; empty until it is loaded, the general one if it cannot be. */
  find(terms: CommonTerms, code: string): string;
}

/**
 * Few conversations ever see a refusal, so that its English texts are loaded with the first.
 *
 * @param onLoaded there is more to find now.
 */
export function createReasons(onLoaded: () => void): Reasons {
  let loading: Promise<void> | undefined;
  let english: object | undefined;
  const load = async (): Promise<void> => {
    const loaded = await import('../../shared/terms/errors.ts').catch(() => undefined);
    english = loaded?.enErrors ?? {};
    onLoaded();
  };
  return {
    find(terms, code) {
      if (!english && !Object.hasOwn(terms, `error_${code}`)) {
        loading ??= load();
        return '';
      }
      return errorText({ ...english, ...terms }, code);
    },
  };
}
