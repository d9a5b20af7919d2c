import type { CallbackEntry } from '@beside/protocol';
import { languageOf } from '@beside/elements/shared';

import type { Language } from '../shared/languages.ts';
import type { CallbackTerms } from './callback-terms.ts';
import type { TimelineReader } from './timeline-text.ts';

/** What is loaded with the first desk that has callbacks. */
export interface CallbackPart {
  readonly texts: CallbackTerms;
  /** One entry of a callback in words. */
  line(entry: CallbackEntry, reader: Omit<TimelineReader, 'times'>): string;
}

/** Loads the callback desk and its texts; rejects when the network does not give them. May be called again. */
export async function loadCallbackDesk({ locale, words }: Language): Promise<CallbackPart> {
  const [texts, { callbackLine }, { createTimeTexts }] = await Promise.all([
    loadTexts(languageOf(locale)),
    import('./timeline-text.ts'),
    import('./callback-times.ts'),
    import('./callback-desk.ts'),
  ]);
  const times = createTimeTexts(locale, words, texts);
  return { texts, line: (entry, reader) => callbackLine(entry, { times, ...reader }) };
}

async function loadTexts(language: string): Promise<CallbackTerms> {
  return language === 'ko'
    ? (await import('../locales/callbacks-ko.ts')).callbacksKo
    : (await import('./callback-terms.ts')).callbacksEn;
}
