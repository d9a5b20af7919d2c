import { expect } from '@open-wc/testing';
import type { ChatView } from '@beside/sdk';

import { noon, textItem } from '../testing/fake-client.ts';
import { findLastMessage, findUnansweredSince } from './waiting.ts';

const view = (...items: ChatView['items']): ChatView => ({
  status: 'assigned',
  items,
  isOtherTyping: false,
  unreadCount: 0,
  hasEarlier: false,
  isLoadingEarlier: false,
  isLoaded: true,
});
const joined = { kind: 'event', key: 'e', seq: 1, at: noon, event: 'agent-joined' } as const;

describe('waiting', () => {
  it('begins with the first message of the customer after the last answer', () => {
    const chat = view(
      textItem('a', 'one', false, 1),
      textItem('b', 'answer', true, 2),
      textItem('c', 'two', false, 3),
      joined,
      textItem('d', 'three', false, 4),
    );

    expect(findUnansweredSince(chat)).to.equal(3);
    expect(findLastMessage(chat)?.key).to.equal('d');
  });

  it('is over when the agent wrote last, and never began in an empty chat', () => {
    expect(findUnansweredSince(view(textItem('a', 'one'), textItem('b', 'answer', true)))).to.equal(
      undefined,
    );
    expect(findUnansweredSince(view(joined))).to.equal(undefined);
    expect(findLastMessage(view(joined))).to.equal(undefined);
  });
});
