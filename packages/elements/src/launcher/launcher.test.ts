import {
  aTimeout,
  expect,
  fixture,
  fixtureCleanup,
  html,
  nextFrame,
  oneEvent,
  waitUntil,
} from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';

import type { ConversationLine } from '@beside/protocol';

import {
  conversationId,
  createFakeClient,
  mine,
  noon,
  theirs,
  type FakeClient,
} from '../client/fake-client.test-support.ts';
import './launcher.ts';
import type { BesideLauncher } from './launcher.ts';
import { launcherButtonCss, paintLauncherButton } from './paint-button.ts';
import type { BesideShell } from './shell.ts';

interface Launched {
  readonly launcher: BesideLauncher;
  readonly client: FakeClient;
  readonly button: HTMLButtonElement;
}

async function launch(prepare?: (client: FakeClient) => void): Promise<Launched> {
  const client = createFakeClient();
  prepare?.(client);
  const launcher = await fixture<BesideLauncher>(
    html`<beside-launcher .client=${client} locale="en"></beside-launcher>`,
  );
  await waitUntil(() => launcher.shadowRoot?.querySelector('button.launcher'));
  const button = launcher.shadowRoot?.querySelector<HTMLButtonElement>('button.launcher');
  if (!button) throw new Error('no button');
  return { launcher, client, button };
}

const shellOf = (launcher: BesideLauncher): BesideShell => {
  const shell = launcher.shadowRoot?.querySelector('beside-shell');
  if (!shell) throw new Error('no shell');
  return shell;
};
const dialogOf = (launcher: BesideLauncher): HTMLDialogElement => {
  const dialog = shellOf(launcher).shadowRoot?.querySelector('dialog');
  if (!dialog) throw new Error('no dialog');
  return dialog;
};
const insideOf = (launcher: BesideLauncher, selector: string): HTMLElement | null | undefined =>
  dialogOf(launcher).querySelector('#panel')?.shadowRoot?.querySelector<HTMLElement>(selector);

/** The innermost focused element. */
function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

