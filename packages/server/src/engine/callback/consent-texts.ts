import { createHash } from 'node:crypto';
import type { CallbackConsentText, ConsentText } from '@beside/protocol';
import type { SiteConsent } from '../../ports/site-callback.ts';

/** A site's consents as they are shown in a language, required ones first (C11). Pure. */
export function consentTextsFor(consents: readonly SiteConsent[], locale: string): CallbackConsentText[] {
  return [...consents]
    .sort((a, b) => Number(a.kind === 'optional') - Number(b.kind === 'optional'))
    .map(({ consentId, kind, version, texts }) => {
      const text = textFor(texts, locale);
      return { consentId, kind, textVersion: version, textHash: hashOf(text), text };
    });
}

/** The same as what has to be answered. */
export function askedConsents(consents: readonly SiteConsent[], locale: string): ConsentText[] {
  return consentTextsFor(consents, locale).map(({ text: _text, ...rest }) => ({ ...rest, locale }));
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The language itself, the same without its region, English, any. */
function textFor(texts: SiteConsent['texts'], locale: string): string {
  const names = [locale, locale.split('-')[0] ?? '', 'en', ...Object.keys(texts)];
  const found = names.find((name) => texts[name] !== undefined);
  return found === undefined ? '' : (texts[found] ?? '');
}
