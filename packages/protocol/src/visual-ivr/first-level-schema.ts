import * as z from 'zod/mini';
import { nameText, shortText } from '../session/schema.ts';

const label = nameText(2_000);

/**
 * The first screen of a flow, ready to be drawn without what steps through it: `GET /v1/sites/:siteId/flow/first?locale=`.
 * A site without a flow answers without a revision, so that no page's console shows a request that failed.
 */
export const firstLevelSchema = z.object({
  /** Absent: the site has no flow. */
  revision: z.optional(z.int()),
  /** Absent: it depends on what only the page knows, or is no menu. */
  choices: z.optional(
    z.array(
      z.object({
        choiceId: shortText(40),
        label,
        detail: z.optional(shortText(2_000)),
        /** Of `FLOW_ICON_SHAPES`. */
        shape: z.optional(shortText(1_000)),
        /** What it costs (I4), as `FlowCost` in short. */
        cost: z.optional(
          z.object({
            isUp: z.boolean(),
            /** Minutes. */
            waiting: z.optional(z.object({ fromMinutes: z.number(), toMinutes: z.number() })),
            opensAt: z.optional(z.number()),
            /** Of a call, in the site's own words; or its number. */
            price: z.optional(label),
          }),
        ),
      }),
    ),
  ),
});

/** The first screen of a flow as pages draw it at once. */
export type FirstLevel = z.infer<typeof firstLevelSchema>;
/** One of its choices. */
export type FirstChoice = NonNullable<FirstLevel['choices']>[number];
