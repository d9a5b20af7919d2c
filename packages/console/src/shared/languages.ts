import { en, findTerms, languageOf, type Terms } from '@beside/elements/shared';

import { agentChatTerms, consoleEn, type ConsoleTerms } from '../console-terms.ts';

/** Everything an element needs to speak one language. */
export interface Language {
  /** BCP 47 tag, region included where the browser names one. */
  readonly locale: string;
  readonly words: ConsoleTerms;
  /** Texts of the panels, as an agent reads them. */
  readonly terms: Terms;
}

/** The language that is there without loading anything. */
export const english: Language = { locale: 'en', words: consoleEn, terms: agentChatTerms(consoleEn, en) };

/** Loads a language; English for one there are no texts for. Rejects when the texts cannot be loaded. */
export async function loadLanguage(locale: string): Promise<Language> {
  const [words, found] = await Promise.all([loadWords(languageOf(locale)), findTerms([locale])]);
  return { locale, words, terms: agentChatTerms(words, found?.terms ?? en) };
}

async function loadWords(language: string): Promise<ConsoleTerms> {
  return language === 'ko' ? (await import('../locales/ko.ts')).consoleKo : consoleEn;
}
