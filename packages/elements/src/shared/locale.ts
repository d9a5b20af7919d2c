/** Languages written from right to left that a site is likely to ask for (Unicode CLDR, script direction). */
const rightToLeft: readonly string[] = ['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'ug', 'ur', 'yi'];

/** Primary language of a BCP 47 tag: `ko` for `ko-KR`. Lower case; not validated. */
export function languageOf(locale: string): string {
  return locale.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

/** Writing direction of a locale, as the value of a `dir` attribute. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(languageOf(locale)) ? 'rtl' : 'ltr';
}
