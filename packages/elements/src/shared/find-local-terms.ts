import { languageOf } from './locale.ts';
import type { ko } from './locales/ko.ts';

/**
 * The same as `findTerms` with as much English as the caller needs, which is already loaded then.
 *
 * @param english what English is: all texts, or one section of them.
 */
export async function findLocalTerms<English>(
  wanted: readonly string[],
  english: English,
): Promise<{ readonly locale: string; readonly terms: English | typeof ko } | undefined> {
  for (const locale of wanted) {
    switch (languageOf(locale)) {
      case 'en':
        return { locale, terms: english };
      case 'ko':
        return { locale, terms: (await import('./locales/ko.ts')).ko };
      default:
    }
  }
  return undefined;
}
