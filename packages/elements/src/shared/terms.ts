import { enChat } from './terms/chat.ts';
import { enCommon } from './terms/common.ts';
import { enEarlier } from './terms/earlier.ts';
import { enEnding } from './terms/ending.ts';
import { enErrors } from './terms/errors.ts';
import { enForms } from './terms/forms.ts';
import { enTalk } from './terms/talk.ts';
import type { Texts } from './terms/texts.ts';
import { enTrouble } from './terms/trouble.ts';

/**
 * English texts, and with that the type every other locale has to satisfy: a missing text is a compile error.
 *
 * Values are plain text, never markup. What varies (names, numbers, times) comes in as an argument, already formatted
 * for the locale by {@link createFormats}. English is in every customer's download, so that each section of it is
 * loaded with the elements that need it: those take what they are given and fill up from their own section. Another
 * locale is one chunk with everything.
 */
export const en = {
  ...enCommon,
  ...enChat,
  ...enErrors,
  ...enForms,
  ...enEnding,
  ...enEarlier,
  ...enTrouble,
  ...enTalk,
};

/** The texts of one locale: the same keys as English, a string for a string, a function for a function. */
export type Terms = Texts<typeof en>;
