export { BesideElement } from './shared/base-element.ts';
export { findTerms, type LocalTerms } from './shared/find-terms.ts';
export { en, errorText, type Terms } from './shared/terms.ts';
