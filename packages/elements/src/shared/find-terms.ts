import { findLocalTerms } from './find-local-terms.ts';
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
 * Any language but English is a chunk of its own that only its readers load. Rejects when that cannot be loaded.
 *
 * @param wanted BCP 47 tags, best first: the site's choice, the page's `lang`, then `navigator.languages`.
 */
export function findTerms(wanted: readonly string[]): Promise<LocalTerms | undefined> {
  return findLocalTerms(wanted, en);
}
