import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { BesideError, type ConversationId, type ConversationLine } from '@beside/protocol';
import type { ChatView, EarlierConversation, EarlierConversations } from '@beside/sdk';

import { createFakeClient, happened, mine, noon, theirs } from '../../client/fake-client.test-support.ts';
import { ko } from '../../shared/locales/ko.ts';
import { enEarlier } from '../../shared/terms/earlier.ts';
import { chatEn } from '../chat/chat-terms.ts';
import './earlier.ts';
import type { BesideEarlier } from './earlier.ts';

const idOf = (number: number) => `0195d000-0000-7000-8000-00000000000${number}` as ConversationId;
const lineOf = (number: number, change: Partial<ConversationLine> = {}): ConversationLine => ({
  conversationId: idOf(number),
  ...{ status: 'ended', startedAt: noon, endedAt: noon + 1, lastSeq: 9, agentName: '김민지' },
  lastMessage: { author: { role: 'customer' }, content: { kind: 'text', text: `thanks ${number}` } },
  ...change,
});

const endedView: ChatView = {
  ...{ status: 'ended', isOtherTyping: false, unreadCount: 0 },
  ...{ hasEarlier: true, isLoadingEarlier: false, isLoaded: true },
  items: [theirs(8, 'good day'), happened(9, 'ended-by-agent')],
};

function opened(view: ChatView): EarlierConversation {
  return {
    view,
    readEarlier: async () =>
      opened({ ...view, hasEarlier: false, items: [mine(7, 'the very first'), ...view.items] }),
  };
}

async function show(earlier: Partial<EarlierConversations>) {
  const client = createFakeClient({
    list: async () => ({ conversations: [lineOf(1)], more: false }),
    read: async () => opened(endedView),
    ...earlier,
  });
  const panel = await fixture<BesideEarlier>(
    html`<beside-earlier
      style="block-size: 500px; inline-size: 380px"
      .client=${client}
      .chatTerms=${chatEn}
    ></beside-earlier>`,
  );
  const find = (selector: string) => panel.shadowRoot?.querySelector<HTMLElement>(selector);
  const texts = (selector: string) =>
    [...(panel.shadowRoot?.querySelectorAll(selector) ?? [])].map((one) =>
      one.textContent.replace(/\s+/g, ' ').trim(),
    );
  return { panel, find, texts };
}

describe('beside-earlier', () => {
  it('lists what is over, with who answered and what was written last', async () => {
    const lines = [
      lineOf(1),
      lineOf(2, { status: 'assigned', endedAt: null }),
      lineOf(3, { agentName: undefined, lastMessage: undefined }),
    ];
    const { panel, find, texts } = await show({ list: async () => ({ conversations: lines, more: false }) });
    await waitUntil(() => find('.line'));

    expect(texts('.name')).to.deep.equal(['김민지', 'Support']);
    expect(texts('.words')).to.deep.equal(['You: thanks 1']);
    await expect(panel).to.be.accessible();
  });

  it('shows older ones page by page, from where it stands', async () => {
    const asked: unknown[] = [];
    const { find, texts } = await show({
      async list(options) {
        asked.push(options);
        return { conversations: [lineOf(asked.length)], more: asked.length === 1 };
      },
    });
    await waitUntil(() => find('.more button'));

    find('.more button')?.click();
    await waitUntil(() => texts('.line').length === 2);

    expect(asked).to.deep.equal([
      { before: undefined, limit: 20 },
      { before: { startedAt: noon, conversationId: idOf(1) }, limit: 20 },
    ]);
    expect(find('.more')).to.equal(null);
  });

  it('opens one to be read, loads what is before, and goes back to its line', async () => {
    await import('../chat/chat-log.ts');
    const { panel, find } = await show({});
    await waitUntil(() => find('.line'));

    find('.line')?.click();
    await waitUntil(() => find('beside-chat-log')?.shadowRoot?.querySelector('.text'));
    const log = find('beside-chat-log')?.shadowRoot;
    const focusedOn = panel.shadowRoot?.activeElement?.tagName;
    await expect(panel).to.be.accessible();
    log?.querySelector<HTMLElement>('.earlier')?.click();
    await waitUntil(() => log?.textContent.includes('the very first'));
    find('.head button')?.click();
    await waitUntil(() => panel.shadowRoot?.activeElement === find('.line'));

    expect(focusedOn).to.equal('H3');
    expect(find('textarea')).to.equal(null);
  });

  it('offers to write again', async () => {
    const { panel, find } = await show({});
    await waitUntil(() => find('.line'));
    find('.line')?.click();
    await panel.updateComplete;

    const wished = oneEvent(panel, 'beside-write-again');
    find('.foot button')?.click();

    expect(await wished).to.be.ok;
  });

  it('says when it cannot be read, and tries again', async () => {
    let isBroken = true;
    const { panel, find, texts } = await show({
      list: async () => {
        if (isBroken) throw new BesideError('disconnected');
        return { conversations: [], more: false };
      },
    });
    await waitUntil(() => find('[role=alert]'));
    await expect(panel).to.be.accessible();

    isBroken = false;
    find('.note button')?.click();
    await waitUntil(() => texts('.note')[0] === enEarlier.earlierEmpty);

    expect(find('[role=alert]')).to.equal(null);
  });

  it('speaks Korean', async () => {
    const { panel, find, texts } = await show({});
    panel.terms = ko;
    panel.locale = 'ko-KR';
    await waitUntil(() => find('.line'));
    await panel.updateComplete;

    expect([texts('h3'), texts('.words')]).to.deep.equal([['지난 상담'], ['나: thanks 1']]);
  });
});
