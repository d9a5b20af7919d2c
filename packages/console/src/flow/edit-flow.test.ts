import { expect } from '@open-wc/testing';
import type { Flow } from '@beside/protocol/visual-ivr';

import { askFor, createNode, findFreeId, NODE_KINDS, putNode, removeNode, renameNode } from './edit-flow.ts';
import { change, redo, startHistory, undo } from './history.ts';

const text = (en: string) => ({ en });
const FLOW: Flow = {
  version: 1,
  flowId: 'shop',
  locales: ['en'],
  start: 'home',
  human: 'chat',
  variables: { order: { input: 'text', label: text('Order') } },
  nodes: {
    home: {
      kind: 'menu',
      title: text('Home'),
      choices: [
        { choiceId: 'ask', label: text('Ask'), to: 'chat' },
        { choiceId: 'read', label: text('Read'), to: 'read' },
      ],
    },
    read: { kind: 'article', title: text('Read'), body: text('…'), to: 'way' },
    way: {
      kind: 'condition',
      cases: [{ when: { fact: 'hours', is: 'open' }, to: 'chat' }],
      otherwise: 'form',
    },
    form: { kind: 'form', title: text('Form'), fields: [{ variable: 'order', required: true }], to: 'chat' },
    chat: { kind: 'action', action: { do: 'chat' }, otherwise: 'home' },
  },
};

describe('editing a flow', () => {
  it('renames a node wherever it is led to, and keeps the order', () => {
    const renamed = renameNode(FLOW, 'chat', 'person');

    expect(Object.keys(renamed.nodes)).to.deep.equal(['home', 'read', 'way', 'form', 'person']);
    expect(renameNode(renamed, 'person', 'chat')).to.deep.equal(FLOW);
    expect([renamed.human, renamed.nodes['home']]).to.deep.equal([
      'person',
      {
        ...FLOW.nodes['home'],
        choices: [
          { choiceId: 'ask', label: text('Ask'), to: 'person' },
          { choiceId: 'read', label: text('Read'), to: 'read' },
        ],
      },
    ]);
    expect(renameNode(FLOW, 'home', 'top').nodes['chat']).to.deep.equal({
      ...FLOW.nodes['chat'],
      otherwise: 'top',
    });
  });

  it('makes a node of every kind under a name of its own', () => {
    for (const kind of NODE_KINDS) {
      const nodeId = findFreeId(FLOW, kind);
      const more = putNode(FLOW, nodeId, createNode(FLOW, kind));

      expect(more.nodes[nodeId]?.kind).to.equal(kind);
      expect(removeNode(more, nodeId)).to.deep.equal(FLOW);
    }
    expect(findFreeId(FLOW, 'form')).to.equal('form-2');
    expect(findFreeId(FLOW, 'end')).to.equal('end');
  });

  it('lets a field ask under another name, with its question, and leaves what others still say', () => {
    const asked = FLOW.variables?.['order'];
    const renamed = askFor(FLOW, 'form', 0, 'purchase');
    const shared = putNode(FLOW, 'again', FLOW.nodes['form']!); // it is there

    expect(renamed.variables).to.deep.equal({ purchase: asked });
    expect(renamed.nodes['form']).to.deep.include({ fields: [{ variable: 'purchase', required: true }] });
    expect(askFor(shared, 'form', 0, 'purchase').variables).to.deep.equal({ order: asked, purchase: asked });
    expect(askFor(FLOW, 'home', 0, 'purchase')).to.equal(FLOW);
  });
});

describe('history', () => {
  it('takes back and does again, and forgets what was taken back once something else is changed', () => {
    const two = change(change(startHistory('a'), 'b'), 'c');

    expect([undo(two).present, undo(undo(two)).present, undo(undo(undo(two))).present]).to.deep.equal([
      'b',
      'a',
      'a',
    ]);
    expect(redo(undo(two)).present).to.equal('c');
    expect(redo(change(undo(two), 'd')).present).to.equal('d');
  });

  it('takes back together what was typed into one field', () => {
    const typed = change(change(change(startHistory(''), 'H', 'title'), 'He', 'title'), 'He!', 'text');

    expect([undo(typed).present, undo(undo(typed)).present]).to.deep.equal(['He', '']);
  });
});
