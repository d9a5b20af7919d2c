import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import { hasAtMost, localeSchema, shortText } from '../session/schema.ts';
import { flowNameSchema, flowNodeSchema, labelsSchema, variableNameSchema } from './node-schema.ts';

/** Something a form asks for; its value is in `variable.NAME` afterwards. */
export const flowVariableSchema = z.strictObject({
  input: z.enum(['text', 'email', 'tel', 'number', 'date', 'select']),
  label: labelsSchema,
});

/**
 * A visual IVR as open JSON (I1). That every name in it leads somewhere is not for a schema: `parseFlow`. That customers
 * get through it is proven by `lintFlow`.
 */
export const flowSchema = z.strictObject({
  /** For editors. */
  $schema: z.optional(shortText(300)),
  /** Of this format. */
  version: z.literal(1),
  flowId: flowNameSchema,
  /** Every text has these; the first stands in for what is missing. */
  locales: z.array(localeSchema).check(z.minLength(1), z.maxLength(30)),
  start: flowNameSchema,
  /**
   * Where the button leads that is always there (I2). Absent: to chat where it is possible, else to callback.
   */
  human: z.optional(flowNameSchema),
  variables: z.optional(
    z.record(variableNameSchema, flowVariableSchema).check(z.refine(hasAtMost(LIMITS.maxFlowVariables))),
  ),
  nodes: z
    .record(flowNameSchema, flowNodeSchema)
    .check(z.refine(hasAtMost(LIMITS.maxFlowNodes), 'too_large')),
});

/** A flow as pages get it. Revisions count up with each publication. */
export const publishedFlowSchema = z.object({
  revision: z.int().check(z.gte(1)),
  flow: flowSchema,
});

/** Something a form asks for. */
export type FlowVariable = z.infer<typeof flowVariableSchema>;
/** A visual IVR. */
export type Flow = z.infer<typeof flowSchema>;
/** A flow as pages get it. */
export type PublishedFlow = z.infer<typeof publishedFlowSchema>;