describe('beside-launcher', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  beforeEach(() => setViewport({ width: 1000, height: 800 }));
  afterEach(() => fixtureCleanup());

  it('takes over a painted button: same node, same focus, same place and looks', async () => {
    const host = document.createElement('beside-launcher-before');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherButtonCss);
    root.adoptedStyleSheets = [sheet];
    const button = paintLauncherButton(root, 'Help');
    document.body.append(host);
    button.focus();
    const before = button.getBoundingClientRect().toJSON() as unknown;
    const { BesideLauncher: Launcher } = await import('./launcher.ts');

    customElements.define('beside-launcher-before', class extends Launcher {});
    customElements.upgrade(host);
    const upgraded = host as BesideLauncher;
    await upgraded.updateComplete;

    expect(root.querySelectorAll('button.launcher').length).to.equal(1);
    expect(root.querySelector('button.launcher')).to.equal(button);
    expect(focused()).to.equal(button);
    expect(host.matches(':popover-open')).to.equal(true);
    expect(button.getBoundingClientRect().toJSON()).to.deep.equal(before);
    expect(getComputedStyle(host).position).to.equal('fixed');
    host.remove();
  });

  it('opens with Enter and with Space, and closes with Esc, which gives the focus back', async () => {
    const { launcher, button } = await launch();
    for (const key of ['Enter', 'Space']) {
      button.focus();
      const opened = oneEvent(launcher, 'beside-opened');
      await sendKeys({ press: key });
      await opened;
      expect([launcher.isOpen, button.getAttribute('aria-expanded'), dialogOf(launcher).open]).to.deep.equal([
        true,
        'true',
        true,
      ]);

      await sendKeys({ press: 'Escape' });
      await nextFrame();
      expect([launcher.isOpen, button.getAttribute('aria-expanded'), dialogOf(launcher).open]).to.deep.equal([
        false,
        'false',
        false,
      ]);
      expect(focused()).to.equal(button);
    }
  });

  it('[M6] is not modal beside the page: Tab goes through it and leaves it', async () => {
    const page = await fixture<HTMLElement>(html`<div><button id="before">Before</button></div>`);
    const { launcher } = await launch();
    const after = document.createElement('button');
    launcher.after(after);
    await launcher.show('home');

    const visited: unknown[] = [];
    for (let press = 0; press < 6 && focused() !== after; press += 1) {
      await sendKeys({ press: 'Tab' });
      visited.push(focused());
    }

    expect(dialogOf(launcher).matches(':modal')).to.equal(false);
    expect(visited).to.include(insideOf(launcher, '.start-chat'));
    expect(focused()).to.equal(after);
    expect(page.matches(':modal')).to.equal(false);
    after.remove();
  });

  it('[M6] is modal and fills the screen of a phone; the page behind does not scroll', async () => {
    await setViewport({ width: 390, height: 700 });
    const { launcher } = await launch();
    await launcher.show('chat');
    const dialog = dialogOf(launcher);
    await nextFrame();

    expect([dialog.matches(':modal'), dialog.getAttribute('aria-modal')]).to.deep.equal([true, 'true']);
    const { width, height } = dialog.getBoundingClientRect();
    expect([width, height]).to.deep.equal([390, 700]);
    expect(document.documentElement.style.overflow).to.equal('hidden');
    await expect(dialog).to.be.accessible();

    launcher.hide();
    await nextFrame();
    expect(document.documentElement.hasAttribute('style')).to.equal(false);
  });

  it('changes between the two when the window does, keeping the focus in the field', async () => {
    const { launcher } = await launch();
    await launcher.show('chat');
    const field = focused();
    expect(field?.localName).to.equal('textarea');

    await setViewport({ width: 400, height: 700 });
    await waitUntil(() => dialogOf(launcher).matches(':modal'));
    expect(focused()).to.equal(field);

    await setViewport({ width: 1000, height: 800 });
    await waitUntil(() => !dialogOf(launcher).matches(':modal'));
    expect([focused() === field, dialogOf(launcher).open]).to.deep.equal([true, true]);
  });

  it('goes from home to the chat and back, keeping what was written', async () => {
    const { launcher, client } = await launch();
    await launcher.show('home');

    insideOf(launcher, '.start-chat')?.click();
    await waitUntil(() => focused()?.localName === 'textarea');
    launcher.hide();
    await launcher.show();

    expect(shellOf(launcher).panel).to.equal('chat');
    expect(client.calls.filter(([name]) => name === 'report').map(([, name]) => name)).to.deep.equal([
      'launcher.opened',
      'chat.opened',
      'launcher.closed',
      'launcher.opened',
      'chat.opened',
    ]);
  });

  it('starts the client at the first opening, not before', async () => {
    const { launcher, client } = await launch();
    expect(client.calls).to.deep.equal([]);

    await launcher.show();

    expect(client.calls).to.deep.include(['start']);
  });

  it('opens where the conversation is, and quietly when nobody asked', async () => {
    const { launcher, button } = await launch((client) =>
      client.setView({ conversationId, status: 'assigned' }),
    );
    button.focus();

    await launcher.show(undefined, { focus: false });

    expect(shellOf(launcher).panel).to.equal('chat');
    expect(focused()).to.equal(button);
  });

  it('counts new messages on the closed button, in words too', async () => {
    const { launcher, client, button } = await launch();

    client.setView({ unreadCount: 3 });
    await launcher.updateComplete;

    expect(button.querySelector('.unseen')?.textContent).to.equal('3 new messages');
    expect(button.querySelector('.count')?.textContent).to.equal('3');
    expect(launcher.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('3 new messages');
    await expect(launcher).to.be.accessible();
    client.setView({ unreadCount: 0 });
    await launcher.updateComplete;
    expect(button.querySelectorAll('b').length).to.equal(0);
  });

  it('[S3] speaks the wanted language, English for one there is none for', async () => {
    const { launcher, button } = await launch();

    launcher.wantedLocale = 'ko-KR';
    await waitUntil(() => button.textContent === '문의하기');
    expect([launcher.lang, launcher.dir]).to.deep.equal(['ko-KR', '']);

    launcher.wantedLocale = 'en-GB';
    await waitUntil(() => button.textContent === 'Help');
  });

  it('[MC8] "Write again" leads into a new conversation, past the one that has ended', async () => {
    const line: ConversationLine = {
      ...{ conversationId, status: 'ended', startedAt: noon, endedAt: noon + 1, lastSeq: 2 },
    };
    const client = createFakeClient({
      list: async () => ({ conversations: [line], more: false }),
      read: () => new Promise(() => undefined),
    });
    client.setView({ conversationId, status: 'ended', items: [mine(1, 'Hello')] });
    const launcher = await fixture<BesideLauncher>(
      html`<beside-launcher .client=${client} locale="en"></beside-launcher>`,
    );
    await launcher.show('earlier');
    await waitUntil(() => insideOf(launcher, '.line'));
    insideOf(launcher, '.line')?.click();
    await waitUntil(() => insideOf(launcher, '.foot button'));

    insideOf(launcher, '.foot button')?.click();

    await waitUntil(() => focused()?.localName === 'textarea');
    expect([shellOf(launcher).panel, insideOf(launcher, '.ended')]).to.deep.equal(['chat', null]);
  });

  it('ends a conversation only after asking', async () => {
    const { launcher, client } = await launch((fake) =>
      fake.setView({ conversationId, status: 'assigned', agentName: 'Minji' }),
    );
    await launcher.show('chat');
    const shell = shellOf(launcher);

    shell.shadowRoot?.querySelector<HTMLButtonElement>('button[aria-label="End conversation"]')?.click();
    await waitUntil(
      () => shell.shadowRoot?.querySelector('beside-dialog')?.shadowRoot?.querySelector('dialog')?.open,
    );
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !shell.shadowRoot?.querySelector('beside-dialog'));
    expect([launcher.isOpen, client.calls.some(([name]) => name === 'end')]).to.deep.equal([true, false]);

    shell.shadowRoot?.querySelector<HTMLButtonElement>('button[aria-label="End conversation"]')?.click();
    await waitUntil(
      () => shell.shadowRoot?.querySelector('beside-dialog')?.shadowRoot?.querySelector('dialog')?.open,
    );
    shell.shadowRoot
      ?.querySelector('beside-dialog')
      ?.shadowRoot?.querySelector<HTMLButtonElement>('.danger')
      ?.click();
    expect(client.calls).to.deep.include(['end']);
  });

  it('[S1] keeps its looks under a page that unsets everything', async () => {
    const { launcher, button } = await launch();
    document.body.append(launcher);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*{all:unset!important} body *{display:none!important} body{font-size:0;letter-spacing:1em;visibility:hidden}',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    try {
      await launcher.show('home');
      const box = button.getBoundingClientRect();
      const looks = getComputedStyle(launcher);
      expect([looks.display, looks.position, looks.letterSpacing, looks.visibility]).to.deep.equal([
        'block',
        'fixed',
        'normal',
        'visible',
      ]);
      expect(box.right).to.be.within(960, 1000);
      expect(dialogOf(launcher).getBoundingClientRect().width).to.equal(392);
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      launcher.remove();
    }
  });

  it('is accessible in every state', async () => {
    const { launcher, client } = await launch();
    const states: readonly (() => Promise<void>)[] = [
      () => launcher.show('home'),
      () => launcher.show('chat'),
      async () => client.setView({ isLoaded: false }),
      async () =>
        client.setView({
          isLoaded: true,
          status: 'queued',
          queuePosition: 2,
          items: [mine(1, 'Hello', { progress: 'sent' })],
        }),
      async () =>
        client.setState({ connection: { status: 'waiting', retryAt: 0, attempt: 1 }, storage: 'memory' }),
      async () =>
        client.setState({
          availability: { status: 'closed', zone: 'Asia/Seoul', opensAt: 1_790_000_000_000 },
        }),
      async () =>
        client.setView({
          status: 'assigned',
          agentName: 'Minji Kim',
          items: [mine(1, 'Hello'), theirs(2, 'Hi')],
          isOtherTyping: true,
        }),
      async () => client.setView({ status: 'ended', isOtherTyping: false }),
      () => launcher.show('home'),
    ];
    for (const scheme of ['light', 'dark']) {
      launcher.setAttribute('scheme', scheme);
      for (const state of states) {
        await state();
        await aTimeout(600);
        await expect(launcher).to.be.accessible();
      }
      client.setState({
        connection: { status: 'connected' },
        storage: 'persistent',
        availability: { status: 'open', zone: 'Asia/Seoul' },
      });
    }
  }).timeout(30_000);

  it('leaves nothing behind', async () => {
    await setViewport({ width: 390, height: 700 });
    const { launcher, client } = await launch();
    await launcher.show('chat');
    expect(client.listenerCount).to.be.greaterThan(0);

    launcher.remove();

    expect(client.listenerCount).to.equal(0);
    expect(document.documentElement.hasAttribute('style')).to.equal(false);
  });

  it('goes on after the page moved it, open as it was', async () => {
    const { launcher, client } = await launch();
    await launcher.show('chat');

    document.body.append(launcher);
    await launcher.updateComplete;
    await nextFrame();

    expect([launcher.matches(':popover-open'), launcher.isOpen, dialogOf(launcher).open]).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(client.listenerCount).to.be.greaterThan(0);
    launcher.remove();
  });
});
