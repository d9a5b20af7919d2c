import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import { nameText, saidContextShape, shortText } from './schema.ts';

// Apart from what pages say by themselves: a page that opens reads no way through a flow.

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const name = () => z.string().check(z.regex(NAME));

// As flows name their nodes and variables: visual-ivr/node-schema.ts, which stands on this file.
const variable = () => z.string().check(z.regex(/^(?!constructor$|prototype$)[a-z][A-Za-z0-9]{0,31}$/));

/** The way through a visual IVR and what was filled in on it, the last ones where there are more. */
export const flowContextSchema = z.strictObject({
  flowId: name(),
  revision: z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER)),
  /** Each screen with what was chosen there, or its title. */
  path: z
    .array(z.strictObject({ nodeId: name(), label: nameText(200) }))
    .check(z.maxLength(LIMITS.maxFlowPath)),
  answers: z
    .array(
      z.strictObject({
        variable: variable(),
        label: nameText(200),
        value: shortText(LIMITS.maxFlowValueLength),
      }),
    )
    .check(z.maxLength(LIMITS.maxFlowAnswers)),
});

/** What is told about the moment: what the page says, and the way through the site's flow; everything in it is unverified. */
export const contextSchema = z.strictObject({
  ...saidContextShape,
  /** How far the customer came in the site's visual IVR. */
  flow: z.optional(flowContextSchema),
});

/** The way through a visual IVR and what was filled in on it. */
export type FlowContext = z.infer<typeof flowContextSchema>;
/** What the page says about the moment; everything in it is unverified. */
export type Context = z.infer<typeof contextSchema>;
