import type { SiteInfo } from '@beside/protocol';

import { languageOf } from '../shared/locale.ts';

/** Texts a site may give in its configuration; where it gives none, the terms have one. */
export type SiteTextKey = 'greeting' | 'emptyChat' | 'callbackReasons';

/** What the site itself says, in the locale or its language; undefined where it says nothing. */
export function findSiteText(
  site: SiteInfo | undefined,
  locale: string,
  key: SiteTextKey,
): string | undefined {
  return site?.texts[locale]?.[key] ?? site?.texts[languageOf(locale)]?.[key];
}
