import { languageOf } from './locale.ts';
import { en, type Terms } from './terms.ts';

/** A locale that has texts, and those texts. */
export interface LocalTerms {
  /** The tag that was asked for (`ko-KR`), so that formats keep the region. */
  readonly locale: string;
  /** Texts of its language. */
  readonly terms: Terms;
}

/**
 * Loads the texts of the first wanted locale there are texts for; undefined when there are none for any.
 *
 * English is part of the main download, any other language is a chunk of its own that only its readers load.
 * Rejects when that chunk cannot be loaded.
 *
 * @param wanted BCP 47 tags, best first: the site's choice, the page's `lang`, then `navigator.languages`.
 */
export async function findTerms(wanted: readonly string[]): Promise<LocalTerms | undefined> {
  for (const locale of wanted) {
    const terms = await load(languageOf(locale));
    if (terms) return { locale, terms };
  }
  return undefined;
}

async function load(language: string): Promise<Terms | undefined> {
  switch (language) {
    case 'en':
      return en;
    case 'ko':
      return (await import('./locales/ko.ts')).ko;
    default:
      return undefined;
  }
}
