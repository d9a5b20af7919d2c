import type { FlowState } from '@beside/protocol/visual-ivr';
import { flowStateSchema } from '@beside/protocol/visual-ivr/schema';
import * as z from 'zod/mini';

/** After that long somebody comes with another matter. */
const LIFETIME_MS = 3_600_000;

const keptSchema = z.object({
  state: flowStateSchema,
  /** When the level that is shown was entered. */
  enteredAt: z.number(),
  /** Home is shown, and the next choice begins anew; what was filled in stays known. */
  isOutside: z.boolean(),
});

/** Where somebody is in the flow, as it is kept over pages and tabs. */
export interface KeptFlow {
  readonly state: FlowState;
  readonly enteredAt: number;
  readonly isOutside: boolean;
}

/** Reads what an earlier page or another tab kept; nothing where it is none, or an hour old. */
export function readKept(raw: unknown, now: number): KeptFlow | undefined {
  const { data } = keptSchema.safeParse(raw);
  return data && now - data.enteredAt < LIFETIME_MS ? data : undefined;
}
