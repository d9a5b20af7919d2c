import * as z from 'zod/mini';
import { waitingRangeSchema } from '../callback/availability-schema.ts';
import { availabilitySchema } from '../session/schema.ts';

/** What only the server knows of the moment; what choices cost is told from it (I4). */
export const liveFactsSchema = z.object({
  availability: availabilitySchema,
  /** Absent: there is nothing to estimate from (Q5). */
  waiting: z.optional(waitingRangeSchema),
  /** Rounded down to what may be told; absent: not told. */
  freeAgents: z.optional(z.int().check(z.gte(0))),
  /** Whether a conversation, or a callback, can be asked for now. */
  channels: z.object({ chat: z.boolean(), callback: z.boolean() }),
});

/** What only the server knows of the moment. */
export type LiveFacts = z.infer<typeof liveFactsSchema>;
