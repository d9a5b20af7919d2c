import { en } from './en.js';
import { ko } from './ko.js';

/** Everything the insurer says, by language. */
export const TERMS = Object.freeze({ en, ko });
