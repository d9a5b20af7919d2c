import { agentIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { OpeningHours } from '../../ports/site.ts';
import type { Transaction } from '../../ports/store.ts';

const intervalSchema = z.object({ from: z.string(), to: z.string() });

const keptDaySchema = z.object({
  open: z.array(intervalSchema),
  agentId: agentIdSchema,
  at: z.int(),
  note: z.optional(z.string()),
});
/** A day that a supervisor has set. */
export type KeptDay = z.infer<typeof keptDaySchema>;

const keptHoursSchema = z.object({
  /** By date. */
  days: z.record(z.string(), keptDaySchema),
  /** Commands that were done, the latest last, so that a repetition does not undo what was set after it. */
  done: z.array(z.string()),
});
/** What supervisors have set of a site's opening hours. */
export type KeptHours = z.infer<typeof keptHoursSchema>;

/** A site whose hours are as configured. */
const NOTHING_KEPT: KeptHours = { days: {}, done: [] };

const nameOf = (siteId: string): string => `opening-hours:${siteId}`;

/** What supervisors have set; over restarts, too. */
export async function findKeptHours(transaction: Transaction, siteId: string): Promise<KeptHours> {
  const text = await transaction.getValue(nameOf(siteId));
  return text === undefined ? NOTHING_KEPT : keptHoursSchema.parse(JSON.parse(text));
}

/** Keeps it. */
export function keepHours(transaction: Transaction, siteId: string, kept: KeptHours): Promise<void> {
  return transaction.setValue(nameOf(siteId), JSON.stringify(kept));
}

/** The hours that count: those of the configuration, with the days that supervisors have set. Pure. */
export function effectiveHours(hours: OpeningHours, { days }: KeptHours): OpeningHours {
  const set = Object.entries(days).map(([date, { open }]) => [date, open] as const);
  return set.length === 0
    ? hours
    : { ...hours, exceptions: { ...hours.exceptions, ...Object.fromEntries(set) } };
}
