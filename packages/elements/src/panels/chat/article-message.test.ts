import type { ArticleContent } from '@beside/protocol';
import type { MessageItem } from '@beside/sdk';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';

import {
  conversationId,
  createFakeClient,
  mine,
  noon,
  type FakeClient,
} from '../../client/fake-client.test-support.ts';
import './chat.ts';
import type { BesideArticleMessage } from './article-message.ts';
import type { BesideChat } from './chat.ts';

const content: ArticleContent = {
  ...{ kind: 'article', articleId: 'returns', locale: 'en', title: 'Return an item' },
  text: 'Within 30 days.',
};
const answer = (author: MessageItem['author']): MessageItem => ({
  ...{ kind: 'message', key: 'answer', seq: 3, at: noon, author, isMine: false, content },
});
const BOT = { role: 'bot', name: 'Neuru' } as const;
const MINA = {
  role: 'agent',
  name: 'Mina',
  agentId: '0195d000-0000-7000-8000-00000000000a' as never,
} as const;

interface Shown {
  readonly chat: BesideChat;
  readonly client: FakeClient;
  readonly message: BesideArticleMessage;
  /** Visible words of its buttons. */
  readonly buttons: () => string[];
  readonly press: (name: string) => Promise<void>;
}

async function show(
  author: MessageItem['author'],
  status: 'queued' | 'assigned',
  locale = 'en',
): Promise<Shown> {
  const client = createFakeClient();
  client.setView({ status, conversationId, items: [mine(2, 'returns?'), answer(author)] });
  const chat = await fixture<BesideChat>(
    html`<beside-chat
      style="block-size: 600px; inline-size: 380px"
      .client=${client}
      .locale=${locale}
      active
    ></beside-chat>`,
  );
  const find = (): BesideArticleMessage | null | undefined =>
    chat.shadowRoot
      ?.querySelector('beside-chat-log')
      ?.shadowRoot?.querySelector('beside-structured')
      ?.shadowRoot?.querySelector('beside-article-message');
  // Three chunks one after the other.
  await waitUntil(() => find()?.shadowRoot?.querySelector('.title'), 'the message', { timeout: 10_000 });
  const message = find()!;
  const all = () => [...(message.shadowRoot?.querySelectorAll('button') ?? [])];
  return {
    ...{ chat, client, message },
    buttons: () => all().map(({ textContent }) => textContent.trim()),
    async press(name) {
      all()
        .find(({ textContent }) => textContent.trim() === name)
        ?.click();
      await waitUntil(
        () => client.calls.length > 0 || message.shadowRoot?.querySelector('.when')?.textContent,
      );
      await message.updateComplete;
    },
  };
}

const textOf = ({ message }: Shown, selector: string): string | undefined =>
  message.shadowRoot?.querySelector(selector)?.textContent.trim();

describe('beside-article-message', () => {
  it('[M7] is marked as automatic in words, icon and for screen readers, with a person beside it', async () => {
    const shown = await show(BOT, 'queued');

    expect(textOf(shown, '.mark')).to.equal('Automatic answer');
    expect(shown.message.shadowRoot?.querySelector('.mark svg')).to.be.ok;
    expect(shown.buttons()).to.deep.equal(['Read it all', 'That helped', 'Talk to a person']);
    const log = shown.chat.shadowRoot?.querySelector('beside-chat-log');
    expect(log?.shadowRoot?.querySelector('.theirs .unseen')?.textContent).to.contain('Automatic reply');
    await expect(shown.chat).to.be.accessible();
  });

  it('[M7] says honestly when a person answers, and asks for none a second time', async () => {
    const shown = await show(BOT, 'queued');
    shown.client.setView({ queuePosition: 2 });

    await shown.press('Talk to a person');
    await waitUntil(() => textOf(shown, '[role=status]'));

    expect(textOf(shown, '[role=status]')).to.match(/2/);
    expect(shown.client.calls.filter(([name]) => name === 'send' || name === 'end')).to.deep.equal([]);

    const closed = await show(BOT, 'queued');
    closed.client.setState({ availability: { status: 'closed', zone: 'Asia/Seoul' } });
    await closed.press('Talk to a person');
    await waitUntil(() => textOf(closed, '[role=status]'));
    expect(textOf(closed, '[role=status]')).to.match(/closed/i);
  });

  it('[M7] ends the matter when it was enough', async () => {
    const shown = await show(BOT, 'queued');

    await shown.press('That helped');
    await waitUntil(() => shown.client.calls.some(([name]) => name === 'end'));

    expect(shown.client.calls).to.deep.include(['end', 3]);
  });

  it('is read in place, and closed again', async () => {
    const shown = await show(BOT, 'queued');
    shown.client.flow.articles = {
      returns: {
        ...{ articleId: 'returns', locale: 'en', title: 'Return an item' },
        blocks: [
          { kind: 'paragraph', spans: [{ text: 'Within ' }, { text: '30 days', bold: true }] },
          { kind: 'list', isOrdered: true, items: [{ spans: [{ text: 'Tell us' }] }] },
        ],
      },
    };

    await shown.press('Read it all');
    await waitUntil(() => shown.message.shadowRoot?.querySelector('ol'));

    expect(textOf(shown, 'strong')).to.equal('30 days');
    expect(shown.client.calls).to.deep.include(['report', 'article.opened', { articleId: 'returns' }]);
    await expect(shown.chat).to.be.accessible();
    await shown.press('Show less');
    expect(shown.message.shadowRoot?.querySelector('ol')).to.equal(null);
  });

  it('says where it cannot be loaded', async () => {
    const shown = await show(BOT, 'queued');
    shown.client.openFlow = () => Promise.reject(new Error('away'));

    await shown.press('Read it all').catch(() => undefined);
    await waitUntil(() => textOf(shown, '[role=alert]'));

    expect(textOf(shown, '[role=alert]')).to.equal('This could not be loaded.');
  });

  it('asks nothing once somebody is there, and nothing of what an agent sent', async () => {
    const assigned = await show(BOT, 'assigned');
    const sent = await show(MINA, 'queued');

    expect(assigned.buttons()).to.deep.equal(['Read it all']);
    expect([textOf(sent, '.mark'), sent.buttons()]).to.deep.equal(['Article', ['Read it all']]);
  });

  it('speaks Korean', async () => {
    const shown = await show(BOT, 'queued', 'ko');
    await waitUntil(() => textOf(shown, '.mark') === '자동 답변');

    expect(shown.buttons()).to.deep.equal(['전체 보기', '해결됐어요', '상담사와 대화하기']);
  });
});
