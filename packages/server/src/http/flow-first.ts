import {
  FLOW_ICON_SHAPES,
  startFlow,
  viewFlow,
  type Condition,
  type FirstLevel,
  type Flow,
  type FlowChoiceView,
  type FlowFacts,
  type LiveFacts,
} from '@beside/protocol/visual-ivr';

/** What the server knows as well as a page does; of variables everybody knows that nothing was filled in yet. */
const KNOWN_FACTS = new Set([
  'hours',
  'waitingMinutes',
  'freeAgents',
  'channel.chat',
  'channel.callback',
  'locale',
]);

/**
 * The first screen of a flow for a newcomer, so that pages draw it without the engine. Without choices where it is no
 * menu, or depends on what only the page knows: then the page loads the flow. Pure.
 */
export function firstLevelOf(
  flow: Flow,
  {
    revision,
    live,
    locale,
  }: { readonly revision: number; readonly live: LiveFacts; readonly locale: string },
): FirstLevel {
  const facts: FlowFacts = { live, locale, isIdentified: false };
  const { state, events } = startFlow(flow, revision, facts);
  const entered = events.flatMap((event) => (event.name === 'entered' ? [event.nodeId] : []));
  const view = viewFlow(flow, state, facts, locale);
  if (view.kind !== 'menu' || !entered.every((nodeId) => isCertain(flow, nodeId))) return { revision };
  return {
    revision,
    choices: view.choices.map((choice) => toFirst(choice, isReachedCertainly(flow, state.at, choice))),
  };
}

/** Whether everything that a node looks at is known here. */
function isCertain(flow: Flow, nodeId: string): boolean {
  const node = flow.nodes[nodeId];
  if (node?.kind === 'condition') return node.cases.every(({ when }) => isKnown(when));
  return node?.kind !== 'menu' || node.choices.every(({ when }) => !when || isKnown(when));
}

/** Whether what a choice costs does not hang on what only the page knows: it leads on without conditions of that kind. */
function isReachedCertainly(flow: Flow, menuId: string, { choiceId }: FlowChoiceView): boolean {
  const menu = flow.nodes[menuId];
  const first =
    menu?.kind === 'menu' ? menu.choices.find((choice) => choice.choiceId === choiceId)?.to : undefined;
  const seen = new Set<string>();
  const open = first === undefined ? [] : [first];
  for (let nodeId = open.pop(); nodeId !== undefined; nodeId = open.pop()) {
    const node = flow.nodes[nodeId];
    if (seen.has(nodeId) || !node) continue;
    seen.add(nodeId);
    if (node.kind === 'action' && node.otherwise !== undefined) open.push(node.otherwise);
    if (node.kind !== 'condition') continue;
    if (!isCertain(flow, nodeId)) return false;
    open.push(node.otherwise, ...node.cases.map(({ to }) => to));
  }
  return true;
}

function isKnown(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isKnown);
  if ('any' in condition) return condition.any.every(isKnown);
  if ('not' in condition) return isKnown(condition.not);
  return KNOWN_FACTS.has(condition.fact) || condition.fact.startsWith('variable.');
}

function toFirst(
  { choiceId, label, detail, icon, cost }: FlowChoiceView,
  isCostCertain: boolean,
): NonNullable<FirstLevel['choices']>[number] {
  return {
    choiceId,
    label,
    ...(detail === undefined ? {} : { detail }),
    ...(icon === undefined ? {} : { shape: FLOW_ICON_SHAPES[icon] }),
    ...(isCostCertain ? costOf(cost) : {}),
  };
}

function costOf(cost: FlowChoiceView['cost']): Pick<NonNullable<FirstLevel['choices']>[number], 'cost'> {
  switch (cost?.kind) {
    case 'chat':
    case 'callback': {
      const { isUp, waiting, opensAt } = cost;
      return {
        cost: { isUp, ...(waiting ? { waiting } : {}), ...(opensAt === undefined ? {} : { opensAt }) },
      };
    }
    case 'phone':
      return { cost: { isUp: true, price: cost.price ?? cost.number } };
    case 'page':
    case undefined:
      return {};
    default:
      return cost satisfies never;
  }
}
