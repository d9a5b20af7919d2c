import type { Terms } from '@beside/elements/shared';

import { consoleErrorText, type ConsoleTerms } from '../console-terms.ts';
import { customerName } from '../shared/customer.ts';
import type { News } from '../shared/workplace-events.ts';

/** A line of news in words. */
export function newsText(news: News, words: ConsoleTerms, terms: Terms): string {
  switch (news.kind) {
    case 'released':
      return words.released(customerName(news.conversation, words).name);
    case 'offer-gone':
      return words.offerMissed(customerName(news.conversation, words).name);
    case 'refused':
      return consoleErrorText(words, terms, news.code);
    default:
      return news satisfies never;
  }
}
