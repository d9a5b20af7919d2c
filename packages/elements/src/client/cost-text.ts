import type { FirstChoice } from '@beside/protocol/visual-ivr';

import type { Formats } from '../shared/formats.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import { troubleWords } from './trouble-words.ts';

/** What a choice costs the customer, in words (I4); empty where it costs nothing that can be told. */
export function costText(
  cost: FirstChoice['cost'],
  terms: CommonTerms,
  formats: Formats,
  now: number,
): string {
  if (!cost) return '';
  const { isUp, waiting, opensAt, price } = cost;
  const words = troubleWords(terms);
  if (price) return price;
  if (!isUp) return opensAt ? words.costOpens(formats.moment(opensAt, now)) : words.costDown;
  return waiting
    ? words.costWait(formats.number(waiting.fromMinutes), formats.number(waiting.toMinutes))
    : '';
}
