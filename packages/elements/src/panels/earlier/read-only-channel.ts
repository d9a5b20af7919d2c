import { BesideError } from '@beside/protocol';
import type { ChatChannel, ChatView } from '@beside/sdk';

/** A chat that is over and only read: what would change it is refused, older messages can be loaded. */
export function createReadOnlyChannel(view: ChatView, loadEarlier: () => Promise<void>): ChatChannel {
  const refuse = (): Promise<never> => Promise.reject(new BesideError('conversation_closed'));
  return {
    view,
    onChange: () => () => undefined,
    send: refuse,
    retry: refuse,
    discard: refuse,
    end: refuse,
    typing: () => undefined,
    markRead: () => undefined,
    loadEarlier,
  };
}
