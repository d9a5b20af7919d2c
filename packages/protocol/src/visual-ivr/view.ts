import { evaluate } from './condition.ts';
import { findCost, type FlowCost } from './cost.ts';
import type { FlowFacts } from './facts.ts';
import type { Flow, FlowVariable } from './flow-schema.ts';
import { findNode, isUp } from './hops.ts';
import type { FlowAction, FlowField, FlowIcon, FlowNode, FlowTexts } from './node-schema.ts';
import type { FlowState } from './state-schema.ts';
import { textIn } from './text-in.ts';

/** One choice as it is drawn. */
export interface FlowChoiceView {
  readonly choiceId: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: FlowIcon | undefined;
  readonly cost?: FlowCost | undefined;
}

/** One field as it is drawn. */
export interface FlowFieldView {
  readonly variable: string;
  readonly label: string;
  readonly input: FlowVariable['input'];
  readonly isRequired: boolean;
  readonly hint?: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly format?: FlowField['format'];
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** What was filled in before, else empty. */
  readonly value: string;
}

/** An action as it is drawn; what it says is in the wanted locale. */
export type FlowActionView =
  | {
      readonly do: 'chat' | 'callback';
      readonly queueId?: string | undefined;
      readonly reason?: string | undefined;
    }
  | { readonly do: 'page'; readonly address: string; readonly label: string }
  | { readonly do: 'phone'; readonly number: string; readonly price?: string | undefined };

/** What is particular to a kind of screen. */
export type FlowScreen =
  | { readonly kind: 'menu'; readonly choices: readonly FlowChoiceView[] }
  | { readonly kind: 'form'; readonly fields: readonly FlowFieldView[] }
  | {
      readonly kind: 'article';
      /** One of the site's knowledge; otherwise there is a body. */
      readonly articleId?: string | undefined;
      readonly body?: string | undefined;
      readonly asksSolved: boolean;
      /** The answer, once it was given. */
      readonly helped?: boolean | undefined;
      readonly canContinue: boolean;
    }
  | {
      readonly kind: 'action';
      readonly action: FlowActionView;
      readonly isUp: boolean;
      readonly cost?: FlowCost | undefined;
      /** The channel is down, and the flow knows another way. */
      readonly canContinue: boolean;
    }
  | { readonly kind: 'end'; readonly outcome: 'solved' | 'done' }
  /** The flow led nowhere: there is start, back and the person. A linted flow never comes here. */
  | { readonly kind: 'lost' };

/** Where a screen of the way lies behind. */
export interface FlowCrumb {
  readonly nodeId: string;
  /** Empty where the flow has no title for it. */
  readonly label: string;
  /** For a step back to it; 0 is the screen itself. */
  readonly levels: number;
}

/** Everything a panel draws of one moment of a flow. */
export type FlowView = FlowScreen & {
  readonly nodeId: string;
  /** For `atStep` of what is done on it. */
  readonly step: number;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly isStart: boolean;
  readonly canGoBack: boolean;
  /** From the first screen to this one. */
  readonly crumbs: readonly FlowCrumb[];
};

/** What is to be drawn of a state. Pure; a linted flow has something for every state and all facts. */
export function viewFlow(flow: Flow, state: FlowState, facts: FlowFacts, locale: string): FlowView {
  const node = findNode(flow, state.at);
  const say = (texts: FlowTexts | undefined): string | undefined =>
    texts && textIn(texts, locale, flow.locales);
  const { trail } = state;
  return {
    ...viewScreen(flow, state, facts, locale, node),
    nodeId: state.at,
    step: state.step,
    title: node && 'title' in node ? say(node.title) : undefined,
    text: node && 'text' in node ? say(node.text) : undefined,
    isStart: trail.length === 0,
    canGoBack: trail.length > 0,
    crumbs: [...trail.map(({ nodeId }) => nodeId), state.at].map((nodeId, index) => ({
      nodeId,
      label: labelOf(flow, nodeId, locale) || labelOfChoice(flow, trail[index - 1], locale),
      levels: trail.length - index,
    })),
  };
}

/** The title of a node, else what its action is about, else empty. */
export function labelOf(flow: Flow, nodeId: string, locale: string): string {
  const node = findNode(flow, nodeId);
  const texts = (node && 'title' in node && node.title) || (node?.kind === 'action' && aboutOf(node.action));
  return texts ? textIn(texts, locale, flow.locales) : '';
}

function aboutOf(action: FlowAction): FlowTexts | undefined {
  return action.do === 'page' ? action.label : action.do === 'phone' ? undefined : action.reason;
}

/** What was chosen at a screen of the trail, or empty. */
export function labelOfChoice(
  flow: Flow,
  left: { readonly nodeId: string; readonly choiceId?: string | undefined } | undefined,
  locale: string,
): string {
  const node = left && findNode(flow, left.nodeId);
  const choice =
    node?.kind === 'menu' ? node.choices.find(({ choiceId }) => choiceId === left?.choiceId) : undefined;
  return choice ? textIn(choice.label, locale, flow.locales) : '';
}

function viewScreen(
  flow: Flow,
  state: FlowState,
  facts: FlowFacts,
  locale: string,
  node: FlowNode | undefined,
): FlowScreen {
  const say = (texts: FlowTexts): string => textIn(texts, locale, flow.locales);
  const costOf = (nodeId: string) => findCost(flow, nodeId, facts, state.variables, locale);
  switch (node?.kind) {
    case 'menu':
      return {
        kind: 'menu',
        choices: node.choices
          .filter(({ when }) => !when || evaluate(when, facts, state.variables))
          .map(({ choiceId, label, detail, icon, to }) => ({
            ...{ choiceId, label: say(label), detail: detail && say(detail), icon },
            cost: costOf(to),
          })),
      };
    case 'form':
      return { kind: 'form', fields: node.fields.map((field) => viewField(flow, field, state, say)) };
    case 'article': {
      const { articleId, body, askSolved = false, to } = node;
      return {
        ...{ kind: 'article', articleId, body: body && say(body), asksSolved: askSolved },
        ...{ helped: state.helped, canContinue: to !== undefined },
      };
    }
    case 'action': {
      const up = isUp(node.action, facts);
      const canContinue = !up && node.otherwise !== undefined;
      return {
        ...{ kind: 'action', action: viewAction(node.action, say), isUp: up, canContinue },
        cost: canContinue ? undefined : costOf(state.at),
      };
    }
    case 'end':
      return { kind: 'end', outcome: node.outcome };
    default:
      return { kind: 'lost' };
  }
}

function viewField(
  { variables = {} }: Flow,
  { variable, required, hint, options = [], format, minLength, maxLength }: FlowField,
  { typed }: FlowState,
  say: (texts: FlowTexts) => string,
): FlowFieldView {
  const asked = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  return {
    ...{ variable, label: asked ? say(asked.label) : variable, input: asked?.input ?? 'text' },
    ...{ isRequired: required, hint: hint && say(hint), format, minLength, maxLength },
    options: options.map(({ value, label }) => ({ value, label: say(label) })),
    value: (Object.hasOwn(typed, variable) && typed[variable]) || '',
  };
}

function viewAction(action: FlowAction, say: (texts: FlowTexts) => string): FlowActionView {
  switch (action.do) {
    case 'chat':
    case 'callback':
      return { ...action, reason: action.reason && say(action.reason) };
    case 'page':
      return { ...action, label: say(action.label) };
    case 'phone':
      return { ...action, price: action.price && say(action.price) };
  }
}
