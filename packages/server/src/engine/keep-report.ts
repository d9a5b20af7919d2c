import {
  BesideError,
  canonicalJson,
  type CommandResult,
  type CustomerId,
  type Interaction,
} from '@beside/protocol';
import type { Actor } from '../ports/centre.ts';
import type { Transaction } from '../ports/store.ts';
import { madeAt } from './backend/outbox-ids.ts';
import { countArticlesOf } from './knowledge/count-report.ts';
import type { Engine } from './parts.ts';
import { addSteps, countStepsOf } from './visual-ivr/count-report.ts';

/**
 * Keeps what a page reports, once per key, and has it delivered to a backend that wants it. The same key with the same
 * interactions is answered the same for as long as the report is there.
 *
 * @throws BesideError `conflict` when the key was used for others, by whomever
 */
export async function keepReport(
  engine: Engine,
  { siteId, customerId }: Extract<Actor, { role: 'customer' }>,
  reportId: string,
  interactions: readonly Interaction[],
): Promise<CommandResult> {
  const at = engine.clock.now();
  const articleCounts = await countArticlesOf(engine, siteId, interactions);
  const steps = await countStepsOf(engine, siteId, interactions);
  await engine.store.transact(async (transaction) => {
    const customer = await transaction.findCustomer(customerId);
    if (!customer) throw new BesideError('unauthenticated');
    const { wrappedKey } = customer;
    const body = engine.keyring.seal(wrappedKey, placeOf(reportId), JSON.stringify(interactions));
    const isNew = await transaction.insertReport({ reportId, siteId, customerId, at, body });
    if (isNew) {
      const owned = { siteId, reportId, customerId, wrappedKey };
      await engine.bridge.deliverReport(transaction, owned, interactions);
      await addSteps(transaction, owned, steps);
      await transaction.addArticleCounts(articleCounts);
    } else await refuseOthers(engine, transaction, reportId, interactions);
  });
  engine.bridge.wake(siteId);
  // The page's own moment, so that a repetition is answered the same.
  return { conversationId: null, seq: 0, at: Math.min(at, madeAt(reportId)) };
}

/** What is kept is compared itself: a body that was sealed twice is never the same bytes. */
async function refuseOthers(
  { keyring }: Engine,
  transaction: Transaction,
  reportId: string,
  interactions: readonly Interaction[],
): Promise<void> {
  const kept = await transaction.findReport(reportId);
  // Of who was another customer before they were identified, perhaps.
  const owner = kept && (await transaction.findCustomer(kept.customerId as CustomerId)); // written by us
  if (!kept || !owner) throw new BesideError('unauthenticated'); // nothing is kept of who is being erased
  const said: unknown = JSON.parse(keyring.open(owner.wrappedKey, placeOf(reportId), kept.body));
  if (canonicalJson(said) !== canonicalJson(interactions)) throw new BesideError('conflict');
}

function placeOf(reportId: string): string {
  return `report|${reportId}`;
}
