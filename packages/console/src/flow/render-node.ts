import {
  FLOW_ICONS,
  type FlowChoice,
  type FlowField,
  type FlowNode,
  type FlowNodeOf,
  type FlowTexts,
} from '@beside/protocol/visual-ivr';
import { html, nothing, type TemplateResult } from 'lit';

import { askFor } from './edit-flow.ts';
import { orAbsent, withText, type NodeEdits } from './node-edits.ts';
import { renderAction } from './render-action.ts';
import { renderCondition } from './render-condition.ts';
import {
  renderItems,
  renderLine,
  renderPick,
  renderTarget,
  renderTexts,
  renderYesNo,
  type EditorParts,
} from './editor-parts.ts';

/** The fields of one node, by its kind. */
export function renderNode(node: FlowNode, parts: EditorParts, edits: NodeEdits): TemplateResult {
  switch (node.kind) {
    case 'menu':
      return renderMenu(node, parts, edits);
    case 'form':
      return renderForm(node, parts, edits);
    case 'article':
      return renderArticle(node, parts, edits);
    case 'condition':
      return renderConditionNode(node, parts, edits);
    case 'action':
      return renderAction(node, parts, edits);
    case 'end':
      return renderEnd(node, parts, edits);
  }
}

function renderMenu(node: FlowNodeOf<'menu'>, parts: EditorParts, { put }: NodeEdits): TemplateResult {
  const { texts } = parts;
  return html`${renderTexts(parts, texts.title, node.title, { onChange: (title) => put({ ...node, title }, 'title') })}
  ${renderTexts(parts, texts.text, node.text, { isLong: true, onChange: (text) => put(withText(node, text), 'text') })}
  ${renderItems<FlowChoice>(parts, {
    name: texts.choices,
    items: node.choices,
    onChange: (choices, what) => put({ ...node, choices }, what && `choice ${what}`),
    add: {
      label: texts.addChoice,
      make: () => ({
        choiceId: freeName(
          node.choices.map(({ choiceId }) => choiceId),
          'choice',
        ),
        label: Object.fromEntries(parts.flow.locales.map((locale) => [locale, ''])),
        to: parts.flow.start,
      }),
    },
    render: (choice, _index, set) => renderChoice(choice, parts, set),
  })}`;
}

function renderChoice(
  choice: FlowChoice,
  parts: EditorParts,
  put: (choice: FlowChoice) => void,
): TemplateResult {
  const { texts } = parts;
  const { detail: _detail, icon: _icon, when: _when, ...bare } = choice;
  const optional = {
    ...(choice.detail ? { detail: choice.detail } : {}),
    ...(choice.icon ? { icon: choice.icon } : {}),
    ...(choice.when ? { when: choice.when } : {}),
  };
  const without = (name: 'detail' | 'icon' | 'when') =>
    ({
      ...bare,
      ...Object.fromEntries(Object.entries(optional).filter(([key]) => key !== name)),
    }) as FlowChoice; // one optional part less
  return html`${renderTexts(parts, texts.label, choice.label, { onChange: (label) => put({ ...choice, label }) })}
    ${renderTexts(parts, texts.detail, choice.detail, {
      onChange: (detail) => put(orAbsent(detail) ? { ...choice, detail } : without('detail')),
    })}
    <div class="row">
      ${renderTarget(parts, texts.leadsTo, choice.to, (to) => put({ ...choice, to }))}
      ${renderPick(
        parts,
        texts.icon,
        choice.icon ?? '',
        [['', texts.none], ...FLOW_ICONS.map((icon) => [icon, icon] as const)],
        (icon) =>
          put(
            FLOW_ICONS.includes(icon as never)
              ? { ...choice, icon: icon as (typeof FLOW_ICONS)[number] }
              : without('icon'),
          ),
      )}
    </div>
    ${renderCondition(parts, texts.when, choice.when, (when) => put(when ? { ...choice, when } : without('when')), texts.always)}`;
}

function renderForm(
  node: FlowNodeOf<'form'>,
  parts: EditorParts,
  { put, edit, nodeId }: NodeEdits,
): TemplateResult {
  const { texts, flow } = parts;
  return html`${renderTexts(parts, texts.title, node.title, { onChange: (title) => put({ ...node, title }, 'title') })}
  ${renderTexts(parts, texts.text, node.text, { isLong: true, onChange: (text) => put(withText(node, text), 'text') })}
  ${renderItems<FlowField>(parts, {
    name: texts.fields,
    items: node.fields,
    onChange: (fields, what) => put({ ...node, fields }, what && `field ${what}`),
    add: {
      label: texts.addField,
      make: () => ({
        variable:
          Object.keys(flow.variables ?? {}).find(
            (name) => !node.fields.some(({ variable }) => variable === name),
          ) ?? 'answer',
        required: false,
      }),
    },
    render: (field, index, set) =>
      renderField(field, parts, set, {
        edit,
        ask: (name) => edit(askFor(flow, nodeId, index, name)),
      }),
  })}
  ${renderTarget(parts, texts.leadsTo, node.to, (to) => put({ ...node, to }))}`;
}

