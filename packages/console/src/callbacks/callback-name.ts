import type { DeskCallback } from '@beside/protocol';

import type { ConsoleTerms } from '../console-terms.ts';

/** Whom a callback is for, as an agent knows them. */
export interface CallbackName {
  readonly name: string;
  /** The site's own server vouched for the name. */
  readonly isVerified: boolean;
  /** There is a name at all; else it is the end of the number. */
  readonly isNamed: boolean;
}

/** What to call the customer of a callback. */
export function callbackName(callback: DeskCallback, words: ConsoleTerms): CallbackName {
  const { details, numberEnding, conversationId } = callback;
  const name = (details?.verifiedName ?? details?.context.customerName)?.trim();
  const signs = numberEnding ? `…${numberEnding}` : conversationId.slice(-4).toUpperCase();
  return {
    name: name || words.customerNumber(signs),
    isVerified: Boolean(details?.verifiedName),
    isNamed: Boolean(name),
  };
}

/** What it is about in a few words: the innermost choice that led here, else what the customer wrote. */
export function matterText({ details }: DeskCallback): string | undefined {
  return details && (details.matter.path.at(-1)?.label ?? details.matter.note);
}
