import { contextSchema, queueIdSchema, shortText } from '@beside/protocol/schema';
import * as z from 'zod/mini';

/** After that long somebody who writes has another matter. */
const LIFETIME_MS = 3_600_000;

const waySchema = z.object({
  at: z.number(),
  /** What agents are told of it. */
  context: contextSchema,
  queueId: z.optional(queueIdSchema),
  reason: z.optional(shortText(2_000)),
  /** A number that was filled in on the way. */
  phone: z.optional(shortText(64)),
});

/** What the site's flow has found out, for the chat or the callback that it leads to: nothing is asked twice. */
export type FlowWay = Omit<z.infer<typeof waySchema>, 'at'>;

/** Reads what an earlier page or another tab kept; nothing where it is none, or an hour old. */
export function readWay(raw: unknown, now: number): FlowWay | undefined {
  const { data } = waySchema.safeParse(raw);
  return data && now - data.at < LIFETIME_MS ? data : undefined;
}
