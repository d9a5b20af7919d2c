import type { Desk, DeskDispositions } from '@beside/protocol';
import { languageOf } from '@beside/elements/shared';

/** One of the things that may be said came of a call. */
export type Disposition = DeskDispositions['dispositions'][number];

/** What may be said came of a call at a site, in the order of the form; its texts are those of the site's configuration. */
export function listDispositions({ dispositions = [] }: Desk, siteId: string): readonly Disposition[] {
  return dispositions.find((site) => site.siteId === siteId)?.dispositions ?? [];
}

/** In the agent's language, else in English, else in whichever there is. */
export function dispositionText({ disposition, texts }: Disposition, locale: string): string {
  return texts[locale] ?? texts[languageOf(locale)] ?? texts['en'] ?? Object.values(texts)[0] ?? disposition;
}
