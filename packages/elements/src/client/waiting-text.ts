import type { WaitingRange } from '@beside/protocol';

import type { Formats } from '../shared/formats.ts';
import type { CallbackTerms } from '../shared/terms/texts.ts';

/** A range of minutes in words: `5 to 10` (Q5). */
export function minutesText(
  texts: Pick<CallbackTerms, 'minutes'>,
  formats: Formats,
  { fromMinutes, toMinutes }: WaitingRange,
): string {
  return texts.minutes(formats.number(fromMinutes), formats.number(toMinutes));
}
