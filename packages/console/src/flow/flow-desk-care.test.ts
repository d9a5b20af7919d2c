import type { Flow } from '@beside/protocol/visual-ivr';
import { BesideError } from '@beside/protocol';
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

import {
  add,
  createFakeFlowDesk,
  deep,
  field,
  node,
  openFlowDesk,
  press,
  tab,
  text,
  type,
} from '../testing/open-flow-desk.ts';

describe('the flow designer under the hands of a person', () => {
  before(() => setViewport({ width: 1280, height: 900 }));
  afterEach(() => document.querySelector('beside-flow-desk')?.remove());

  it('leaves what is being composed alone while the draft is saved', async () => {
    const { element } = await openFlowDesk();
    const title = field(element, '.texts input') as HTMLInputElement;
    const written: string[] = [];
    const { set, get } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    Object.defineProperty(title, 'value', {
      get: () => get!.call(title) as string,
      set: (value: string) => {
        if (value !== get!.call(title)) written.push(value);
        set!.call(title, value);
      },
    });

    for (const part of ['ㅎ', '하', '한']) {
      set!.call(title, part);
      title.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
      await aTimeout(0);
    }
    await waitUntil(() => text(element).includes('Draft saved'));

    expect([title.value, written, title.isConnected]).to.deep.equal(['한', [], true]);
  });

  it('keeps fields of one node away from those of another', async () => {
    const { element } = await openFlowDesk();
    await type(field(element, 'textarea.code'), '{"half": ');

    add(element, 'menu');
    await aTimeout(0);

    const code = field(element, 'textarea.code') as HTMLTextAreaElement;
    expect([code.value, code.getAttribute('aria-invalid')]).to.deep.equal(['', null]);
  });

  it('takes no condition that could not be drawn', async () => {
    const { element, server } = await openFlowDesk();
    const code = field(element, 'textarea.code');

    for (const wrong of ['{}', '[]', '{"all":1}', '{"fact":3}']) {
      await type(code, wrong);
      expect([wrong, code.getAttribute('aria-invalid')]).to.deep.equal([wrong, 'true']);
    }
    await type(code, '{"fact":"hours","is":"open"}');
    await waitUntil(() => text(element).includes('Draft saved'));

    const saves = server.asked.filter(([name]) => name === 'save');
    expect([saves.length, code.getAttribute('aria-invalid')]).to.deep.equal([1, 'false']);
  });

  it('shows in lists what is so after taking back and doing again', async () => {
    const { element } = await openFlowDesk();
    const target = () => field(element, '.item select') as HTMLSelectElement;
    const choose = async (value: string) => {
      target().value = value;
      target().dispatchEvent(new Event('change', { bubbles: true }));
      await aTimeout(0);
    };
    await choose('away');
    press(element, 'Take back');
    await aTimeout(0);
    const before = target().value;
    press(element, 'Do again');
    await aTimeout(0);

    expect([before, target().value]).to.deep.equal(['chat', 'away']);
  });

  it('goes along with an item that is moved, and stays in a list that an item is taken out of', async () => {
    const { element } = await openFlowDesk();
    press(element, 'Add a choice');
    await aTimeout(0);
    const focused = () => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active;
    };
    const items = () => deep(deep(element, 'beside-node-editor')[0]!, '.item');
    const button = (index: number, label: string) =>
      [...items()[index]!.querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === label,
      )!;

    button(1, 'Move up').focus();
    button(1, 'Move up').click();
    await aTimeout(0);
    const moved = focused();
    const [first, second] = [button(0, 'Move down'), button(1, 'Take out')];
    second.focus();
    second.click();
    await aTimeout(0);

    expect(moved).to.equal(first);
    expect(focused()?.textContent.trim()).to.equal('Add a choice');
  });

  it('says when it could not publish, and where somebody else was faster', async () => {
    const server = createFakeFlowDesk();
    const { element } = await openFlowDesk(server);
    await type(field(element, '.texts input'), 'Changed');
    await waitUntil(() => text(element).includes('Draft saved'));
    const publish = async () => {
      press(element, 'Publish…');
      await element.updateComplete;
      press(element, 'Publish');
    };

    server.refuse = new BesideError('disconnected');
    await publish();
    await waitUntil(() => text(element).includes('That could not be done.'));
    server.refuse = new BesideError('flow_stale', { details: { version: 9, revision: 5 } });
    await publish();
    await waitUntil(() => text(element).includes('Somebody else changed the flow meanwhile'));
    await type(field(element, '.texts input'), 'Typed on');

    expect(text(element)).to.contain('Somebody else changed the flow meanwhile');
    expect(text(element)).not.to.contain('That could not be done.');
    expect(node(element, 'home').textContent).to.contain('Typed on');
  });

  it('stays where it is after publishing, with the focus on the node', async () => {
    const { element } = await openFlowDesk();
    node(element, 'away').click();
    await aTimeout(0);
    const drawing = deep(element, 'beside-flow-graph')[0];
    await type(field(element, '.texts input'), 'Gone home');
    await waitUntil(() => text(element).includes('Draft saved'));
    press(element, 'Publish…');
    await element.updateComplete;
    press(element, 'Publish');
    await waitUntil(() => text(element).includes('Version 4 is published.'));
    await aTimeout(0);

    expect(deep(element, 'beside-flow-graph')[0]).to.equal(drawing);
    expect(drawing?.shadowRoot?.activeElement).to.equal(node(element, 'away'));
    press(element, 'Make it the start');
    await aTimeout(0);
    expect(text(element)).not.to.contain('Version 4 is published.');
  });

  it('saves on the way out what was typed a moment ago, and is not faster than that when it comes back', async () => {
    const { element, server } = await openFlowDesk();
    let release = (): void => undefined;
    server.slow = new Promise((resolve) => (release = resolve));
    await type(field(element, '.texts input'), 'Last words');
    const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const mayLeave = leave();

    element.remove();
    document.body.append(element);
    await aTimeout(0);
    const before = server.asked.filter(([name]) => name === 'open').length;
    release();
    await waitUntil(() => node(element, 'home')?.textContent.includes('Last words'));

    expect([mayLeave, before, leave()]).to.deep.equal([false, 1, true]);
  });

  it('takes a hint that is emptied out again, and asks under another name without losing the question', async () => {
    const server = createFakeFlowDesk();
    const { element } = await openFlowDesk(server);
    add(element, 'form');
    await aTimeout(0);
    const inputs = () => deep(deep(element, 'beside-node-editor')[0]!, '.item input[type=text]');
    await type(inputs()[1]!, 'Order number');
    await type(inputs()[0]!, 'order');
    await type(inputs()[3]!, 'On the bill');
    await type(inputs()[3]!, '');
    await waitUntil(() => text(element).includes('Draft saved'));

    const { flow } = server.asked.findLast(([name]) => name === 'save')![1] as { flow: Flow };
    expect(flow.variables).to.deep.equal({ order: { input: 'text', label: { en: 'Order number' } } });
    expect(flow.nodes['form']).to.deep.include({ fields: [{ variable: 'order', required: true }] });
  });

  it('says of a text that is empty that it is, and where', async () => {
    const server = createFakeFlowDesk();
    server.findings = [
      {
        ...{ ruleId: 'schema', severity: 'error', nodeId: 'end', path: '/nodes/end/title/en' },
        ...{ values: {}, message: 'The format does not allow this.', mend: '' },
      },
    ];
    const { element } = await openFlowDesk(server);
    add(element, 'end');
    await waitUntil(() => text(element).includes('Draft saved'));
    tab(element, 'findings');
    await element.updateComplete;

    expect(deep(element, '.findings')[0]!.textContent.replace(/\s+/g, ' ')).to.contain(
      'end title / en A text is empty. Write it in every language.',
    );
  });

  it('saves what was typed a moment ago before it shows the flow of another site', async () => {
    const { element, server } = await openFlowDesk();
    const [queue] = element.desk.queues;
    const outlet = createFakeFlowDesk();
    const queues = [queue!, { ...queue!, siteId: 'outlet' }];
    const openDesk = (siteId: string) => (siteId === 'outlet' ? outlet : server);
    Object.assign(element, { openDesk, desk: { ...element.desk, queues } });
    await element.updateComplete;
    await type(field(element, '.texts input'), 'Of the shop');

    const sites = deep(element, '.site select')[0] as HTMLSelectElement; // named by its selector
    sites.value = 'outlet';
    sites.dispatchEvent(new Event('change'));
    await waitUntil(() => outlet.asked.some(([name]) => name === 'open'));
    await waitUntil(() => node(element, 'home')?.textContent.includes('What is it about?'));

    expect(server.asked.findLast(([name]) => name === 'save')?.[1]).to.have.nested.property(
      'flow.nodes.home.title.en',
      'Of the shop',
    );
    expect(outlet.asked.filter(([name]) => name === 'save')).to.deep.equal([]);
  });
});