function renderField(
  field: FlowField,
  parts: EditorParts,
  put: (field: FlowField) => void,
  { edit, ask }: Pick<NodeEdits, 'edit'> & { readonly ask: (name: string) => void },
): TemplateResult {
  const { texts, flow } = parts;
  const variables = flow.variables ?? {};
  const variable = variables[field.variable];
  const setVariable = (next: NonNullable<typeof variable>, what?: string) =>
    edit({ ...flow, variables: { ...variables, [field.variable]: next } }, what);
  const empty = Object.fromEntries(flow.locales.map((locale) => [locale, '']));
  return html`${renderLine(parts, texts.variable, field.variable, (name) => ask(name.trim()), { isWhole: true })}
    ${renderTexts(parts, texts.label, variable?.label, {
      onChange: (label) =>
        setVariable({ input: variable?.input ?? 'text', label }, `variable ${field.variable}`),
    })}
    <div class="row">
      ${renderPick(
        parts,
        texts.input,
        variable?.input ?? 'text',
        Object.entries(texts.inputs),
        (input) =>
          setVariable({
            label: variable?.label ?? empty,
            input: input as NonNullable<typeof variable>['input'],
          }), // one of the options above
      )}
      ${renderYesNo(parts, texts.required, field.required, (required) => put({ ...field, required }))}
    </div>
    ${renderTexts(parts, texts.hint, field.hint, { onChange: (hint) => put(withHint(field, hint)) })}
    ${
      variable?.input === 'select'
        ? renderItems(parts, {
            name: texts.options,
            items: field.options ?? [{ value: 'answer-1', label: empty }],
            onChange: (options) => put({ ...field, options }),
            add: {
              label: texts.addOption,
              make: () => ({
                value: freeName(
                  (field.options ?? []).map(({ value }) => value),
                  'answer',
                ),
                label: empty,
              }),
            },
            render: (option, _index, set) =>
              html`${renderLine(parts, texts.value, option.value, (value) => set({ ...option, value }))}
              ${renderTexts(parts, texts.label, option.label, { onChange: (label) => set({ ...option, label }) })}`,
          })
        : nothing
    }`;
}

function renderArticle(node: FlowNodeOf<'article'>, parts: EditorParts, { put }: NodeEdits): TemplateResult {
  const { texts, flow } = parts;
  const isOwn = node.articleId === undefined;
  const empty = Object.fromEntries(flow.locales.map((locale) => [locale, '']));
  const { articleId: _id, title: _title, body: _body, ...bare } = node;
  return html`${renderPick(
    parts,
    texts.articleOf,
    isOwn ? 'own' : 'named',
    [
      ['own', texts.ownArticle],
      ['named', texts.articleId],
    ],
    (way) => put(way === 'own' ? { ...bare, title: empty, body: empty } : { ...bare, articleId: 'article' }),
  )}
  ${
    isOwn
      ? html`${renderTexts(parts, texts.title, node.title, { onChange: (title) => put({ ...node, title }, 'title') })}
        ${renderTexts(parts, texts.body, node.body, { isLong: true, onChange: (body) => put({ ...node, body }, 'body') })}`
      : renderLine(parts, texts.articleId, node.articleId ?? '', (articleId) =>
          put({ ...node, articleId }, 'articleId'),
        )
  }
  ${renderYesNo(parts, texts.askSolved, node.askSolved ?? false, (askSolved) => put({ ...node, askSolved }))}
  ${renderTarget(parts, texts.leadsTo, node.to, (to) => put(leadTo(node, to)), texts.none)}`;
}

function renderConditionNode(
  node: FlowNodeOf<'condition'>,
  parts: EditorParts,
  { put }: NodeEdits,
): TemplateResult {
  const { texts, flow } = parts;
  return html`${renderItems(parts, {
    name: texts.cases,
    items: node.cases,
    onChange: (cases, what) => put({ ...node, cases }, what && `case ${what}`),
    add: {
      label: texts.addCase,
      make: () => ({ when: { fact: 'hours', is: 'open' } as const, to: flow.start }),
    },
    render: (one, _index, set) =>
      html`${renderCondition(parts, texts.when, one.when, (when) => when && set({ ...one, when }))}
      ${renderTarget(parts, texts.leadsTo, one.to, (to) => set({ ...one, to }))}`,
  })}
  ${renderTarget(parts, texts.otherwise, node.otherwise, (otherwise) => put({ ...node, otherwise }))}`;
}

function renderEnd(node: FlowNodeOf<'end'>, parts: EditorParts, { put }: NodeEdits): TemplateResult {
  const { texts } = parts;
  return html`${renderTexts(parts, texts.title, node.title, { onChange: (title) => put({ ...node, title }, 'title') })}
  ${renderTexts(parts, texts.text, node.text, { isLong: true, onChange: (text) => put(withText(node, text), 'text') })}
  ${renderPick(parts, texts.outcome, node.outcome, Object.entries(texts.outcomes), (outcome) =>
    put({ ...node, outcome: outcome === 'solved' ? 'solved' : 'done' }),
  )}`;
}

/** A hint that is empty in every language is taken out. */
function withHint({ hint: _hint, ...bare }: FlowField, hint: FlowTexts): FlowField {
  return orAbsent(hint) ? { ...bare, hint } : bare;
}

function leadTo(node: FlowNodeOf<'article'>, to: string): FlowNodeOf<'article'> {
  const { to: _to, ...bare } = node;
  return to ? { ...node, to } : bare;
}

function freeName(taken: readonly string[], wanted: string): string {
  for (let count = 1; ; count += 1) if (!taken.includes(`${wanted}-${count}`)) return `${wanted}-${count}`;
}
