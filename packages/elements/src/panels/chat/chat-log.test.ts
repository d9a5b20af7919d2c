import { BesideError } from '@beside/protocol';
import type { ChatView, MessageItem } from '@beside/sdk';
import { aTimeout, expect, fixture, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';

import {
  conversationId,
  createFakeClient,
  happened,
  mine,
  theirs,
  type FakeClient,
} from '../../client/fake-client.test-support.ts';
import './chat-log.ts';
import type { BesideChatLog } from './chat-log.ts';

interface Shown {
  readonly log: BesideChatLog;
  readonly client: FakeClient;
  readonly scroller: HTMLElement;
}

async function show(change: Partial<ChatView>, active = true): Promise<Shown> {
  const client = createFakeClient();
  client.setView({ conversationId, status: 'assigned', agentName: '김민지', ...change });
  const log = await fixture<BesideChatLog>(
    html`<beside-chat-log
      style="block-size: 300px; inline-size: 360px"
      .view=${client.chat.view}
      .channel=${client.chat}
      ?active=${active}
    ></beside-chat-log>`,
  );
  const scroller = log.shadowRoot?.querySelector<HTMLElement>('[role=log]');
  if (!scroller) throw new Error('no log');
  // Sizes are observed at the end of a frame.
  await nextFrame();
  await nextFrame();
  return { log, client, scroller };
}

async function scrollTo({ scroller }: Shown, topPx: number): Promise<void> {
  const scrolled = oneEvent(scroller, 'scroll');
  scroller.scrollTop = topPx;
  await scrolled;
}

async function change({ log, client }: Shown, view: Partial<ChatView>): Promise<void> {
  client.setView(view);
  log.view = client.chat.view;
  await log.updateComplete;
  await nextFrame();
}

const many = (from: number, to: number): readonly MessageItem[] =>
  Array.from({ length: to - from + 1 }, (_, index) => theirs(from + index, `Message number ${from + index}`));
const gapAtEnd = ({ scroller }: Shown): number =>
  scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
const calls = (shown: Shown, name: string): number =>
  shown.client.calls.filter(([called]) => called === name).length;

/** Looked at when everything that fades in is there. */
async function expectAccessible(log: HTMLElement): Promise<void> {
  const inside = [...(log.shadowRoot?.querySelectorAll('*') ?? [])].map(({ shadowRoot }) => shadowRoot);
  for (const root of [log.shadowRoot, ...inside]) {
    // One without an end, such as that of typing, cannot be finished and hides nothing.
    for (const animation of root?.getAnimations() ?? [])
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }
  await expect(log).to.be.accessible();
}

describe('beside-chat-log', () => {
  it('[M6] is there before the first message, puts history in silently and reads what comes after', async () => {
    const shown = await show({ isLoaded: false });
    expect(shown.scroller.getAttribute('aria-live')).to.equal('off');

    await change(shown, { isLoaded: true, items: many(1, 30) });
    expect(shown.scroller.getAttribute('aria-live')).to.equal('off');

    await waitUntil(() => shown.scroller.getAttribute('aria-live') === 'polite');
    await change(shown, { items: many(1, 31) });
    expect(shown.scroller.getAttribute('aria-live')).to.equal('polite');
    await change(shown, { items: many(0, 31) });
    expect(shown.scroller.getAttribute('aria-live')).to.equal('off');
  });

  it('[M6] keeps receipts out of what is read', async () => {
    const { log } = await show({ items: [mine(1, 'Hello')] });

    expect(log.shadowRoot?.querySelector('.meta')?.getAttribute('aria-live')).to.equal('off');
    expect(log.shadowRoot?.querySelector('.progress')?.textContent).to.contain('Read');
  });

  it('starts at the end and follows it', async () => {
    const shown = await show({ items: many(1, 30) });
    expect(gapAtEnd(shown)).to.be.lessThan(2);

    await change(shown, { items: many(1, 31) });

    expect(gapAtEnd(shown)).to.be.lessThan(2);
  });

  it('stays where its reader is, and offers the way to the latest', async () => {
    const shown = await show({ items: many(1, 30) });
    await scrollTo(shown, 200);

    await change(shown, { items: many(1, 32), unreadCount: 2 });
    const jump = shown.log.shadowRoot?.querySelector<HTMLButtonElement>('.jump');
    const whereItWas = shown.scroller.scrollTop;
    const divider = shown.log.shadowRoot?.querySelector('.new')?.nextElementSibling?.textContent;
    jump?.click();
    await shown.log.updateComplete;

    expect(whereItWas).to.equal(200);
    expect(jump?.textContent.trim()).to.equal('2 new messages');
    expect(divider).to.contain('Message number 31');
    expect(gapAtEnd(shown)).to.be.lessThan(2);
  });

  it('goes to the end for one’s own message, wherever one was reading', async () => {
    const shown = await show({ items: many(1, 30) });
    await scrollTo(shown, 100);

    await change(shown, { items: [...many(1, 30), mine(31, 'Mine')] });

    expect(gapAtEnd(shown)).to.be.lessThan(2);
  });

  it('keeps the place when earlier messages come in above', async () => {
    const shown = await show({ items: many(20, 50), hasEarlier: true });
    await scrollTo(shown, 300);
    const first = shown.log.shadowRoot?.querySelector('.row');
    const before = first?.getBoundingClientRect().top;

    await change(shown, { items: many(1, 50) });

    expect(Math.abs((first?.getBoundingClientRect().top ?? 0) - (before ?? 0))).to.be.lessThan(25);
  });

  it('loads earlier messages by scrolling and by a button', async () => {
    const shown = await show({ items: many(20, 50), hasEarlier: true });

    await scrollTo(shown, 10);
    expect(calls(shown, 'loadEarlier')).to.equal(1);
    shown.log.shadowRoot?.querySelector<HTMLButtonElement>('.earlier')?.click();

    expect(calls(shown, 'loadEarlier')).to.equal(2);
  });

  it('marks as read only what a person can see', async () => {
    const hidden = await show({ items: many(1, 30), unreadCount: 3 }, false);
    expect(calls(hidden, 'markRead')).to.equal(0);

    const away = await show({ items: many(1, 30) });
    await scrollTo(away, 0);
    await change(away, { items: many(1, 31), unreadCount: 1 });
    expect(calls(away, 'markRead')).to.equal(0);

    const atEnd = await show({ items: many(1, 30) });
    await change(atEnd, { items: many(1, 31), unreadCount: 1 });
    expect(calls(atEnd, 'markRead')).to.be.greaterThan(0);
  });

  it('opens at the first message that was not seen', async () => {
    const shown = await show({ items: many(1, 40), unreadCount: 20 });
    const top = shown.log.shadowRoot?.querySelector('.new')?.getBoundingClientRect().top ?? 0;

    expect(top - shown.scroller.getBoundingClientRect().top).to.be.within(0, 40);
  });

  it('offers to send again or to delete what failed', async () => {
    const shown = await show({
      items: [mine(1, 'Hi', { progress: 'failed', error: new BesideError('rate_limited') })],
    });
    const [retry, discard] =
      shown.log.shadowRoot?.querySelectorAll<HTMLButtonElement>('.failure button') ?? [];

    retry?.click();
    discard?.click();

    expect(shown.client.calls.filter(([name]) => name !== 'markRead')).to.deep.equal([
      ['retry', 'm1'],
      ['discard', 'm1'],
    ]);
    const reason = (): string => shown.log.shadowRoot?.querySelector('.reason')?.textContent ?? '';
    await waitUntil(() => reason().includes('very fast'));
    await expectAccessible(shown.log);
  });

  it('[M5] shows markup as text', async () => {
    const { log } = await show({ items: [theirs(1, '<img src=x onerror=alert(1)> *bold*')] });

    await waitUntil(() => log.shadowRoot?.querySelector('.text strong')?.textContent === 'bold');
    expect(log.shadowRoot?.querySelector('img')).to.equal(null);
  });

  it('[M5] lets a choice be picked once and sends it as an answer', async () => {
    const question = theirs(4, {
      kind: 'choices',
      text: 'Which?',
      options: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
    });
    const shown = await show({ items: [question] });
    const structured = shown.log.shadowRoot?.querySelector('beside-structured');
    await waitUntil(() => structured?.shadowRoot?.querySelector('.choice'));

    structured?.shadowRoot?.querySelectorAll<HTMLButtonElement>('.choice')[1]?.click();
    const content = { kind: 'text', text: 'B', replyTo: { seq: 4, optionId: 'b' } } as const;
    await change(shown, { items: [question, mine(5, '', { content })] });
    await structured?.updateComplete;

    expect(shown.client.calls).to.deep.include(['send', content]);
    const buttons = [...(structured?.shadowRoot?.querySelectorAll<HTMLButtonElement>('.choice') ?? [])];
    expect(buttons.map((button) => [button.disabled, button.getAttribute('aria-pressed')])).to.deep.equal([
      [true, 'false'],
      [true, 'true'],
    ]);
    await expectAccessible(shown.log);
  });

  it('[M5] asks for what a form requires, then sends the answers', async () => {
    const shown = await show({
      items: [
        theirs(7, {
          kind: 'form',
          text: 'Where to?',
          fields: [
            { id: 'name', label: 'Name', input: 'text', required: true },
            { id: 'slot', label: 'Time', input: 'select', required: false, options: ['Morning'] },
          ],
        }),
      ],
    });
    const structured = shown.log.shadowRoot?.querySelector('beside-structured');
    await waitUntil(() =>
      structured?.shadowRoot?.querySelector('beside-form-message')?.shadowRoot?.querySelector('input'),
    );
    const form = structured?.shadowRoot?.querySelector('beside-form-message');
    const input = form?.shadowRoot?.querySelector('input');
    if (!form || !input) throw new Error('no form');

    form.shadowRoot?.querySelector('button')?.click();
    await aTimeout(10);
    expect(form.shadowRoot?.activeElement).to.equal(input);
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    await expectAccessible(shown.log);
    input.value = '홍길동';
    form.shadowRoot?.querySelector('button')?.click();

    expect(shown.client.calls).to.deep.include([
      'send',
      { kind: 'form-reply', replyTo: { seq: 7 }, values: { name: '홍길동' } },
    ]);
  });

  it('lets agents read structured messages without answering for the customer', async () => {
    const shown = await show({
      items: [theirs(1, { kind: 'choices', text: 'Which?', options: [{ id: 'a', label: 'A' }] })],
    });
    shown.log.side = 'agent';
    await shown.log.updateComplete;
    const structured = shown.log.shadowRoot?.querySelector('beside-structured');
    await waitUntil(() => structured?.shadowRoot?.querySelector('.choice'));
    await structured?.updateComplete;

    expect(structured?.shadowRoot?.querySelector<HTMLButtonElement>('.choice')?.disabled).to.equal(true);
  });

  it('is accessible with every kind of line, in both schemes', async () => {
    const items = [
      mine(1, 'Hello', { progress: 'delivered' }),
      happened(2, 'agent-joined'),
      theirs(3, 'See https://shop.example/a'),
      theirs(4, {
        kind: 'card',
        title: 'Lamp',
        text: 'Brass',
        link: { label: 'Look', url: 'https://shop.example/l' },
      }),
      theirs(5, 'Automatic', { author: { role: 'bot', name: 'Helper' } }),
      mine(6, 'Later', { progress: 'waiting' }),
      happened(7, 'ended-by-agent'),
    ];
    const { log } = await show({ items, isOtherTyping: true, hasEarlier: true });
    await waitUntil(() => log.shadowRoot?.querySelector('beside-structured')?.shadowRoot?.querySelector('a'));
    for (const scheme of ['light', 'dark']) {
      log.setAttribute('scheme', scheme);
      await aTimeout(300);
      await expect(log).to.be.accessible();
    }
  });

  it('leaves no listener behind', async () => {
    const shown = await show({ items: many(1, 30), unreadCount: 0 });
    shown.log.remove();

    document.dispatchEvent(new Event('visibilitychange'));
    await aTimeout(350);

    expect(shown.client.calls).to.deep.equal([]);
  });
});
