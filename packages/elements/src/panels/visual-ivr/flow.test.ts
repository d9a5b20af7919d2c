import type { FlowView } from '@beside/protocol/visual-ivr';
import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

import { createFakeClient, type FakeClient } from '../../client/fake-client.test-support.ts';
import { koFlow } from '../../shared/locales/ko-visual-ivr.ts';
import { enFlow } from '../../shared/terms/visual-ivr.ts';
import './flow.ts';
import type { BesideFlow } from './flow.ts';

const place = {
  ...{ nodeId: 'delivery', step: 1, title: 'Delivery', isStart: false, canGoBack: true },
  crumbs: [
    { nodeId: 'start', label: 'Topics', levels: 1 },
    { nodeId: 'delivery', label: 'Delivery', levels: 0 },
  ],
};
const MENU: FlowView = {
  ...place,
  ...{ kind: 'menu', choices: [{ choiceId: 'where', label: 'Where is it?', icon: 'truck' }] },
};
const field = { options: [], value: '', isRequired: true } as const;
const FORM: FlowView = {
  ...place,
  kind: 'form',
  fields: [
    { ...field, variable: 'order', label: 'Order number', input: 'text', format: 'digits' },
    { ...field, variable: 'mail', label: 'E-mail', input: 'email', isRequired: false },
  ],
};

async function show(
  view: FlowView,
  prepare: (client: FakeClient) => void = () => undefined,
): Promise<{
  flow: BesideFlow;
  client: FakeClient;
  find: <Found extends HTMLElement>(selector: string) => Found;
}> {
  const client = createFakeClient();
  client.flow.show(view);
  client.flow.setState({
    people: [
      { kind: 'chat', isUp: true },
      { kind: 'callback', isUp: true },
    ],
  });
  prepare(client);
  const flow = await fixture<BesideFlow>(html`<beside-flow .client=${client} active></beside-flow>`);
  await waitUntil(() => flow.shadowRoot?.querySelector('h3'));
  const find = <Found extends HTMLElement>(selector: string): Found => {
    const found = flow.shadowRoot?.querySelector<Found>(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  return { flow, client, find };
}

const active = (flow: BesideFlow): Element | null | undefined => flow.shadowRoot?.activeElement;

describe('beside-flow', () => {
  it('[I2] shows where one is, the level, and ways to a person with what they cost', async () => {
    const { flow, find } = await show(MENU);

    expect(find('[aria-current]').innerText).to.equal('Delivery');
    expect([...(flow.shadowRoot?.querySelectorAll('.way') ?? [])].length).to.equal(1); // the site does not call back
    expect(find('.way').innerText).to.contain('Chat');
    await expect(flow).to.be.accessible();
  });

  it('moves the focus to the heading of a new level', async () => {
    const { flow, client, find } = await show(MENU);
    find('[data-choice]').focus();

    find('[data-choice]').click();
    client.flow.show({ ...FORM, step: 2, title: 'Your order' });

    await waitUntil(() => active(flow) === find('h3'));
    expect(client.flow.calls).to.deep.include(['move', { type: 'choose', choiceId: 'where' }]);
  });

  it('says what is wrong at its field and goes there; the kinds of fields have their keyboards', async () => {
    const { flow, client, find } = await show(FORM);
    client.flow.answer = { kind: 'refused', refusal: 'invalid', problems: { order: 'format' } };

    find('form button').click();

    const order = find<HTMLInputElement>('[data-variable=order]');
    await waitUntil(() => active(flow) === order);
    expect([order.getAttribute('aria-invalid'), order.inputMode, order.dir]).to.deep.equal([
      'true',
      'numeric',
      'ltr',
    ]);
    expect(find('#field-order-error').innerText).to.equal(enFlow.wrongDigits);
    expect(find<HTMLInputElement>('[data-variable=mail]').type).to.equal('email');
    await expect(flow).to.be.accessible();
  });

  it('reads an article in place and asks whether it helped', async () => {
    const blocks = [
      { kind: 'paragraph', spans: [{ text: 'Within ' }, { text: '30 days', bold: true }] },
    ] as const;
    const view: FlowView = {
      ...place,
      ...{ kind: 'article', articleId: 'returns', title: undefined, asksSolved: true, canContinue: false },
    };
    const { flow, client, find } = await show({ ...view, crumbs: [] }, (fake) => {
      fake.flow.articles = {
        returns: { articleId: 'returns', locale: 'en', title: 'Returns', blocks: [...blocks] as never },
      };
    });
    await waitUntil(() => flow.shadowRoot?.querySelector('.article strong'));
    expect([find('h3').innerText, find('.article').innerText]).to.deep.equal(['Returns', 'Within 30 days']);
    await expect(flow).to.be.accessible();

    find('.answers button').click();

    await waitUntil(() => client.flow.calls.some(([name]) => name === 'move'));
    expect(client.flow.calls).to.deep.include(['move', { type: 'solved', helped: true }]);
  });

  it('goes back by levels, and home from the first one below it', async () => {
    const deep = [...place.crumbs, { nodeId: 'where', label: 'Where', levels: 0 }];
    const { flow, client } = await show({ ...MENU, crumbs: deep });
    const first = await flow.goBack();
    client.flow.show(MENU);

    const second = await flow.goBack();

    expect([first, second]).to.deep.equal(['', 'orders']);
    expect(client.flow.calls).to.deep.include(['move', { type: 'back' }]);
  });

  it('leads to a telephone by a link, and to another site by one that says so', async () => {
    const action = { ...place, kind: 'action', isUp: true, canContinue: false } as const;
    const { flow, client, find } = await show({ ...action, action: { do: 'phone', number: '1588-1234' } });
    const call = find<HTMLAnchorElement>('.level a').href;
    client.flow.show({
      ...action,
      ...{ step: 2, action: { do: 'page', address: 'https://parcels.example/', label: 'Follow it' } },
    });
    await waitUntil(() => find('.level a').innerText.includes('Follow it'));

    expect([call, find<HTMLAnchorElement>('.level a').rel]).to.deep.equal([
      'tel:15881234',
      'noopener noreferrer',
    ]);
    await expect(flow).to.be.accessible();
  });

  it('says that it could not be loaded, and tries again', async () => {
    const { flow, client, find } = await show(MENU);
    client.flow.answer = new Error('away');
    find('[data-choice]').click();
    await waitUntil(() => flow.shadowRoot?.querySelector('[role=alert]'));
    await expect(flow).to.be.accessible();

    find('[role=alert] button').click();

    await waitUntil(() => flow.shadowRoot?.querySelector('[data-choice]'));
  });

  it('shows home where the flow was left in another tab', async () => {
    const { flow, client } = await show(MENU);
    const wished = oneEvent(flow, 'beside-navigate');

    client.flow.setState({ status: 'outside', view: undefined });

    expect((await wished).detail).to.equal('home');
  });
});

describe('the texts of a flow', () => {
  it('[S3] are complete in Korean, and no text is left in English', () => {
    expect(Object.keys(koFlow)).to.have.members(Object.keys(enFlow));
    expect(
      Object.entries(koFlow).filter(([key, text]) => text === enFlow[key as keyof typeof enFlow]),
    ).to.deep.equal([]);
  });
});
