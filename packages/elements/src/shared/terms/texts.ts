import type { enCallback } from './callback.ts';
import type { enChat } from './chat.ts';
import type { enCommon } from './common.ts';

/** Texts with the same keys, a string for a string, a function for a function. */
export type Texts<English> = {
  readonly [Key in keyof English]: English[Key] extends (...inserts: infer Inserts) => string
    ? (...inserts: Inserts) => string
    : string;
};

/** What every panel is given: the common section, or all texts of a locale. */
export type CommonTerms = Texts<typeof enCommon>;

/** What the parts of a chat are given. */
export type ChatTerms = CommonTerms & Texts<typeof enChat>;
/** What being called back says; a section that is loaded apart in every language. */
export type CallbackTerms = Texts<typeof enCallback>;
