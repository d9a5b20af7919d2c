import { languageOf } from './locale.ts';
import type { FlowTerms } from './terms/texts.ts';
import { enFlow } from './terms/visual-ivr.ts';

/** The texts of a site's flow in the language of a locale that has texts; English where they cannot be loaded. */
export async function findFlowTerms(locale: string): Promise<FlowTerms> {
  if (languageOf(locale) !== 'ko') return enFlow;
  const loaded = await import('./locales/ko-visual-ivr.ts').catch(() => undefined);
  return loaded?.koFlow ?? enFlow;
}
