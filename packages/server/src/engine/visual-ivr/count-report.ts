import type { Interaction } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { countSteps, namedRevisions, type CountedSteps } from './count-steps.ts';
import { awaitContact, type Reporter } from './solved-alone.ts';

const NOTHING: CountedSteps = { counts: [], solved: [] };

/**
 * What a report adds to the numbers of its site's flow (I6). Before the transaction that keeps the report and adds this:
 * only what is committed may be remembered of revisions.
 */
export async function countStepsOf(
  { flows, sites, clock, limits }: Pick<Engine, 'flows' | 'sites' | 'clock' | 'limits'>,
  siteId: string,
  interactions: readonly Interaction[],
): Promise<CountedSteps> {
  const site = sites.get(siteId);
  if (!site || !interactions.some(({ name }) => name.startsWith('flow.'))) return NOTHING;
  const revisions = await flows.findCountable(siteId, namedRevisions(interactions));
  const { zone } = site.hours;
  return countSteps(interactions, {
    ...{ siteId, zone, revisions, now: clock.now(), maxAgeMs: limits.maxIntentAgeMs },
  });
}

/** Adds it, in the transaction that keeps the report: both happen once, or neither. What is counted names nobody. */
export async function addSteps(
  transaction: Transaction,
  reporter: Reporter,
  { counts, solved }: CountedSteps,
): Promise<void> {
  if (counts.length > 0) await transaction.addFlowCounts(counts);
  for (const step of solved) await awaitContact(transaction, reporter, step);
}
