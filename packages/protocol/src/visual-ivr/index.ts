export { FACT_NAMES, FLOW_ICONS } from './names.ts';
export { FLOW_ICON_SHAPES } from './icon-shapes.ts';
export type { FirstChoice, FirstLevel } from './first-level-schema.ts';
export type { Comparison, Condition, FactName } from './condition-schema.ts';
export type { LiveFacts } from './facts-schema.ts';
export type { FlowFacts } from './facts.ts';
export type { Flow, FlowVariable, PublishedFlow } from './flow-schema.ts';
export type {
  FlowAction,
  FlowChoice,
  FlowField,
  FlowIcon,
  FlowNode,
  FlowNodeOf,
  FlowTexts,
} from './node-schema.ts';
export type { FlowState, FlowTrail } from './state-schema.ts';
export { evaluate, readFact, type FlowValues } from './condition.ts';
export { contextOfFlow } from './context.ts';
export { findCost, type FlowCost } from './cost.ts';
export { checkForm, type FieldProblem, type FormProblems } from './form.ts';
export { startFlow, stepFlow } from './state.ts';
export type { FlowEvent, FlowMove, FlowRefusal, FlowResult, FlowStep } from './steps.ts';
export { textIn } from './text-in.ts';
export { viewFlow } from './view.ts';
export type {
  FlowActionView,
  FlowChoiceView,
  FlowCrumb,
  FlowFieldView,
  FlowScreen,
  FlowView,
} from './view.ts';
