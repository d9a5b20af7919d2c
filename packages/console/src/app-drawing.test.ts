import type { BesideChatLog } from '@beside/elements/chat';
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

import { createFakeAgentClient, deskConversation, emptyDesk, idOf, textItem } from './testing/fake-client.ts';
import { find, findAll, openConsole, visibleText, type OpenConsole } from './testing/open-console.ts';
import type { BesideCustomerCard } from './workspace/customer-card.ts';

const two = [deskConversation(1), deskConversation(2)];

/** A console with two conversations, the first one open. */
function openWithTwo(): Promise<OpenConsole> {
  return openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);
}

const logOf = ({ element }: OpenConsole): BesideChatLog => find(element, 'beside-chat-log') as BesideChatLog;

/** Calls whenever an element draws itself, from now on. */
function hearDrawing(element: { render(): unknown }, drawing: () => void): void {
  const render = element.render.bind(element);
  element.render = () => {
    drawing();
    return render();
  };
}

describe('what beside-console draws when something is said', () => {
  before(() => setViewport({ width: 1280, height: 900 }));

  it('is the message first, then everything around it', async () => {
    const open = await openWithTwo();
    const chat = open.client().chat(idOf(1));
    const order: string[] = [];
    hearDrawing(open.element, () => order.push('the page'));
    hearDrawing(logOf(open), () => order.push('the messages'));

    chat.set({ items: [textItem('m1', 'Hello')] });
    await open.settle();

    expect(order).to.deep.equal(['the messages', 'the page']);
    expect(logOf(open).view).to.equal(chat.view);
    expect(visibleText(logOf(open))).to.contain('Hello');
    expect(visibleText(find(open.element, 'beside-conversation-list'))).to.contain('Hello');
  });

  it('is nothing in the log of another conversation, nor in one that was left', async () => {
    const open = await openWithTwo();
    const left = logOf(open);
    findAll(open.element, 'button.row')[1]?.click();
    await open.settle();

    open
      .client()
      .chat(idOf(1))
      .set({ items: [textItem('m1', 'Hello')] });

    expect([left.view?.items, logOf(open).view?.items]).to.deep.equal([[], []]);
  });

  it('is not what stayed as it was, within a second; after it, what goes by the clock', async () => {
    const open = await openWithTwo();
    const chat = open.client().chat(idOf(1));
    open.clock.advance(100);
    chat.set({ items: [textItem('m1', 'Hello')] });
    await open.settle();
    let drawn = 0;
    const card = find(open.element, 'beside-customer-card') as BesideCustomerCard;
    hearDrawing(card, () => (drawn += 1));

    open.clock.advance(100);
    chat.set({ items: [textItem('m1', 'Hello'), textItem('m2', 'Are you there?')] });
    open.clock.advance(700);
    await open.settle();
    const within = drawn;
    open.clock.advance(1_000);
    await open.settle();

    expect([within, drawn]).to.deep.equal([0, 1]);
  });

  it('is no number in the title of what is read as it comes', async () => {
    const open = await openWithTwo();
    const chat = open.client().chat(idOf(1));
    const titles: string[] = [];
    const observer = new MutationObserver(() => titles.push(document.title));
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });

    chat.set({ items: [textItem('m1', 'Hello')], unreadCount: 1 });
    await open.element.updateComplete;
    chat.set({ unreadCount: 0 });
    await open.settle();
    chat.set({ unreadCount: 2 });
    await open.settle();
    observer.disconnect();

    expect(titles).to.deep.equal(['(2) Beside console']);
  });
});
