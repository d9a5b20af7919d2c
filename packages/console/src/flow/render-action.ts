import type { FlowAction, FlowNodeOf } from '@beside/protocol/visual-ivr';
import { html, type TemplateResult } from 'lit';

import { renderLine, renderPick, renderTarget, renderTexts, type EditorParts } from './editor-parts.ts';
import { orAbsent, withText, type NodeEdits } from './node-edits.ts';

/** The fields of a node that leads out of the flow. */
export function renderAction(
  node: FlowNodeOf<'action'>,
  parts: EditorParts,
  { put, queues }: NodeEdits,
): TemplateResult {
  const { texts, flow } = parts;
  const { title: _title, otherwise: _otherwise, ...bare } = node;
  const set = (action: FlowAction, what?: string) => put({ ...node, action }, what);
  const empty = Object.fromEntries(flow.locales.map((locale) => [locale, '']));
  const made: Readonly<Record<FlowAction['do'], FlowAction>> = {
    chat: { do: 'chat' },
    callback: { do: 'callback' },
    page: { do: 'page', address: '/', label: empty },
    phone: { do: 'phone', number: '' },
  };
  return html`${renderPick(
    parts,
    texts.does,
    node.action.do,
    Object.entries(texts.actions),
    (next) => set(made[next as FlowAction['do']]), // one of the options above
  )}
  ${renderOwn(node.action, parts, set, queues)}
  ${renderTexts(parts, texts.title, node.title, {
    onChange: (title) =>
      put(orAbsent(title) ? { ...node, title } : without(bare, { otherwise: node.otherwise }), 'title'),
  })}
  ${renderTexts(parts, texts.text, node.text, { isLong: true, onChange: (text) => put(withText(node, text), 'text') })}
  ${renderTarget(
    parts,
    texts.otherwiseDown,
    node.otherwise,
    (otherwise) => put(otherwise ? { ...node, otherwise } : without(bare, { title: node.title })),
    texts.none,
  )}`;
}

function renderOwn(
  action: FlowAction,
  parts: EditorParts,
  set: (action: FlowAction, what?: string) => void,
  queues: NodeEdits['queues'],
): TemplateResult {
  const { texts } = parts;
  switch (action.do) {
    case 'chat':
    case 'callback': {
      const { queueId: _queueId, reason: _reason, ...bare } = action;
      return html`${renderPick(
        parts,
        texts.queue,
        action.queueId ?? '',
        [['', texts.anyQueue], ...queues.map(({ queueId, name }) => [queueId, name] as const)],
        (queueId) =>
          set(queueId ? ({ ...action, queueId } as FlowAction) : without(bare, { reason: action.reason })), // a name from the list of queues
      )}
      ${renderTexts(parts, texts.reason, action.reason, {
        onChange: (reason) =>
          set(
            orAbsent(reason) ? { ...action, reason } : without(bare, { queueId: action.queueId }),
            'reason',
          ),
      })}`;
    }
    case 'page':
      return html`${renderLine(parts, texts.address, action.address, (address) => set({ ...action, address }, 'address'))}
      ${renderTexts(parts, texts.label, action.label, { onChange: (label) => set({ ...action, label }, 'label') })}`;
    case 'phone':
      return html`${renderLine(parts, texts.number, action.number, (number) => set({ ...action, number }, 'number'))}
      ${renderTexts(parts, texts.price, action.price, {
        onChange: (price) => {
          const { price: _price, ...bare } = action;
          set(orAbsent(price) ? { ...action, price } : bare, 'price');
        },
      })}`;
  }
}

/** Puts back the optional parts that stay; one that is absent stays so. */
function without<Bare extends object, Kept extends object>(bare: Bare, kept: Kept): Bare & Kept {
  const there = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return { ...bare, ...there } as Bare & Kept; // what is absent may be
}
