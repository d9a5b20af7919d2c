import { decideAutomaticAnswer, isAutomaticallyAnswerable, type CustomerContent } from '@beside/protocol';
import type { ArticleHit } from '../../ports/library.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Changed } from '../change.ts';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { countOne } from './count-articles.ts';

/** So sure a search has to be that nobody looks at before it is shown, and so much surer than of anything else. */
const LEAST_CONFIDENCE = 0.55;
const LEAST_LEAD = 0.12;

/**
 * Lets an article answer what a customer has just said and waits for a person with, where the site wants that and one
 * clearly fits (M7). Beside everything else: the message was acknowledged, and a person is on the way already.
 */
export function answerFirst(
  engine: Engine,
  { record, state, entries }: Pick<Changed, 'record' | 'state' | 'entries'>,
  content: CustomerContent,
): void {
  const { library, sites } = engine;
  const { siteId, conversationId } = record;
  const site = sites.get(siteId);
  if (!library || site?.knowledge?.firstAnswer !== 'beside' || site.backend !== undefined) return;
  // Nothing is looked for that could not be said: what was asked once more, or is somebody's already.
  if (entries.length === 0 || content.kind !== 'text' || !isAutomaticallyAnswerable(state)) return;
  engine.beside.run(async () => {
    const hit = pickAnswer(await library.suggest(siteId, [content.text], state.locale ?? 'en'));
    if (!hit) return;
    await changeConversation(engine, {
      conversationId,
      decide: (locked) =>
        decideAutomaticAnswer(locked.state, site.name, {
          kind: 'article',
          articleId: hit.id,
          locale: hit.locale,
          title: hit.title,
          text: hit.excerpt,
        }),
      async also(transaction, answered) {
        if (answered.entries.length === 0) return;
        const facts = { siteId, zone: site.hours.zone, now: engine.clock.now() };
        await transaction.addArticleCounts([countOne(facts, hit.id, 'answered')]);
      },
    });
  });
}

/** The one that clearly fits; none where two might. Pure. */
export function pickAnswer([best, second]: readonly ArticleHit[]): ArticleHit | undefined {
  if (!best || best.score < LEAST_CONFIDENCE) return undefined;
  return second && best.score - second.score < LEAST_LEAD ? undefined : best;
}

/** Counts an article that was enough, in the transaction that ends the matter. */
export async function countSolved(
  { sites, clock }: Pick<Engine, 'sites' | 'clock'>,
  transaction: Transaction,
  { entries, record, state }: Changed,
): Promise<void> {
  const isSolved = entries.some(
    (entry) => entry.type === 'conversation.ended' && entry.body.reason === 'solved',
  );
  const site = sites.get(record.siteId);
  if (!isSolved || !site || !state.automaticAnswer) return;
  const facts = { siteId: record.siteId, zone: site.hours.zone, now: clock.now() };
  await transaction.addArticleCounts([countOne(facts, state.automaticAnswer.articleId, 'answer-helped')]);
}
