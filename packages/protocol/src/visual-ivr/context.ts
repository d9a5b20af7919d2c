import { LIMITS } from '../limits.ts';
import type { FlowContext } from '../session/context-schema.ts';
import type { Flow } from './flow-schema.ts';
import type { FlowState } from './state-schema.ts';
import { textIn } from './text-in.ts';
import { labelOf, labelOfChoice } from './view.ts';

const MAX_LABEL = 200;

/** What agents are told of a way through a flow: screens with what was chosen, and what was filled in. */
export function contextOfFlow(flow: Flow, state: FlowState, locale: string): FlowContext {
  const { flowId, revision, trail, at, variables } = state;
  const path = trail.map((left, index) => ({
    nodeId: left.nodeId,
    label:
      labelOfChoice(flow, left, locale) ||
      labelOf(flow, left.nodeId, locale) ||
      labelOfChoice(flow, trail[index - 1], locale),
  }));
  const here = { nodeId: at, label: labelOf(flow, at, locale) || labelOfChoice(flow, trail.at(-1), locale) };
  const answers = Object.entries(flow.variables ?? {}).flatMap(([variable, { label }]) => {
    const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (value === undefined) return [];
    return [
      {
        variable,
        label: textIn(label, locale, flow.locales),
        value: readable(flow, variable, value, locale),
      },
    ];
  });
  const cut = <Part extends { label: string }>(part: Part): Part => ({
    ...part,
    label: cutText(part.label, MAX_LABEL),
  });
  return {
    flowId,
    revision,
    path: [...path, ...(at === '' ? [] : [here])].slice(-LIMITS.maxFlowPath).map(cut),
    answers: answers.slice(-LIMITS.maxFlowAnswers).map(cut),
  };
}

/** The option's words where one was selected. */
function readable(flow: Flow, variable: string, value: string, locale: string): string {
  const options = Object.values(flow.nodes).flatMap((node) =>
    node.kind === 'form'
      ? node.fields.flatMap((field) => (field.variable === variable ? (field.options ?? []) : []))
      : [],
  );
  const option = options.find((one) => one.value === value);
  return cutText(option ? textIn(option.label, locale, flow.locales) : value, LIMITS.maxFlowValueLength);
}

/** Never through the middle of a character. */
function cutText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
