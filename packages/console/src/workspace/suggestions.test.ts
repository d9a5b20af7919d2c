import { BesideError } from '@beside/protocol';
import type { Suggestion } from '@beside/protocol/knowledge-desk';
import type { ChatItem, ChatView } from '@beside/sdk';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { consoleKo } from '../locales/ko.ts';
import { deskConversation, idOf, noon, textItem } from '../testing/fake-client.ts';
import { button, findAll, visibleText } from '../testing/open-console.ts';
import './suggestions.ts';
import type { BesideSuggestions } from './suggestions.ts';

const suggestion = (articleId: string, title: string): Suggestion => ({
  ...{ articleId, title, locale: 'en', excerpt: `About ${title}.`, text: `All about ${title}.` },
});
const RETURNS = suggestion('returns', 'Return an item');
const REFUND = suggestion('refund-time', 'When do I get my refund?');

const viewOf = (...items: readonly ChatItem[]): ChatView => ({
  ...{ status: 'assigned', items, isOtherTyping: false, unreadCount: 0 },
  ...{ hasEarlier: false, isLoadingEarlier: false, isLoaded: true },
});
const said = (seq: number, text: string): ChatItem => ({ ...textItem(`k${seq}`, text), seq });

interface Shown {
  readonly element: BesideSuggestions;
  readonly asked: readonly string[];
  readonly set: (change: Partial<BesideSuggestions>) => Promise<void>;
}

async function show(
  answers: readonly (readonly Suggestion[] | Error)[],
  view: ChatView = viewOf(said(2, 'I want to return it')),
): Promise<Shown> {
  const asked: string[] = [];
  const left = [...answers];
  const openDesk: BesideSuggestions['openDesk'] = (siteId) => ({
    async suggest(conversationId) {
      asked.push(`${siteId} ${conversationId.slice(-1)}`);
      const answer = left.shift() ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const element = await fixture<BesideSuggestions>(
    html`<beside-suggestions
      .conversation=${deskConversation(1)}
      .view=${view}
      .openDesk=${openDesk}
    ></beside-suggestions>`,
  );
  const settle = async (): Promise<void> => {
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 0));
    await element.updateComplete;
  };
  await settle();
  return {
    ...{ element, asked },
    async set(change) {
      Object.assign(element, change);
      await settle();
    },
  };
}

describe('beside-suggestions', () => {
  it('[M7] stand beside the conversation with ways to insert and to send, by name', async () => {
    const { element, asked } = await show([[RETURNS, REFUND]]);

    expect(asked).to.deep.equal(['shop 1']);
    expect(visibleText(element)).to.contain('2 suggested articles');
    expect(visibleText(element)).to.contain('Return an item About Return an item.');
    expect(findAll(element, 'li button').map((one) => one.getAttribute('aria-label'))).to.deep.equal([
      'Insert: Return an item',
      'Send card: Return an item',
      'Insert: When do I get my refund?',
      'Send card: When do I get my refund?',
    ]);
    await expect(element).to.be.accessible();
  });

  it('are reached and used by keyboard', async () => {
    const { element } = await show([[RETURNS]]);
    findAll(element, 'button')[0]?.focus();

    const sent = oneEvent(element, 'beside-send-article');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });

    expect((await sent).detail).to.deep.equal(RETURNS);
    const inserted = oneEvent(element, 'beside-insert-article');
    button(element, 'Insert: Return an item').click();
    expect((await inserted).detail).to.deep.equal(RETURNS);
  });

  it('are asked for again with each message of the customer, and with no other', async () => {
    const { element, asked, set } = await show([[RETURNS], [REFUND]]);
    const first = said(2, 'I want to return it');

    await set({ view: viewOf(first, textItem('mine', 'One moment', true)) });
    expect(asked.length).to.equal(1);
    await set({ view: viewOf(first, said(5, 'When do I get my money?')) });

    expect(asked.length).to.equal(2);
    expect(visibleText(element)).to.contain('When do I get my refund?');
    expect(visibleText(element)).not.to.contain('Return an item');
    await set({ conversation: deskConversation(2), view: viewOf(said(5, 'hello')) });
    expect(asked).to.deep.equal(['shop 1', 'shop 1', 'shop 2']);
    expect(visibleText(element)).to.equal('');
  });

  it('leave out what the conversation has already, and show nothing when there is nothing', async () => {
    const article: ChatItem = {
      ...{ kind: 'message', key: 'card', isMine: true, at: noon, seq: 4 },
      author: { role: 'agent', agentId: 'a1' as never, name: 'Mina' },
      content: { kind: 'article', articleId: 'returns', locale: 'en', title: 'Return an item', text: 'x' },
    };
    const { element, set } = await show([[RETURNS]]);
    await set({ view: viewOf(said(2, 'I want to return it'), article) });
    const none = await show([[]]);
    const silent = await show([[RETURNS]], viewOf());
    const away = await show([new BesideError('disconnected')]);

    expect([element, none.element, away.element].map(visibleText)).to.deep.equal(['', '', '']);
    expect(silent.asked).to.deep.equal([]);
    expect(idOf(1)).to.equal(deskConversation(1).conversationId);
  });

  it('fold away, and speak Korean', async () => {
    const { element, set } = await show([[RETURNS]]);
    await set({ words: consoleKo });

    expect(visibleText(element)).to.contain('추천 도움말 1건');
    findAll(element, '.head')[0]?.click();
    await element.updateComplete;
    expect(findAll(element, 'li')).to.deep.equal([]);
    expect(findAll(element, '.head')[0]?.getAttribute('aria-expanded')).to.equal('false');
  });
});
