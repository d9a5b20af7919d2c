import * as z from 'zod/mini';
import type { Site } from '../../ports/site.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { Transaction } from '../../ports/store.ts';

/** How a queue gives callbacks away. */
export interface Staffing {
  /** Agents the slots are computed for. */
  readonly plannedAgents: number;
  /** Nothing is offered while it is paused. */
  readonly isPaused: boolean;
}

const keptSchema = z.object({
  plannedAgents: z.optional(z.int()),
  isPaused: z.boolean(),
});
/** What a supervisor has set of a queue. */
export type KeptStaffing = z.infer<typeof keptSchema>;

const nameOf = (siteId: string, queueId: string): string => `callback-staffing:${siteId}:${queueId}`;

/** What a supervisor has set; over restarts, too. */
export async function findKeptStaffing(
  transaction: Transaction,
  siteId: string,
  queueId: string,
): Promise<KeptStaffing> {
  const text = await transaction.getValue(nameOf(siteId, queueId));
  return text === undefined ? { isPaused: false } : keptSchema.parse(JSON.parse(text));
}

/** Keeps it. */
export function keepStaffing(
  transaction: Transaction,
  siteId: string,
  queueId: string,
  kept: KeptStaffing,
): Promise<void> {
  return transaction.setValue(nameOf(siteId, queueId), JSON.stringify(kept));
}

/** By the supervisor, otherwise by the configuration, otherwise everybody who serves the queue. Pure. */
export function staffingOf(
  site: Site,
  queueId: string,
  kept: KeptStaffing,
  agents: readonly AgentRecord[],
): Staffing {
  const serving = agents.filter(
    ({ isDisabled, queues }) => !isDisabled && queues[site.siteId]?.includes(queueId),
  );
  return {
    plannedAgents: kept.plannedAgents ?? site.callback?.plannedAgents[queueId] ?? serving.length,
    isPaused: kept.isPaused,
  };
}
