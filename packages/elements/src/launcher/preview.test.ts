import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';

import {
  conversationId,
  createFakeClient,
  theirs,
  type FakeClient,
} from '../client/fake-client.test-support.ts';
import './launcher.ts';
import type { BesideLauncher } from './launcher.ts';
import type { BesidePreview } from './preview.ts';

interface Scene {
  readonly launcher: BesideLauncher;
  readonly client: FakeClient;
  readonly preview: () => BesidePreview | null | undefined;
  readonly inside: <Found extends HTMLElement = HTMLElement>(selector: string) => Found | null | undefined;
}

async function launch(): Promise<Scene> {
  const client = createFakeClient();
  client.setView({ status: 'assigned', conversationId, agentName: '김민지' });
  const launcher = await fixture<BesideLauncher>(
    html`<beside-launcher .client=${client} locale="en" muted></beside-launcher>`,
  );
  const preview = () => launcher.shadowRoot?.querySelector('beside-preview');
  return { launcher, client, preview, inside: (selector) => preview()?.shadowRoot?.querySelector(selector) };
}

/** A message of the agent arrives. */
function arrive({ client }: Scene, text: string, shouldAlert = true): void {
  const items = [...client.chat.view.items, theirs(client.chat.view.items.length + 1, text)];
  client.setView({ items, unreadCount: items.length });
  client.emit('message-received', { conversationId, key: `m${items.length}`, shouldAlert });
}

async function show(text: string): Promise<Scene> {
  const scene = await launch();
  arrive(scene, text);
  await waitUntil(() => scene.inside('.text'));
  return scene;
}

describe('beside-preview', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));

  it('shows who wrote and what, as text, and says it once', async () => {
    const { preview, inside } = await show('<b>one</b>\n\ntwo');
    await waitUntil(() => inside('[role=status]')?.textContent.trim());

    expect([inside('.name')?.textContent, inside('.text')?.textContent]).to.deep.equal([
      '김민지',
      '<b>one</b> two',
    ]);
    expect(inside('[role=status]')?.textContent.trim()).to.equal('김민지: <b>one</b> two');
    await expect(preview()).to.be.accessible();
  });

  it('shows two lines of a long one, within the narrowest window', async () => {
    await setViewport({ width: 320, height: 640 });
    const { inside, preview } = await show('아주 긴 답변입니다. '.repeat(60));
    const box = preview()?.getBoundingClientRect();
    const text = inside('.text');
    const lineHeight = parseFloat(getComputedStyle(text as HTMLElement).lineHeight);
    await setViewport({ width: 1280, height: 900 });

    expect(box?.left).to.be.at.least(0);
    expect(box?.right).to.be.at.most(320);
    expect(text?.clientHeight).to.be.closeTo(2 * lineHeight, 2);
  });

  it('opens the chat when it is pressed', async () => {
    const { launcher, preview, inside } = await show('good day');

    inside('.open')?.click();
    await waitUntil(() => launcher.isOpen);

    expect(preview()).to.equal(null);
    expect(launcher.shadowRoot?.querySelector('beside-shell')?.panel).to.equal('chat');
  });

  it('is dismissed by its button and by Esc, gives the focus back, and comes with the next answer', async () => {
    const scene = await show('one');
    scene.inside('.icon-button')?.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !scene.preview());
    const focused = scene.launcher.shadowRoot?.activeElement?.className;

    arrive(scene, 'two');
    await waitUntil(() => scene.inside('.text')?.textContent === 'two');
    scene.inside('.open')?.focus();
    await sendKeys({ press: 'Escape' });

    expect(focused).to.equal('launcher');
    expect(scene.preview()).to.equal(null);
    expect(scene.launcher.isOpen).to.equal(false);
    expect(scene.launcher.shadowRoot?.querySelector('.count')?.textContent).to.equal('2');
  });

  it('goes when the answer was read in another tab, and when the launcher is taken away', async () => {
    const one = await show('one');
    one.client.setView({ unreadCount: 0 });
    await waitUntil(() => !one.preview());

    const two = await show('two');
    two.launcher.remove();
    await aTimeout(0);

    expect(two.preview()).to.equal(null);
    expect(two.client.listenerCount).to.equal(0);
  });

  it('is not shown beside an open chat', async () => {
    const scene = await launch();
    await scene.launcher.show('chat');
    arrive(scene, 'one');
    await aTimeout(50);

    expect(scene.preview()).to.equal(null);
  });

  it('of several tabs is shown in the one that is seen; where none is, in the one that alerts', async () => {
    const [follower, leader] = [await launch(), await launch()];
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    try {
      arrive(follower, 'one', false);
      arrive(leader, 'one', true);
      await waitUntil(() => leader.preview());
      await aTimeout(50);
      expect(follower.preview()).to.equal(null);
    } finally {
      Reflect.deleteProperty(document, 'visibilityState');
    }
    arrive(follower, 'two', false);
    await waitUntil(() => follower.inside('.text')?.textContent === 'two');
  });
});
