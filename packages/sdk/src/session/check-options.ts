import { BesideError, type SiteId } from '@beside/protocol';
import { localeSchema, siteIdSchema } from '@beside/protocol/schema';

/**
 * A site's name as a developer gave it.
 *
 * @throws BesideError `invalid_option`
 */
export function checkSiteId(text: string): SiteId {
  const { data } = siteIdSchema.safeParse(text);
  if (data) return data;
  throw new BesideError('invalid_option', {
    details: { option: 'siteId', mend: '1 to 40 of a–z, 0–9 and hyphens' },
  });
}

/** A language tag; a page's `lang` may be anything, and what is no tag counts as English. */
export function readLocale(text: string | undefined): string {
  return localeSchema.safeParse(text).data ?? 'en';
}
