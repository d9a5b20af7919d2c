import type { Flow } from '@beside/protocol/visual-ivr';
import { BesideError } from '@beside/protocol';
import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import { flowKo } from '../locales/flow-ko.ts';
import {
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

describe('the flow designer', () => {
  before(() => setViewport({ width: 1280, height: 900 }));
  afterEach(() => document.querySelector('beside-flow-desk')?.remove());

  it('draws the flow with its numbers, and is accessible in every pane', async () => {
    const { element } = await openFlowDesk();

    expect(deep(element, '.node').map(({ dataset }) => dataset['node'])).to.have.members([
      'home',
      'chat',
      'callback',
      'away',
    ]);
    await waitUntil(() => node(element, 'home').textContent.includes('1,240'));
    for (const name of ['node', 'preview', 'findings', 'versions']) {
      tab(element, name);
      await element.updateComplete;
      await aTimeout(50);
      await expect(element).to.be.accessible();
    }
  });

  it('goes from node to node by the arrow keys', async () => {
    const { element } = await openFlowDesk();
    node(element, 'home').focus();

    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;

    expect(node(element, 'chat').getAttribute('aria-pressed')).to.equal('true');
  });

  it('saves what is typed, says so, and takes it back as a whole', async () => {
    const { element, server } = await openFlowDesk();
    const title = field(element, '.texts input');

    await type(title, 'W');
    await type(title, 'Where to?');
    await waitUntil(() => text(element).includes('Draft saved'));

    const saved = server.asked.findLast(([name]) => name === 'save')![1] as {
      flow: Flow;
      version: number;
      baseRevision: number;
    };
    expect(saved.flow.nodes['home']).to.deep.include({
      title: { en: 'Where to?', ko: '무엇을 도와드릴까요?' },
    });
    expect(saved.baseRevision).to.equal(3);
    press(element, 'Take back');
    await element.updateComplete;
    expect(node(element, 'home').textContent).to.contain('What is it about?');
  });

  it('renames a node wherever it is led to', async () => {
    const { element, server } = await openFlowDesk();
    node(element, 'chat').click();
    await element.updateComplete;
    await aTimeout(0);

    await type(field(element, 'input.code'), 'person');
    await waitUntil(() => text(element).includes('Draft saved'));

    const { flow } = server.asked.findLast(([name]) => name === 'save')![1] as { flow: Flow };
    expect([flow.human, Object.keys(flow.nodes)]).to.deep.equal([
      'person',
      ['home', 'person', 'callback', 'away'],
    ]);
  });

  it('[I3] says what the linter found at the node and in a list, and does not publish errors', async () => {
    const server = createFakeFlowDesk();
    server.findings = [
      {
        ...{ ruleId: 'of-tomorrow', severity: 'error', nodeId: 'away', path: '/nodes/away', values: {} },
        ...{ message: 'Nobody gets here.', mend: 'Lead to it.' },
      },
    ];
    const { element } = await openFlowDesk(server);
    await waitUntil(() => node(element, 'away').classList.contains('error'));
    await type(field(element, '.texts input'), 'Changed');
    await waitUntil(() => text(element).includes('Draft saved'));

    press(element, 'Publish…');
    await element.updateComplete;
    await aTimeout(0);
    expect(deep(element, 'dialog')[0]!.textContent + text(element)).to.contain('Findings');
    press(element, 'Findings');
    await element.updateComplete;

    expect(text(element)).to.contain('Nobody gets here.');
    expect(server.asked.some(([name]) => name === 'publish')).to.equal(false);
  });

  it('publishes with a note, and brings an older version back', async () => {
    const { element, server } = await openFlowDesk();
    await type(field(element, '.texts input'), 'Changed');
    await waitUntil(() => text(element).includes('Draft saved'));

    press(element, 'Publish…');
    await element.updateComplete;
    await type(deep(deep(element, 'beside-flow-question')[0]!, 'input')[0]!, 'Shorter');
    press(element, 'Publish');
    await waitUntil(() => text(element).includes('Version 4 is published.'));
    tab(element, 'versions');
    await waitUntil(() => text(element).includes('Bring back…'));
    press(element, 'Bring back…');
    await element.updateComplete;
    press(element, 'Publish');
    await waitUntil(() => server.asked.some(([name]) => name === 'roll-back'));

    const done = server.asked.filter(([name]) => name === 'publish' || name === 'roll-back');
    expect(done).to.deep.equal([
      ['publish', { version: 1, note: 'Shorter' }],
      ['roll-back', { revision: 2, latest: 4, note: '' }],
    ]);
  });

  it('says when somebody else was faster, and keeps what was typed on the screen', async () => {
    const server = createFakeFlowDesk();
    server.fail = new BesideError('flow_stale', { details: { version: 7, revision: 3 } });
    const { element } = await openFlowDesk(server);

    await type(field(element, '.texts input'), 'Mine');
    await waitUntil(() => text(element).includes('Somebody else changed the flow meanwhile'));

    expect(node(element, 'home').textContent).to.contain('Mine');
  });

  it('tries again by itself when there is no connection', async () => {
    const server = createFakeFlowDesk();
    server.fail = new BesideError('disconnected');
    const { element } = await openFlowDesk(server);
    await type(field(element, '.texts input'), 'Kept');
    await waitUntil(() => text(element).includes('no connection'));

    server.fail = undefined;

    await waitUntil(() => text(element).includes('Draft saved'));
  });

  it('lets agents look and change nothing, with numbers and versions, and asks the linter nothing', async () => {
    const { element, server } = await openFlowDesk(createFakeFlowDesk(), 'agent');
    await waitUntil(() => node(element, 'home').textContent.includes('1,240'));

    expect(text(element)).to.contain('Supervisors change the flow.');
    const inputs = deep(deep(element, 'beside-node-editor')[0]!, 'input[type=text]');
    expect([...new Set(inputs.map((input) => input.hasAttribute('readonly')))]).to.deep.equal([true]);
    expect(deep(element, '.bar')).to.deep.equal([]);
    expect(deep(element, '[role=tab]').map(({ dataset }) => dataset['tab'])).to.deep.equal([
      'node',
      'preview',
      'versions',
    ]);
    expect(server.asked).to.deep.equal([['open', 0]]);
  });

  it('starts a flow where there is none, in the language of the console', async () => {
    const server = createFakeFlowDesk();
    server.live = null;
    const { element } = await openFlowDesk(server, 'supervisor', flowKo);

    press(element, '빈 흐름으로 시작');
    await waitUntil(() => deep(element, '.node').length === 4);

    expect(node(element, 'home').textContent).to.contain('무엇을 도와드릴까요?');
  });

  it('shows the draft in the panel that customers get, and goes along with it', async () => {
    const { element } = await openFlowDesk();
    tab(element, 'preview');
    await waitUntil(() => deep(element, 'beside-flow').length > 0);
    await waitUntil(() =>
      deep(element, 'beside-flow')[0]!.shadowRoot!.textContent.includes('Talk to a person'),
    );

    const [panel] = deep(element, 'beside-flow');
    [...panel!.shadowRoot!.querySelectorAll('button')]
      .find((button) => button.textContent.includes('Talk to a person'))!
      .click();

    await waitUntil(() => node(element, 'chat').getAttribute('aria-pressed') === 'true');
  });
});
