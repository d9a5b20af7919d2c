import { expect, fixture, fixtureCleanup, html, waitUntil } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';

import { conversationId, createFakeClient, theirs } from '../client/fake-client.test-support.ts';
import './launcher.ts';
import type { BesideLauncher } from './launcher.ts';

/** Left edges of button, preview and panel in a page, and how the panel is written. */
async function show(dir: string) {
  document.documentElement.dir = dir;
  const client = createFakeClient();
  const launcher = await fixture<BesideLauncher>(
    html`<beside-launcher .client=${client} locale="en"></beside-launcher>`,
  );
  const find = (selector: string) => launcher.shadowRoot?.querySelector(selector);
  await waitUntil(() => find('button.launcher'));
  await launcher.updateComplete;
  client.setView({ conversationId, status: 'assigned', unreadCount: 1, items: [theirs(1, 'Hi')] });
  client.emit('message-received', { conversationId, key: 'm1', shouldAlert: true });
  await waitUntil(() => find('beside-preview')?.shadowRoot?.querySelector('.card'));
  const [button, preview] = ['button.launcher', 'beside-preview'].map((selector) =>
    find(selector)?.getBoundingClientRect(),
  );
  await launcher.show('home');
  const dialog = launcher.shadowRoot?.querySelector('beside-shell')?.shadowRoot?.querySelector('dialog');
  return {
    button,
    preview,
    panel: dialog?.getBoundingClientRect(),
    direction: dialog && getComputedStyle(dialog).direction,
  };
}

describe('the corner of beside-launcher', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  beforeEach(() => setViewport({ width: 1000, height: 800 }));
  afterEach(() => {
    fixtureCleanup();
    document.documentElement.removeAttribute('dir');
  });

  it('[S1] is at the end of a line as the page writes it; preview and panel are in it, in their own direction', async () => {
    const { button, preview, panel, direction } = await show('rtl');

    expect([button?.left, preview?.left, panel?.left, direction]).to.deep.equal([20, 20, 20, 'ltr']);
  });

  it('is at the right of a page written from left to right', async () => {
    const { button, preview, panel } = await show('ltr');

    expect([button?.right, preview?.right, panel?.right]).to.deep.equal([980, 980, 980]);
  });
});
