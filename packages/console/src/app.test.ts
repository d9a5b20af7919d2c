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
import {
  button,
  find,
  findAll,
  mina,
  openConsole,
  visibleText,
  type OpenConsole,
} from './testing/open-console.ts';

const offer = (number: number) => ({
  offerId: `offer-${number}` as never,
  expiresAt: noon + 20_000,
  conversation: deskConversation(number, { status: 'offered', context: { customerName: '김서연' } }),
});

async function signIn(open: OpenConsole, email: string, password: string): Promise<void> {
  const fields = findAll(open.element, 'input');
  [email, password].forEach((text, index) => {
    const field = fields[index] as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  });
  button(open.element, 'Sign in').click();
  await open.settle();
}

/** What has the focus, through all shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

describe('beside-console', () => {
  before(async () => {
    await setViewport({ width: 1280, height: 900 });
    // So that accessibility is judged when everything has arrived.
    await emulateMedia({ reducedMotion: 'reduce' });
  });

  describe('signing in', () => {
    it('asks nobody who it is where nobody signed in before', async () => {
      const open = await openConsole({ wasSignedIn: false });

      expect(visibleText(open.element)).to.contain('Sign in to help your customers.');
      await expect(open.element).to.be.accessible();
    });

    it('says what is missing, then what is wrong, and keeps the e-mail', async () => {
      const open = await openConsole({ wasSignedIn: false });
      await signIn(open, '', '');
      expect(visibleText(open.element)).to.contain('Please fill in your e-mail address.');

      open.answerLogin(new BesideError('unauthenticated'));
      await signIn(open, 'mina@demo.beside', 'wrong');

      expect(visibleText(open.element)).to.contain('E-mail or password is not right.');
      expect((findAll(open.element, 'input')[0] as HTMLInputElement).value).to.equal('mina@demo.beside');
      expect(focused()?.getAttribute('type')).to.equal('password');
      await expect(open.element).to.be.accessible();
    });

    it('says how long to wait after too many tries and when the server is not there', async () => {
      const open = await openConsole({ wasSignedIn: false });
      open.answerLogin(new BesideError('rate_limited', { details: { retryAfterMs: 12_000 } }));
      await signIn(open, 'mina@demo.beside', 'x');
      expect(visibleText(open.element)).to.contain('Please try again in 12 s.');

      open.answerLogin(new BesideError('disconnected'));
      await signIn(open, 'mina@demo.beside', 'x');

      expect(visibleText(open.element)).to.contain('The server cannot be reached.');
    });

    it('enters with the presence the server says and remembers only that somebody is signed in', async () => {
      const open = await openConsole({ wasSignedIn: false });

      await signIn(open, 'mina@demo.beside', 'right');

      expect(open.asked).to.deep.equal(['login mina@demo.beside right']);
      expect((find(open.element, 'input[value=away]') as HTMLInputElement).checked).to.equal(true);
      expect(open.client().calls).to.deep.equal([]);
      expect(open.saved()).to.deep.equal({
        isMuted: false,
        scheme: 'light',
        hasShortcuts: true,
        wasSignedIn: true,
      });
    });

    it('brings back what was being written when the session is over and the same agent signs in', async () => {
      const conversations = [deskConversation(1)];
      const desk = { ...emptyDesk, conversations };
      const open = await openConsole({}, [createFakeAgentClient(desk), createFakeAgentClient(desk)]);
      find(open.element, 'textarea').focus();
      await sendKeys({ type: 'half a sent' });
      const first = open.client();

      first.setState({ connection: { status: 'stopped', error: new BesideError('unauthenticated') } });
      await open.settle();
      expect(visibleText(open.element)).to.contain('Your session is over.');
      expect(first.isStopped).to.equal(true);
      open.answerLogin(mina);
      await signIn(open, 'mina@demo.beside', 'right');

      expect((find(open.element, 'textarea') as HTMLTextAreaElement).value).to.equal('half a sent');
    });

    it('forgets everything at sign-out', async () => {
      const open = await openConsole();
      const client = open.client();

      button(open.element, 'Settings').click();
      await open.settle();
      await expect(open.element).to.be.accessible();
      button(open.element, 'Sign out').click();
      await open.settle();

      expect([client.isStopped, open.asked, open.saved().wasSignedIn]).to.deep.equal([
        true,
        ['logout'],
        false,
      ]);
    });
  });

  describe('presence', () => {
    it('asks the server and shows the wish at once', async () => {
      const open = await openConsole();

      find(open.element, 'input[value=available]').click();
      await open.settle();

      expect(open.client().calls).to.deep.equal([['setPresence', 'available']]);
    });

    it('says why the server set it to away', async () => {
      const open = await openConsole();

      open.client().setDesk({ presence: 'away', presenceReason: 'missed-offers' });
      await open.settle();

      expect(visibleText(open.element)).to.contain('You missed several conversations');
      await expect(open.element).to.be.accessible();
    });
  });

  describe('offers', () => {
    it('ring with name and time left, and count down', async () => {
      const open = await openConsole();

      open.client().setDesk({ presence: 'available', offers: [offer(1)] });
      await open.settle();
      expect(visibleText(open.element)).to.contain('김서연').and.to.contain('20 seconds left');
      await expect(open.element).to.be.accessible();
      open.clock.advance(5_000);
      await open.settle();

      expect(visibleText(open.element)).to.contain('15 seconds left');
    });

    it('open the conversation when accepted, with the caret in the message', async () => {
      const open = await openConsole();
      open.client().setDesk({ presence: 'available', offers: [offer(1)] });
      await open.settle();

      button(open.element, 'Accept').click();
      await open.settle();
      open.client().setDesk({ offers: [], conversations: [deskConversation(1)] });
      await open.settle();

      expect(open.client().calls).to.deep.include(['accept', idOf(1), 'offer-1']);
      expect(focused()?.getAttribute('aria-label')).to.equal('Your message');
      expect(visibleText(open.element)).not.to.contain('no longer with you').and.not.to.contain('ring here');
      await expect(open.element).to.be.accessible();
    });

    it('say in words that somebody else was faster', async () => {
      const open = await openConsole();
      open.client().setDesk({ presence: 'available', offers: [offer(1)] });
      await open.settle();
      open.client().refuseNext(new BesideError('offer_gone'));

      button(open.element, 'Accept').click();
      await open.settle();

      expect(visibleText(open.element)).to.contain('Somebody else was faster');
    });

    it('go away with a word when they expire, and without one when declined', async () => {
      const open = await openConsole();
      open.client().setDesk({ presence: 'available', offers: [offer(1), offer(2)] });
      await open.settle();

      button(open.element, 'Decline').click();
      await open.settle();
      open.client().setDesk({ offers: [offer(2)] });
      await open.settle();
      expect(visibleText(open.element)).not.to.contain('does not ring here any more');
      open.client().setDesk({ offers: [] });
      await open.settle();

      expect(visibleText(open.element)).to.contain('does not ring here any more');
      expect(focused()?.localName, 'the focus is on something').not.to.equal('body');
    });

    it('ring in one tab only, silently when muted', async () => {
      const open = await openConsole({ isMuted: true });
      const ring = { conversationId: idOf(1), offerId: 'offer-1' as never };

      open.client().emit('offer-received', { ...ring, shouldAlert: false });
      open.client().emit('offer-received', { ...ring, shouldAlert: true });

      expect(open.alerts.map(({ kind, isMuted }) => [kind, isMuted])).to.deep.equal([['ring', true]]);
    });
  });

  describe('conversations', () => {
    const two = [deskConversation(1, { context: { customerName: 'Ada' } }), deskConversation(2)];

    it('stand in the list with the last line, what is new and how long they wait', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);

      open
        .client()
        .chat(idOf(2))
        .set({ items: [textItem('m1', 'Where is my order?')], unreadCount: 1 });
      await open.settle();

      const list = visibleText(find(open.element, 'beside-conversation-list'));
      expect(list).to.contain('Ada').and.to.contain('Where is my order?').and.to.contain('1 new message');
      expect(list).to.contain('Waiting for your answer: 1 min');
      expect(document.title).to.equal('(1) Beside console');
      await expect(open.element).to.be.accessible();
    });

    it('stand side by side on a wide screen, each with a field of its own', async () => {
      await setViewport({ width: 1600, height: 900 });
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);

      button(open.element, 'Show Customer 0002 beside the other conversation').click();
      await open.settle();

      const labels = findAll(open.element, 'textarea').map((field) => field.getAttribute('aria-label'));
      expect(labels).to.deep.equal(['Your message to Ada', 'Your message to Customer 0002']);
      await expect(open.element).to.be.accessible();
      await setViewport({ width: 1280, height: 900 });
    });

    it('keep what is being written when another one is shown', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);
      find(open.element, 'textarea').focus();
      await sendKeys({ type: 'to Ada' });

      await sendKeys({ press: 'Alt+n' });
      await open.settle();
      expect((find(open.element, 'textarea') as HTMLTextAreaElement).value).to.equal('');
      await sendKeys({ press: 'Alt+p' });
      await open.settle();

      expect((find(open.element, 'textarea') as HTMLTextAreaElement).value).to.equal('to Ada');
    });

    it('end only after a question, and stay readable until they are put away', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);

      button(open.element, 'End conversation').click();
      await open.settle();
      expect(open.client().calls).to.deep.equal([]);
      await expect(open.element).to.be.accessible();
      button(open.element, 'End it').click();
      await open.settle();
      expect(open.client().calls).to.deep.equal([['end', idOf(1)]]);
      open.client().chat(idOf(1)).set({ status: 'ended' });
      open.client().setDesk({ conversations: [deskConversation(2)] });
      await open.settle();

      expect(visibleText(find(open.element, 'beside-conversation'))).to.contain(
        'This conversation has ended.',
      );
      expect(findAll(open.element, 'textarea')).to.deep.equal([]);
    });

    it('go back to the queue', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);

      button(open.element, 'Return to queue').click();
      await open.settle();

      expect(open.client().calls).to.deep.equal([['release', idOf(1)]]);
      expect(visibleText(open.element)).to.contain('Ada waits in the queue again');
    });

    it('say when they are with somebody else now', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, conversations: two })]);

      open.client().setDesk({ conversations: [deskConversation(2)] });
      await open.settle();

      expect(visibleText(open.element)).to.contain('This conversation is no longer with you.');
    });
  });
});
