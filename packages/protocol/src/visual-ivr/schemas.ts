export { conditionSchema, factNameSchema } from './condition-schema.ts';
export { liveFactsSchema } from './facts-schema.ts';
export { flowSchema, publishedFlowSchema } from './flow-schema.ts';
export { flowNameSchema, flowNodeSchema, variableNameSchema } from './node-schema.ts';
export { flowStateSchema } from './state-schema.ts';
export { firstLevelSchema } from './first-level-schema.ts';
