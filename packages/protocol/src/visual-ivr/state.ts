import { LIMITS } from '../limits.ts';
import { evaluate } from './condition.ts';
import type { FlowFacts } from './facts.ts';
import type { Flow } from './flow-schema.ts';
import { checkForm } from './form.ts';
import { findNode, isUp, land } from './hops.ts';
import type { FlowState, FlowTrail } from './state-schema.ts';
import type { FlowEvent, FlowRefusal, FlowResult, FlowStep } from './steps.ts';

/** A flow and the moment, as every rule below needs them. */
interface Moment {
  readonly flow: Flow;
  readonly facts: FlowFacts;
  readonly state: FlowState;
}

const refuse = (refusal: FlowRefusal): FlowResult => ({ refusal });

/** The first screen of a flow (I1). */
export function startFlow(
  flow: Flow,
  revision: number,
  facts: FlowFacts,
): { readonly state: FlowState; readonly events: readonly FlowEvent[] } {
  const { flowId } = flow;
  const state = { flowId, revision, at: '', trail: [], variables: {}, typed: {}, step: 0 } as const;
  const entered = enter({ flow, facts, state: { ...state, trail: [] } }, flow.start, {});
  return { ...entered, state: { ...entered.state, step: 0 } };
}

/**
 * What a step leads to. Pure and total: whatever comes, there is a state or a refusal, and a refusal changes nothing.
 * Pages and the console's preview run it; facts are those of the moment of the step.
 */
export function stepFlow(flow: Flow, state: FlowState, step: FlowStep, facts: FlowFacts): FlowResult {
  if (state.flowId !== flow.flowId) return refuse('other-flow');
  if (step.atStep !== state.step) return refuse('stale');
  const moment = { flow, facts, state };
  const node = findNode(flow, state.at);
  switch (step.type) {
    case 'choose':
      return node?.kind === 'menu' ? choose(moment, state.at, step.choiceId, step) : refuse('not-offered');
    case 'submit': {
      if (node?.kind !== 'form') return refuse('not-offered');
      const { values, problems } = checkForm(flow, node, step.values);
      if (Object.keys(problems).length > 0) return { refusal: 'invalid', problems };
      const { variables: before, typed } = state;
      // What is not filled in any more is forgotten, too.
      const asked = new Set(node.fields.map(({ variable }) => variable));
      const kept = Object.entries(before).filter(([variable]) => !asked.has(variable));
      const variables = { ...Object.fromEntries(kept), ...values };
      const left = { nodeId: state.at, before };
      return leave(moment, left, node.to, step, { variables, typed: { ...typed, ...values } });
    }
    case 'continue': {
      const to =
        node?.kind === 'article'
          ? node.to
          : node?.kind === 'action' && !isUp(node.action, facts)
            ? node.otherwise
            : undefined;
      return to === undefined ? refuse('not-offered') : leave(moment, { nodeId: state.at }, to, step);
    }
    case 'solved':
      return answer(moment, step.helped, step);
    case 'go':
      if (step.choiceId !== undefined) return choose(moment, step.nodeId, step.choiceId, step);
      return findNode(flow, step.nodeId) ? jump(moment, step.nodeId, step) : refuse('not-offered');
    case 'human':
      return flow.human === undefined ? askForHuman(moment) : jump(moment, flow.human, step);
    case 'start': {
      const left = leftBy(moment, flow.start, step);
      const { state: next, events } = enter({ ...moment, state: { ...state, trail: [] } }, flow.start, {});
      return { state: next, events: [...left, ...events] };
    }
    case 'back':
      return goBack(moment, step.levels ?? 1, step);
  }
}

function choose(moment: Moment, nodeId: string, choiceId: string, step: FlowStep): FlowResult {
  const { flow, facts, state } = moment;
  const menu = findNode(flow, nodeId);
  const choice = menu?.kind === 'menu' && menu.choices.find((one) => one.choiceId === choiceId);
  if (!choice || (choice.when && !evaluate(choice.when, facts, state.variables)))
    return refuse('not-offered');
  const via = nodeId === state.at || state.at === '' ? state : pushed(state, { nodeId: state.at });
  return leave({ ...moment, state: via }, { nodeId, choiceId }, choice.to, step, {}, state.at);
}

