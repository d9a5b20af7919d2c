import { BesideError } from '@beside/protocol';
import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';

import {
  createFakeAgentClient,
  deskConversation,
  emptyDesk,
  idOf,
  noon,
  textItem,
} from './testing/fake-client.ts';
import { button, find, findAll, openConsole, visibleText, type OpenConsole } from './testing/open-console.ts';

const two = [deskConversation(1, { context: { customerName: 'Ada' } }), deskConversation(2)];
const offer = {
  offerId: 'offer-3' as never,
  expiresAt: noon + 20_000,
  conversation: deskConversation(3, { status: 'offered' }),
};

/** A console with two conversations, the first one open. */
function openWithTwo(settings = {}): Promise<OpenConsole> {
  return openConsole(settings, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);
}

const field = ({ element }: OpenConsole): HTMLTextAreaElement =>
  find(element, 'textarea') as HTMLTextAreaElement;

const row = ({ element }: OpenConsole, index: number): HTMLElement =>
  findAll(element, 'button.row')[index] as HTMLElement;

describe('beside-console at work', () => {
  before(async () => {
    await setViewport({ width: 1280, height: 900 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });

  describe('answering', () => {
    it('sends what is written and says that somebody types', async () => {
      const open = await openWithTwo();
      field(open).focus();

      await sendKeys({ type: 'Hello' });
      await sendKeys({ press: 'Enter' });
      await open.settle();

      expect(open.client().chat(idOf(1)).sent).to.deep.equal([{ kind: 'text', text: 'Hello' }]);
      expect(open.client().calls).to.deep.include(['typing', idOf(1)]);
      expect(field(open).value).to.equal('');
    });

    it('offers ready answers with "/" in an empty message, chosen by arrow keys', async () => {
      const open = await openWithTwo();
      field(open).focus();

      await sendKeys({ press: '/' });
      await open.settle();
      await expect(open.element).to.be.accessible();
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await open.settle();

      expect(field(open).value).to.equal('One moment please, I am looking into it.');
      expect(findAll(open.element, 'beside-canned-replies')).to.deep.equal([]);
    });

    it('writes a slash with "/" twice, and Esc goes back to the empty message', async () => {
      const open = await openWithTwo();
      field(open).focus();

      await sendKeys({ press: '/' });
      await open.settle();
      await sendKeys({ press: 'Escape' });
      await open.settle();
      expect(field(open).value).to.equal('');
      await sendKeys({ press: '/' });
      await open.settle();
      await sendKeys({ press: '/' });
      await open.settle();

      expect(field(open).value).to.equal('/');
    });

    it('asks a question with choices, once it is complete', async () => {
      const open = await openWithTwo();

      button(open.element, 'Ask with choices').click();
      await open.settle();
      button(open.element, 'Send question').click();
      await open.settle();
      expect(visibleText(open.element)).to.contain('at least two choices');
      await expect(open.element).to.be.accessible();
      find(open.element, 'beside-text-field').focus();
      for (const text of ['Which one?', 'Oak', 'Walnut']) {
        await sendKeys({ type: text });
        await sendKeys({ press: 'Tab' });
      }
      button(open.element, 'Send question').click();
      await open.settle();

      expect(open.client().chat(idOf(1)).sent).to.deep.equal([
        {
          kind: 'choices',
          text: 'Which one?',
          options: [
            { id: 'choice-1', label: 'Oak' },
            { id: 'choice-2', label: 'Walnut' },
          ],
        },
      ]);
    });
  });

  describe('the customer', () => {
    it('is marked as not verified, with page, cart and attributes', async () => {
      const context = {
        customerName: 'Ada',
        page: { url: 'https://shop.example/cart', title: 'Cart' },
        cart: {
          items: [{ id: '1', name: 'Lamp', quantity: 2, unitPrice: 20 }],
          total: 40,
          currency: 'EUR',
        },
        attributes: { tier: 'gold' },
      };
      const desk = { ...emptyDesk, conversations: [deskConversation(1, { context })] };
      const open = await openConsole({}, [createFakeAgentClient(desk)]);

      const card = visibleText(find(open.element, 'beside-customer-card'));
      expect(card).to.contain('Not verified').and.to.contain('shop.example/cart');
      expect(card).to.contain('2 × Lamp €40.00').and.to.contain('tier gold');
      await expect(open.element).to.be.accessible();
    });

    it('shows the way through the help and what was filled in there, so that nobody asks twice', async () => {
      const flow = {
        ...{ flowId: 'shop', revision: 1 },
        path: [
          { nodeId: 'home', label: 'Delivery' },
          { nodeId: 'track', label: 'Which order?' },
        ],
        answers: [{ variable: 'orderNumber', label: 'Order number', value: 'N-20417' }],
      };
      const desk = { ...emptyDesk, conversations: [deskConversation(1, { context: { flow } })] };
      const open = await openConsole({}, [createFakeAgentClient(desk)]);

      const card = visibleText(find(open.element, 'beside-customer-card'));
      expect(card).to.contain('Way through the help Not verified Delivery Which order? Order number N-20417');
      await expect(open.element).to.be.accessible();
    });

    it('is called by the name the site vouched for, whatever the page says', async () => {
      const verified = { subject: 'c-1', name: 'Adele Hart' };
      const desk = {
        ...emptyDesk,
        conversations: [deskConversation(1, { verified, context: { customerName: 'The boss' } })],
      };
      const open = await openConsole({}, [createFakeAgentClient(desk)]);

      const card = visibleText(find(open.element, 'beside-customer-card'));
      expect(card).to.contain('Adele Hart Verified').and.not.to.contain('The boss');
    });
  });

  describe('shortcuts', () => {
    it('accept and decline the first offer, wherever the focus is', async () => {
      const open = await openWithTwo();
      field(open).focus();
      open.client().setDesk({ offers: [offer] });
      await open.settle();

      await sendKeys({ press: 'Alt+x' });
      await open.settle();

      expect(open.client().calls).to.deep.equal([['decline', idOf(3), 'offer-3']]);
    });

    it('ask before they end a conversation', async () => {
      const open = await openWithTwo();

      await sendKeys({ press: 'Alt+q' });
      await open.settle();

      expect(visibleText(open.element)).to.contain('End the conversation with Ada?');
    });

    it('are listed behind "?" and stay silent once they are switched off there', async () => {
      const open = await openWithTwo();
      open.element.focus();

      await sendKeys({ press: '?' });
      await open.settle();
      expect(visibleText(open.element)).to.contain('Accept the first offer');
      await expect(open.element).to.be.accessible();
      find(open.element, 'input[type=checkbox]').click();
      button(open.element, 'Got it').click();
      await open.settle();
      await sendKeys({ press: 'Alt+m' });
      await open.settle();

      expect([open.saved().hasShortcuts, open.saved().isMuted]).to.deep.equal([false, false]);
    });

    it('leave "?" to whoever is writing', async () => {
      const open = await openWithTwo();
      field(open).focus();

      await sendKeys({ type: 'why?' });
      await open.settle();

      expect(field(open).value).to.equal('why?');
      expect(findAll(open.element, 'dialog[open]')).to.deep.equal([]);
    });
  });

  describe('trouble', () => {
    it('says when it tries again, and tries now when asked', async () => {
      const open = await openWithTwo();

      open.client().setState({
        connection: { status: 'waiting', retryAt: noon + 8_000, attempt: 2 },
        unsentCount: 1,
      });
      await open.settle();
      expect(visibleText(open.element)).to.contain('Trying again in 8 s. 1 message is not sent yet.');
      await expect(open.element).to.be.accessible();
      button(open.element, 'Try now').click();
      open.client().setState({ connection: { status: 'connected' }, unsentCount: 0 });
      await open.settle();

      expect(open.asked).to.deep.equal(['wake']);
      expect(visibleText(open.element)).not.to.contain('Try now');
    });

    it('keeps the page from being left while something is unsent, and only then', async () => {
      const open = await openWithTwo();
      const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));

      expect(leave()).to.equal(true);
      open.client().setState({ unsentCount: 1 });

      expect(leave()).to.equal(false);
      open.client().setState({ unsentCount: 0 });
    });

    it('warns before a draft is lost, in whichever conversation it is, until it is sent or of no use', async () => {
      const open = await openWithTwo();
      const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
      field(open).focus();

      await sendKeys({ type: 'Half a sen' });
      const whileWriting = leave();
      row(open, 1).click();
      await open.settle();
      const elsewhere = leave();
      open.client().setDesk({ ...emptyDesk, conversations: two.slice(1) });
      await open.settle();
      const onceItIsOver = leave();

      expect([whileWriting, elsewhere, onceItIsOver]).to.deep.equal([false, false, true]);
    });

    it('keeps a draft per conversation while the agent goes to and fro, on no disk', async () => {
      const open = await openWithTwo();
      field(open).focus();
      await sendKeys({ type: 'for Ada' });

      row(open, 1).click();
      await open.settle();
      const inTheOther = field(open).value;
      row(open, 0).click();
      await open.settle();

      expect([inTheOther, field(open).value]).to.deep.equal(['', 'for Ada']);
      expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.to.contain('for Ada');
      field(open).value = '';
      field(open).dispatchEvent(new Event('input'));
    });

    it('says in words what the server refuses', async () => {
      const open = await openWithTwo();
      open.client().refuseNext(new BesideError('read_only'));

      find(open.element, 'input[value=available]').click();
      await open.settle();

      expect(visibleText(open.element)).to.contain('The server cannot store anything at the moment.');
      expect((find(open.element, 'input[value=away]') as HTMLInputElement).checked).to.equal(true);
    });

    it('says why the connection ended for good', async () => {
      const open = await openWithTwo();

      open.client().setState({ connection: { status: 'stopped', error: new BesideError('replaced') } });
      await open.settle();

      expect(visibleText(open.element)).to.contain('You have too many consoles open');
      await expect(open.element).to.be.accessible();
    });

    it('waits visibly for the first connection', async () => {
      const client = createFakeAgentClient(null);
      const open = await openConsole({}, [client]);

      expect(visibleText(open.element)).to.contain('Connecting…');
      await expect(open.element).to.be.accessible();
    });
  });

  describe('on a phone', () => {
    before(() => setViewport({ width: 390, height: 844 }));
    after(() => setViewport({ width: 1280, height: 900 }));

    it('shows one thing at a time, and what rings above it', async () => {
      const open = await openWithTwo();
      open
        .client()
        .chat(idOf(1))
        .set({ items: [textItem('m1', 'Hello there')] });
      open.client().setDesk({ offers: [offer] });
      await open.settle();
      expect(findAll(open.element, 'textarea')).to.deep.equal([]);
      await expect(open.element).to.be.accessible();

      button(open.element, 'Chat').click();
      await open.settle();
      expect(visibleText(open.element)).to.contain('Hello there').and.to.contain('Ringing for you');
      await expect(open.element).to.be.accessible();
      button(open.element, 'Customer').click();
      await open.settle();

      expect(visibleText(open.element)).to.contain('Not verified');
      await expect(open.element).to.be.accessible();
    });

    it('has nothing wider than the screen, down to 320 px', async () => {
      await setViewport({ width: 320, height: 640 });
      const open = await openWithTwo();
      open.client().setDesk({ offers: [offer] });
      await open.settle();

      const wide = [...findAll(open.element, '*')].filter(
        (one) => one.checkVisibility() && one.getBoundingClientRect().right > 321 && !one.closest('.unseen'),
      );
      expect(wide.map((one) => `${one.localName}.${one.className}`)).to.deep.equal([]);
      await setViewport({ width: 390, height: 844 });
    });
  });

  it('speaks Korean at once when asked, in both schemes', async () => {
    const open = await openWithTwo({ scheme: 'dark' });
    open.client().setDesk({ offers: [offer] });

    button(open.element, 'Settings').click();
    findAll(open.element, 'input[name=language]')[1]?.click();
    await open.settle();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await open.settle();

    expect(visibleText(open.element)).to.contain('상담 가능').and.to.contain('수락');
    expect([document.documentElement.lang, open.saved().language]).to.deep.equal(['ko', 'ko']);
    await expect(open.element).to.be.accessible();
  });
});
