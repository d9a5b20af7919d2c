import type { enCallbackClosed } from './callback-closed.ts';
import type { enCallbackRefusals } from './callback-refusals.ts';
import type { enCallbackSlots } from './callback-slots.ts';
import type { enCallbackStatus } from './callback-status.ts';
import type { enCallback } from './callback.ts';
import type { enChat } from './chat.ts';
import type { enCommon } from './common.ts';
import type { enTalk } from './talk.ts';
import type { enTrouble } from './trouble.ts';
import type { enFlow } from './visual-ivr.ts';

/** Texts with the same keys, a string for a string, a function for a function. */
export type Texts<English> = {
  readonly [Key in keyof English]: English[Key] extends (...inserts: infer Inserts) => string
    ? (...inserts: Inserts) => string
    : string;
};

/** What every panel is given: the common section, or all texts of a locale. */
export type CommonTerms = Texts<typeof enCommon>;

/** What is said where not all is well. */
export type TroubleTerms = CommonTerms & Texts<typeof enTrouble>;

/** What the parts of a chat are given. */
export type ChatTerms = CommonTerms & Texts<typeof enChat> & Texts<typeof enTalk>;
/** What is said of a conversation from outside. */
export type TalkTerms = CommonTerms & Texts<typeof enTalk>;
/** What everything about being called back is given: at least the section of its form. */
export type CallbackTerms = Texts<typeof enCallback>;
/** Why no call is offered. */
export type CallbackClosedTerms = Texts<typeof enCallbackClosed>;
/** What the choice of a time says. */
export type CallbackSlotTerms = Texts<typeof enCallbackSlots>;
/** What becomes of a callback. */
export type CallbackStatusTerms = Texts<typeof enCallbackStatus>;
/** Why something was refused. */
export type CallbackRefusalTerms = Texts<typeof enCallbackRefusals>;
/** All of them; a locale other than English has them in one chunk. */
export type WholeCallbackTerms = CallbackTerms &
  CallbackClosedTerms &
  CallbackSlotTerms &
  CallbackStatusTerms &
  CallbackRefusalTerms;
/** What the levels of a site's flow are given. */
export type FlowTerms = Texts<typeof enFlow>;
