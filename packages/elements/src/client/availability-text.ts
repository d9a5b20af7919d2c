import type { Availability } from '@beside/protocol';

import type { Formats } from '../shared/formats.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import { troubleWords } from './trouble-words.ts';

/** What a customer should know about when somebody answers; undefined while somebody is there. */
export function availabilityText(
  availability: Availability | undefined,
  terms: CommonTerms,
  formats: Formats,
  now: number,
): string | undefined {
  if (!availability) return undefined;
  const words = troubleWords(terms);
  switch (availability.status) {
    case 'open':
      return undefined;
    case 'unattended':
      return words.noAgents;
    case 'closed':
      return availability.opensAt === undefined
        ? words.closedNow
        : words.closedUntil(formats.moment(availability.opensAt, now));
    default:
      return availability.status satisfies never;
  }
}
