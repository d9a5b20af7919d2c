import type { AgentContent } from '@beside/protocol';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { countOne } from './count-articles.ts';

/** Counts an article that an agent sends, in the transaction that says it. */
export async function countSent(
  { sites, clock }: Pick<Engine, 'sites' | 'clock'>,
  transaction: Transaction,
  { siteId }: Pick<ConversationRecord, 'siteId'>,
  content: AgentContent,
): Promise<void> {
  const site = sites.get(siteId);
  if (content.kind !== 'article' || !site?.knowledge) return;
  const facts = { siteId, zone: site.hours.zone, now: clock.now() };
  await transaction.addArticleCounts([countOne(facts, content.articleId, 'sent')]);
}
