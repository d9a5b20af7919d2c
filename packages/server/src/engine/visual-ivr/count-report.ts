import type { CustomerId, Interaction } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { countSteps, namedRevisions } from './count-steps.ts';
import { awaitContact } from './solved-alone.ts';

/**
 * Adds a report to the numbers of its site's flow, in the transaction that keeps the report: both happen once, or
 * neither (I6). What is counted names nobody.
 */
export async function countReport(
  { flows, sites, clock, limits }: Pick<Engine, 'flows' | 'sites' | 'clock' | 'limits'>,
  transaction: Transaction,
  reporter: { readonly siteId: string; readonly customerId: CustomerId },
  interactions: readonly Interaction[],
): Promise<void> {
  const { siteId } = reporter;
  const site = sites.get(siteId);
  if (!site || !interactions.some(({ name }) => name.startsWith('flow.'))) return;
  const revisions = await flows.findCountable(transaction, siteId, namedRevisions(interactions));
  const { zone } = site.hours;
  const facts = { siteId, zone, now: clock.now(), maxAgeMs: limits.maxIntentAgeMs, revisions };
  const { counts, solved } = countSteps(interactions, facts);
  await transaction.addFlowCounts(counts);
  for (const step of solved) await awaitContact(transaction, reporter, step);
}
