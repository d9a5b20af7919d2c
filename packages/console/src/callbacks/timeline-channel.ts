import { BesideError } from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';

/** A chat that is read beside its callback: nothing is written there, and reading it is no receipt to the customer. */
export function createTimelineChannel(chat: ChatChannel): ChatChannel {
  const refuse = (): Promise<never> => Promise.reject(new BesideError('forbidden'));
  return {
    get view() {
      return chat.view;
    },
    onChange: (listener) => chat.onChange(listener),
    loadEarlier: () => chat.loadEarlier(),
    send: refuse,
    retry: refuse,
    discard: refuse,
    end: refuse,
    typing: () => undefined,
    markRead: () => undefined,
  };
}
