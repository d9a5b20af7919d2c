import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import {
  conversationId,
  createFakeClient,
  mine,
  type FakeClient,
} from '../../client/fake-client.test-support.ts';
import { chatEn } from './chat-terms.ts';
import './chat.ts';
import type { BesideChat } from './chat.ts';
import type { BesideComposer } from './composer.ts';

interface Shown {
  readonly chat: BesideChat;
  readonly client: FakeClient;
  readonly find: <Found extends HTMLElement = HTMLElement>(selector: string) => Found | null | undefined;
}

async function show(prepare: (client: FakeClient) => void = () => undefined): Promise<Shown> {
  const client = createFakeClient();
  prepare(client);
  const chat = await fixture<BesideChat>(
    html`<beside-chat style="block-size: 500px; inline-size: 380px" .client=${client} active></beside-chat>`,
  );
  return { chat, client, find: (selector) => chat.shadowRoot?.querySelector(selector) };
}

const statusOf = ({ find }: Shown): string | undefined => find('[role=status]')?.textContent.trim();

describe('beside-chat', () => {
  // First: once the log was loaded it is there for every chat of the page.
  it('shows a chat without messages without the log, which comes with the first words', async () => {
    const { chat, find } = await show();
    const before = [find('beside-chat-log'), find('.empty')?.textContent.trim()];
    await expect(chat).to.be.accessible();

    chat.focus();
    await sendKeys({ type: 'H' });
    await waitUntil(() => find('beside-chat-log')?.shadowRoot);

    expect(before).to.deep.equal([null, chatEn.emptyChat]);
    expect(find('.no-log')).to.equal(null);
    expect(find('.empty')?.assignedSlot).to.be.ok;
  });

  it('hands a message to the client and says so', async () => {
    const { chat, client } = await show();
    chat.focus();

    const sent = oneEvent(chat, 'beside-message-sent');
    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });

    expect((await sent).detail).to.deep.equal({ key: 'key-sent' });
    expect(client.calls).to.deep.include(['send', { kind: 'text', text: 'Hello' }]);
    expect(client.calls).to.deep.include(['typing']);
  });

  it('says where one stands in line, and nothing once somebody answers', async () => {
    const shown = await show((client) =>
      client.setView({ conversationId, status: 'queued', queuePosition: 3 }),
    );
    expect(shown.find('.bottom')?.textContent).to.contain('You are number 3 in line.');

    shown.client.setView({ status: 'assigned', agentName: 'Minji' });
    await shown.chat.updateComplete;

    expect(shown.find('.bottom')?.textContent.trim()).to.equal('');
    await expect(shown.chat).to.be.accessible();
  });

  it('[M6] announces one thing at a time, and typing once per turn', async () => {
    const shown = await show((client) =>
      client.setView({ conversationId, status: 'assigned', agentName: 'Minji' }),
    );
    const said: (string | undefined)[] = [];
    const node = shown.find('[role=status]');
    const observer = new MutationObserver(() => said.push(node?.textContent.trim()));
    if (node) observer.observe(node, { childList: true, characterData: true, subtree: true });

    for (const isOtherTyping of [true, true, true, false]) {
      shown.client.setView({ isOtherTyping });
      await shown.chat.updateComplete;
      await aTimeout(0);
    }
    observer.disconnect();

    expect(said).to.deep.equal(['Minji is typing…', '']);
  });

  it('says that the connection is lost until it is back, not between attempts', async () => {
    const shown = await show();
    for (const status of ['waiting', 'connecting'] as const) {
      shown.client.setState({
        connection: status === 'waiting' ? { status, retryAt: 0, attempt: 1 } : { status },
      });
      await shown.chat.updateComplete;
      expect(statusOf(shown)).to.equal('Connection lost. Trying again…');
    }

    shown.client.setState({ connection: { status: 'connected' } });
    await shown.chat.updateComplete;

    expect([statusOf(shown), shown.find('beside-notice')]).to.deep.equal(['', null]);
  });

  it('offers a new conversation after the end, and lets one write it', async () => {
    const shown = await show((client) =>
      client.setView({ conversationId, status: 'ended', items: [mine(1, 'Bye')] }),
    );
    expect(shown.find('beside-composer')).to.equal(null);
    await expect(shown.chat).to.be.accessible();

    shown.find<HTMLButtonElement>('.ended button')?.click();
    await aTimeout(10);
    await sendKeys({ type: 'Again' });
    await sendKeys({ press: 'Enter' });
    await aTimeout(5);

    expect(shown.client.calls).to.deep.include(['send', { kind: 'text', text: 'Again' }]);
  });

  it('stops listening when it leaves the page', async () => {
    const { chat, client } = await show();

    chat.remove();

    expect(client.listenerCount).to.equal(0);
  });

  describe('drafts', () => {
    const valueOf = ({ find }: Shown): string | undefined => find<BesideComposer>('beside-composer')?.value;

    it('keeps what is written, and no longer once it was sent', async () => {
      const { chat, client } = await show();
      chat.focus();
      await sendKeys({ type: 'Hi' });
      await sendKeys({ press: 'Enter' });

      const written = client.calls.filter(([name]) => name === 'writeDraft').map(([, text]) => text);
      expect(written).to.deep.equal(['H', 'Hi', '']);
    });

    it('puts back what was kept, without saying that somebody types', async () => {
      const shown = await show();

      shown.client.putDraft('주문이 아직');
      await shown.find<BesideComposer>('beside-composer')?.updateComplete;

      expect(valueOf(shown)).to.equal('주문이 아직');
      expect(shown.client.calls).to.not.deep.include(['typing']);
      await expect(shown.chat).to.be.accessible();
    });

    it('does not put it over what is being written', async () => {
      const shown = await show();
      shown.chat.focus();
      await sendKeys({ type: 'new' });

      shown.client.putDraft('old');

      expect(valueOf(shown)).to.equal('new');
    });

    it('empties the field when the customer is forgotten or is somebody else', async () => {
      const shown = await show();
      shown.chat.focus();
      await sendKeys({ type: 'one' });
      shown.client.putDraft('');
      const afterSomebodyElse = valueOf(shown);

      await sendKeys({ type: 'two' });
      shown.client.setState({ phase: 'idle' });
      await shown.chat.updateComplete;

      expect([afterSomebodyElse, valueOf(shown)]).to.deep.equal(['', '']);
    });

    it('ends with its conversation', async () => {
      const { chat, client } = await show(({ setView }) => setView({ status: 'assigned', conversationId }));
      client.setView({ status: 'ended' });
      await chat.updateComplete;
      await aTimeout(0);

      expect(client.calls).to.deep.include(['writeDraft', '']);
    });

    it('comes back when a new conversation is begun after the ended one', async () => {
      const shown = await show(({ setView }) => setView({ status: 'ended', items: [mine(1, 'Hi')] }));
      shown.client.putDraft('one more thing');

      shown.find('.ended button')?.click();
      await waitUntil(() => valueOf(shown));

      expect(valueOf(shown)).to.equal('one more thing');
    });

    it('lets go when it is taken off the page', async () => {
      const { chat, client } = await show();
      await aTimeout(0);

      chat.remove();

      expect(client.calls).to.deep.include(['unfollowDraft']);
    });
  });
});
