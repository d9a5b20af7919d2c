import { languageOf } from './locale.ts';
import { enAnswer, type AnswerTerms } from './terms/answer.ts';

/** The texts of articles in messages in the language of a locale that has texts; English where they cannot be loaded. */
export async function findAnswerTerms(locale: string): Promise<AnswerTerms> {
  if (languageOf(locale) !== 'ko') return enAnswer;
  const loaded = await import('./locales/ko-answer.ts').catch(() => undefined);
  return loaded?.koAnswer ?? enAnswer;
}
