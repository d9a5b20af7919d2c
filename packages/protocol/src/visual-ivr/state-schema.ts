import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import { hasAtMost, shortText } from '../session/schema.ts';
import { flowNameSchema, variableNameSchema } from './node-schema.ts';

const valuesSchema = z
  .record(variableNameSchema, shortText(LIMITS.maxFlowValueLength))
  .check(z.refine(hasAtMost(LIMITS.maxFlowVariables)));

/** One screen that was left, and how. */
const trailSchema = z.strictObject({
  nodeId: flowNameSchema,
  /** Absent: by a form, an article, the search or the button to a person. */
  choiceId: z.optional(flowNameSchema),
  /** What was filled in before this screen, where it changed that. */
  before: z.optional(valuesSchema),
});

/** Where somebody is in a flow, as it is kept over pages and tabs. */
export const flowStateSchema = z.strictObject({
  flowId: flowNameSchema,
  revision: z.int().check(z.gte(1)),
  /** The node that is shown. Empty: the flow led nowhere, which a linted one does not. */
  at: z.union([flowNameSchema, z.literal('')]),
  /** Screens before this one, the first one first. */
  trail: z.array(trailSchema).check(z.maxLength(LIMITS.maxFlowTrail)),
  /** What was filled in on the way here. */
  variables: valuesSchema,
  /** What was ever filled in; forms start with it, so that nothing is asked twice. */
  typed: valuesSchema,
  /** Counts up with every step that changes something (F14). */
  step: z.int().check(z.gte(0)),
  /** Whether it helped, once that was said at this node. */
  helped: z.optional(z.boolean()),
});

/** One screen that was left. */
export type FlowTrail = z.infer<typeof trailSchema>;
/** Where somebody is in a flow. */
export type FlowState = z.infer<typeof flowStateSchema>;
