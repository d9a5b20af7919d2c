import { languageOf } from './locale.ts';
import { enCallback } from './terms/callback.ts';
import type { CallbackTerms } from './terms/texts.ts';

/** The texts of being called back in the language of a locale that has texts; English where they cannot be loaded. */
export async function findCallbackTerms(locale: string): Promise<CallbackTerms> {
  if (languageOf(locale) !== 'ko') return enCallback;
  const loaded = await import('./locales/ko-callback.ts').catch(() => undefined);
  return loaded?.koCallback ?? enCallback;
}
