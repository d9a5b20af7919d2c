import { createFormats } from '@beside/elements/shared';

import { callbackName } from '../callbacks/callback-name.ts';
import { consoleErrorText, type ConsoleTerms } from '../console-terms.ts';
import { customerName } from '../shared/customer.ts';
import type { Language } from '../shared/languages.ts';
import type { News } from '../shared/workplace-events.ts';

/** A line of news in words. `now`: epoch ms by the server's clock. */
export function newsText(news: News, { words, terms, locale }: Language, now: number): string {
  switch (news.kind) {
    case 'released':
      return words.released(customerName(news.conversation, words).name);
    case 'offer-gone':
      return words.offerMissed(customerName(news.conversation, words).name);
    case 'callback-gone':
      return words.callbackMissed(callbackName(news.callback, words).name);
    case 'callback-done':
      return words.callbackDone(callbackName(news.callback, words).name);
    case 'callback-again': {
      const moment = createFormats(locale).moment(news.at, now);
      return words.callbackAgain(callbackName(news.callback, words).name, moment);
    }
    case 'callback-refused':
      return callbackRefusal(news.code, words) ?? consoleErrorText(words, terms, news.code);
    case 'refused':
      return consoleErrorText(words, terms, news.code);
    default:
      return news satisfies never;
  }
}

/** What reads differently of a callback than of a conversation. */
function callbackRefusal(code: string, words: ConsoleTerms): string | undefined {
  if (code === 'forbidden') return words.callbackForbidden;
  if (code === 'not_found') return words.callbackNotFound;
  return code === 'read_only' || code === 'unavailable' ? words.callbackUnavailable : undefined;
}
