import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

import { createFakeClient, type FakeClient } from '../../client/fake-client.test-support.ts';
import './home.ts';
import type { BesideHome } from './home.ts';

const LEVEL = {
  revision: 3,
  choices: [
    { choiceId: 'orders', label: 'My order', detail: 'Where it is', shape: 'M4 4h16' },
    { choiceId: 'call', label: 'Call us', cost: { isUp: true, price: '9 ct a minute' } },
    {
      choiceId: 'chat',
      label: 'Write to us',
      cost: { isUp: true, waiting: { fromMinutes: 2, toMinutes: 5 } },
    },
  ],
};

async function show(answer: unknown): Promise<{ readonly home: BesideHome; readonly client: FakeClient }> {
  const client = createFakeClient();
  Object.assign(client, { firstLevel: Promise.resolve(answer) });
  const home = await fixture<BesideHome>(html`<beside-home .client=${client}></beside-home>`);
  await home.updateComplete;
  return { home, client };
}

const cards = (home: BesideHome): HTMLElement[] => [
  ...(home.shadowRoot?.querySelectorAll<HTMLElement>('[data-choice]') ?? []),
];
const words = (card: HTMLElement | undefined): string => card?.innerText.replace(/\s+/g, ' ').trim() ?? '';

describe('the first level of a flow at home', () => {
  it('[I2] [I4] is drawn with what choices cost, and ways to a person below', async () => {
    const { home } = await show(LEVEL);

    await waitUntil(() => words(cards(home)[1]) === 'Call us 9 ct a minute');
    expect(cards(home).map(words)).to.deep.equal([
      'My order Where it is',
      'Call us 9 ct a minute',
      'Write to us About 2 to 5 min wait',
    ]);
    expect(home.shadowRoot?.querySelector('.ways .start-chat')).not.to.equal(null);
    await expect(home).to.be.accessible();
  });

  it('leads where a card leads, and says so once however often it is pressed', async () => {
    const { home, client } = await show(LEVEL);
    const wished = oneEvent(home, 'beside-navigate');

    cards(home)[0]?.click();
    cards(home)[0]?.click();

    expect((await wished).detail).to.equal('flow');
    expect(client.flow.calls.filter(([name]) => name === 'begin')).to.deep.equal([['begin', 'orders']]);
  });

  it('goes straight to the chat where a choice leads there, with the matter to be sent', async () => {
    const { home, client } = await show(LEVEL);
    client.flow.answer = { kind: 'moved', leadsTo: { do: 'chat', reason: 'A parcel is late' } };
    const wished = oneEvent(home, 'beside-navigate');

    cards(home)[2]?.click();

    expect((await wished).detail).to.equal('chat');
    expect(client.calls).to.deep.include(['suggestDraft', 'A parcel is late']);
  });

  it('is not there for a site without a flow', async () => {
    const { home } = await show({});

    expect([cards(home).length, home.shadowRoot?.querySelector('.search')]).to.deep.equal([0, null]);
    await expect(home).to.be.accessible();
  });

  it('that did not come can be asked for again', async () => {
    const { home, client } = await show(undefined);
    client.flow.show({
      ...{ kind: 'menu', choices: [{ choiceId: 'orders', label: 'My order' }], nodeId: 'start', step: 0 },
      ...{ isStart: true, canGoBack: false, crumbs: [] },
    });
    const again = (): HTMLElement | null | undefined =>
      home.shadowRoot?.querySelector<HTMLElement>('.card.slim');
    await waitUntil(() => words(again() ?? undefined).includes('could not be loaded'));
    await expect(home).to.be.accessible();

    again()?.click();

    await waitUntil(() => words(cards(home)[0]) === 'My order');
  });
});

describe('the search at home', () => {
  const hit = (id: string, title: string) =>
    ({
      kind: 'choice',
      id,
      menuId: 'start',
      nodeId: 'x',
      revision: 3,
      title,
      excerpt: '',
      score: 1,
    }) as const;

  async function search(
    text: string,
    prepare: (client: FakeClient) => void,
  ): Promise<{
    home: BesideHome;
    client: FakeClient;
    input: HTMLInputElement;
    options: () => HTMLElement[];
  }> {
    const { home, client } = await show(LEVEL);
    prepare(client);
    const input = home.shadowRoot?.querySelector<HTMLInputElement>('.search');
    if (!input) throw new Error('no field');
    input.focus();
    await waitUntil(() => input.hasAttribute('aria-autocomplete'));
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const options = () => [...(home.shadowRoot?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
    return { home, client, input, options };
  }
  const press = (input: HTMLElement, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    input.dispatchEvent(event);
    return event;
  };

  it('[I5] suggests while typing, is walked through by arrows, and Enter goes there', async () => {
    const { home, client, input, options } = await search('parcel', (fake) => {
      fake.flow.hits = [hit('orders', 'My order'), hit('call', 'Call us')];
    });
    await waitUntil(() => options().length === 2);
    await expect(home).to.be.accessible();
    const wished = oneEvent(home, 'beside-navigate');

    press(input, 'ArrowDown');
    press(input, 'ArrowDown');
    const active = input.getAttribute('aria-activedescendant');
    press(input, 'Enter');

    expect([active, input.getAttribute('aria-expanded')]).to.deep.equal([options()[1]?.id, 'true']);
    expect((await wished).detail).to.equal('flow');
    expect(client.flow.calls).to.deep.include(['goTo', 'call']);
  });

  it('[I5] leaves the keys alone while a syllable is composed, and finds what is composed so far', async () => {
    const { client, input, options } = await search('배소', (fake) => {
      fake.flow.hits = [hit('orders', '배송')];
    });
    await waitUntil(() => options().length === 1);

    const enter = press(input, 'Enter', { isComposing: true });

    expect(enter.defaultPrevented).to.equal(false);
    expect(client.flow.calls.filter(([name]) => name === 'goTo')).to.deep.equal([]);
  });

  it('empties itself at the first Escape, and leaves the next one to the panel', async () => {
    const { input, options } = await search('parcel', (fake) => {
      fake.flow.hits = [hit('orders', 'My order')];
    });
    await waitUntil(() => options().length === 1);

    const [first, second] = [press(input, 'Escape'), press(input, 'Escape')];

    expect([first.defaultPrevented, second.defaultPrevented, input.value, options().length]).to.deep.equal([
      true,
      false,
      '',
      0,
    ]);
  });

  it('says that nothing was found, and that it does not answer', async () => {
    const { home, client, input } = await search('xyz', () => undefined);
    const said = () => home.shadowRoot?.querySelector('.said')?.textContent ?? '';
    await waitUntil(() => said().startsWith('Nothing found'));

    client.flow.hits = new Error('away');
    input.value = 'xyzz';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));

    await waitUntil(() => said().startsWith('The search does not answer'));
  });
});
