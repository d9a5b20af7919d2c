import { enTrouble } from '../shared/terms/trouble.ts';
import type { CommonTerms, TroubleTerms } from '../shared/terms/texts.ts';

/** What is said where not all is well, in the language of the terms: a locale other than English has them all. */
export const troubleWords = (terms: CommonTerms): TroubleTerms => ({ ...enTrouble, ...terms });
