export { BesideElement } from './shared/base-element.ts';
export { findTerms, type LocalTerms } from './shared/find-terms.ts';
export { en, type Terms } from './shared/terms.ts';
export { errorText } from './shared/terms/error-text.ts';
export type { ChatTerms, CommonTerms } from './shared/terms/texts.ts';
