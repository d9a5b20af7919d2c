import { LIMITS } from '../../limits.ts';
import type { Flow } from '../flow-schema.ts';
import { FORMATS } from '../form.ts';
import type { FlowNode, FlowNodeOf, FlowTexts } from '../node-schema.ts';
import { textIn } from '../text-in.ts';
import { toExpression } from './conditions.ts';
import { asScript, asText, element } from './xml.ts';

/** Id of the state in which a node decides where to go. */
export const stateOf = (nodeId: string): string => `node-${nodeId}`;
/** Id of the state in which a node is shown or said. */
export const shownOf = (nodeId: string, node: FlowNode): string =>
  node.kind === 'action' ? `${stateOf(nodeId)}.here` : stateOf(nodeId);

const script = (code: string): string => element('script', {}, [asText(code)]);
const go = (event: string | undefined, to: string, cond?: string, code?: string): string =>
  element('transition', { event, cond, target: stateOf(to) }, code === undefined ? [] : [script(code)]);

/** The states of a node: one, or for an action one that decides and one that is there. */
export function toStates(flow: Flow, nodeId: string, node: FlowNode, locale: string): string[] {
  const say = (texts: FlowTexts | undefined): string | undefined =>
    texts && textIn(texts, locale, flow.locales);
  const id = stateOf(nodeId);
  const leave = (entry = {}): string => `left(${asScript({ nodeId, ...entry })});`;
  const shown = (
    screen: Readonly<Record<string, string | undefined>>,
    transitions: readonly string[],
  ): string =>
    element('state', { id: shownOf(nodeId, node) }, [
      element('onentry', {}, [
        script(`arrive(${asScript(nodeId)});`),
        assignScreen(nodeId, node.kind, screen),
      ]),
      ...transitions,
    ]);
  const title = 'title' in node && node.title ? asScript(say(node.title)) : undefined;
  const text = 'text' in node && node.text ? asScript(say(node.text)) : undefined;
  switch (node.kind) {
    case 'condition':
      return [
        element('state', { id }, [
          ...node.cases.map(({ when, to }) => go(undefined, to, toExpression(when))),
          go(undefined, node.otherwise),
        ]),
      ];
    case 'menu': {
      const choices = node.choices.map(
        ({ choiceId, label, when }) =>
          `{ choiceId: ${asScript(choiceId)}, label: ${asScript(say(label))}, isOffered: ${when ? toExpression(when) : 'true'} }`,
      );
      return [
        shown(
          { title, text, choices: `[${choices.join(', ')}]` },
          node.choices.map(({ choiceId, to, when }) =>
            go(`choose.${choiceId}`, to, when && toExpression(when), leave({ choiceId })),
          ),
        ),
      ];
    }
    case 'form': {
      const fields = asScript(node.fields.map((field) => toField(flow, field, say)));
      return [
        shown({ title, text, fields }, [
          go(
            'submit',
            node.to,
            `areFine(${fields}, _event.data)`,
            `keep(${asScript(nodeId)}, ${fields}, _event.data);`,
          ),
        ]),
      ];
    }
    case 'article': {
      const body = node.body && asScript(say(node.body));
      const articleId = node.articleId && asScript(node.articleId);
      const onward = node.to === undefined ? [] : [go('continue', node.to, undefined, leave())];
      return [shown({ title, articleId, body }, [...onward, ...toAnswers(node, leave())])];
    }
    case 'action':
      return toActionStates(
        node,
        nodeId,
        shown({ title, text, action: asScript(sayAction(node, say)) }, onwardOf(node, leave())),
      );
    case 'end':
      return [shown({ title, text, outcome: asScript(node.outcome) }, [])];
  }
}

function assignScreen(
  nodeId: string,
  kind: string,
  screen: Readonly<Record<string, string | undefined>>,
): string {
  const parts = Object.entries({ nodeId: asScript(nodeId), kind: asScript(kind), ...screen }).flatMap(
    ([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]),
  );
  return element('assign', { location: 'screen', expr: `({ ${parts.join(', ')} })` });
}

function toField(
  { variables = {} }: Flow,
  {
    variable,
    required,
    format,
    options = [],
    minLength = 0,
    maxLength,
  }: FlowNodeOf<'form'>['fields'][number],
  say: (texts: FlowTexts | undefined) => string | undefined,
): object {
  const asked = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  const input = asked?.input ?? 'text';
  const pattern = (FORMATS as Readonly<Partial<Record<string, RegExp>>>)[format ?? input]?.source;
  return {
    ...{ variable, label: say(asked?.label), input, required, pattern, minLength },
    maxLength: maxLength ?? LIMITS.maxFlowValueLength,
    options: options.map(({ value }) => value),
    labels: options.map(({ label }) => say(label)),
  };
}

/** Once, and only where it is asked: a "no" leads on where the article does. */
function toAnswers({ askSolved, to }: FlowNodeOf<'article'>, leave: string): string[] {
  if (!askSolved) return [];
  const cond = 'helped === null';
  const stay = (event: string, value: boolean): string =>
    element('transition', { event, cond }, [element('assign', { location: 'helped', expr: String(value) })]);
  return [
    stay('solved.yes', true),
    to === undefined ? stay('solved.no', false) : go('solved.no', to, cond, leave),
  ];
}

function toActionStates(
  { action, otherwise }: FlowNodeOf<'action'>,
  nodeId: string,
  shown: string,
): string[] {
  const isChannel = action.do === 'chat' || action.do === 'callback';
  const past =
    isChannel && otherwise !== undefined ? [go(undefined, otherwise, `isDown(${asScript(action.do)})`)] : [];
  const here = element('transition', { target: `${stateOf(nodeId)}.here` });
  return [element('state', { id: stateOf(nodeId) }, [...past, here]), shown];
}

function onwardOf({ action, otherwise }: FlowNodeOf<'action'>, leave: string): string[] {
  const isChannel = action.do === 'chat' || action.do === 'callback';
  if (!isChannel || otherwise === undefined) return [];
  return [go('continue', otherwise, `isDown(${asScript(action.do)})`, leave)];
}

function sayAction(
  { action }: FlowNodeOf<'action'>,
  say: (texts: FlowTexts | undefined) => string | undefined,
): object {
  switch (action.do) {
    case 'chat':
    case 'callback':
      return { ...action, reason: say(action.reason) };
    case 'page':
      return { ...action, label: say(action.label) };
    case 'phone':
      return { ...action, price: say(action.price) };
  }
}
