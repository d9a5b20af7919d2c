/** Name of a language in another one's words; the tag itself where the browser knows no name. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // no tag the browser knows; the tag itself says it
  }
}