/** To somewhere that the screen does not lead to by itself. Who is there already stays, and is led on once more. */
function jump(moment: Moment, to: string, step: FlowStep): FlowResult {
  const { flow, facts, state } = moment;
  if (land(flow, to, facts, state.variables).at !== state.at)
    return leave(moment, { nodeId: state.at }, to, step);
  const events = arriveAt(flow, state.at, facts).filter(({ name }) => name === 'led-to');
  return { state: { ...state, step: state.step + 1 }, events };
}

function answer(moment: Moment, helped: boolean, step: FlowStep): FlowResult {
  const { flow, state } = moment;
  const node = findNode(flow, state.at);
  if (node?.kind !== 'article' || !node.askSolved || state.helped !== undefined) return refuse('not-offered');
  const solved = { name: 'solved', nodeId: state.at, helped } as const;
  if (helped || node.to === undefined)
    return { state: { ...state, helped, step: state.step + 1 }, events: [solved] };
  const result = leave(moment, { nodeId: state.at }, node.to, step);
  return 'events' in result ? { ...result, events: [solved, ...result.events] } : result;
}

function askForHuman({ facts, state }: Moment): FlowResult {
  const channels = facts.live?.channels;
  const action = channels?.chat !== false ? 'chat' : channels.callback ? 'callback' : undefined;
  if (!action) return refuse('nobody');
  const event = { name: 'led-to', nodeId: state.at, action } as const;
  return { state: { ...state, step: state.step + 1 }, events: [event] };
}

/** Back to exactly what was seen: what was filled in since does not count any more, but is not asked for again. */
function goBack(moment: Moment, levels: number, step: FlowStep): FlowResult {
  const { state } = moment;
  const { trail } = state;
  const first = trail.length - levels;
  const target = trail[first];
  if (levels < 1 || !target) return refuse('no-way-back');
  const variables = trail.slice(first).find(({ before }) => before)?.before ?? state.variables;
  const { helped: _helped, ...rest } = state;
  return {
    state: { ...rest, at: target.nodeId, trail: trail.slice(0, first), variables, step: state.step + 1 },
    events: [...leftBy(moment, target.nodeId, step), { name: 'entered', nodeId: target.nodeId }],
  };
}

/** On from a screen. `from` is what is shown, where that is not the screen that the trail remembers. */
function leave(
  moment: Moment,
  left: FlowTrail,
  to: string,
  step: FlowStep,
  more: Partial<FlowState> = {},
  from = moment.state.at,
): FlowResult {
  const state = left.nodeId === '' ? moment.state : pushed(moment.state, left);
  const events = leftBy({ ...moment, state: { ...state, at: from } }, to, step);
  const entered = enter({ ...moment, state }, to, more);
  return { state: entered.state, events: [...events, ...entered.events] };
}

function leftBy({ state: { at } }: Moment, to: string, step: FlowStep): FlowEvent[] {
  if (at === '') return [];
  const { durationMs } = step;
  const choice = step.type === 'choose' ? { choiceId: step.choiceId } : {};
  const time = durationMs === undefined ? {} : { durationMs };
  return [{ name: 'left', nodeId: at, to, ...choice, ...time }];
}

function enter(
  { flow, facts, state }: Moment,
  nodeId: string,
  more: Partial<FlowState>,
): { state: FlowState; events: FlowEvent[] } {
  const { helped: _helped, ...rest } = state;
  const next = { ...rest, ...more };
  const { at, passed } = land(flow, nodeId, facts, next.variables);
  const through = passed.flatMap((one, index): FlowEvent[] => [
    { name: 'entered', nodeId: one },
    { name: 'left', nodeId: one, to: passed[index + 1] ?? at, durationMs: 0 },
  ]);
  return {
    state: { ...next, at, step: state.step + 1 },
    events: [...through, ...(at === '' ? [] : arriveAt(flow, at, facts))],
  };
}

function arriveAt(flow: Flow, nodeId: string, facts: FlowFacts): FlowEvent[] {
  const node = findNode(flow, nodeId);
  const entered = { name: 'entered', nodeId } as const;
  if (node?.kind === 'action' && isUp(node.action, facts))
    return [entered, { name: 'led-to', nodeId, action: node.action.do }];
  if (node?.kind === 'end' && node.outcome === 'solved')
    return [entered, { name: 'solved', nodeId, helped: true }];
  return [entered];
}

function pushed(state: FlowState, left: FlowTrail): FlowState {
  return { ...state, trail: [...state.trail, left].slice(-LIMITS.maxFlowTrail) };
}
