import { decideAutomaticAnswer, type ConversationId, type CustomerContent } from '@beside/protocol';
import type { ArticleHit } from '../../ports/library.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Changed } from '../change.ts';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { countOne } from './count-articles.ts';

/** So sure a search has to be that nobody looks at before it is shown, and so much surer than of anything else. */
const LEAST_CONFIDENCE = 0.55;
const LEAST_LEAD = 0.12;

/** What a customer has just said. */
interface Said {
  readonly conversationId: ConversationId;
  readonly content: CustomerContent;
}

/**
 * Lets an article answer while the customer waits, where the site wants that and one clearly fits (M7). Beside everything
 * else: the message was acknowledged, and a person is on the way already.
 */
export function answerFirst(engine: Engine, siteId: string, { conversationId, content }: Said): void {
  const { library, sites } = engine;
  const site = sites.get(siteId);
  if (!library || site?.knowledge?.firstAnswer !== 'beside' || site.backend !== undefined) return;
  if (content.kind !== 'text') return;
  engine.beside.run(async () => {
    const locale = await localeOf(engine, conversationId);
    if (locale === undefined) return;
    const hit = pickAnswer(await library.suggest(siteId, [content.text], locale));
    if (!hit) return;
    await changeConversation(engine, {
      conversationId,
      decide: ({ state }) =>
        decideAutomaticAnswer(state, site.name, {
          kind: 'article',
          articleId: hit.id,
          locale: hit.locale,
          title: hit.title,
          text: hit.excerpt,
        }),
      async also(transaction, { entries }) {
        if (entries.length === 0) return;
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

/** What the conversation is held in; nothing once somebody has it, so that no article is looked for. */
async function localeOf(
  { store, timeline }: Engine,
  conversationId: ConversationId,
): Promise<string | undefined> {
  return store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    if (!record || (record.status !== 'queued' && record.status !== 'offered')) return undefined;
    const { answeredAt, automaticAnswer, locale } = await timeline.load(transaction, record);
    return answeredAt === undefined && !automaticAnswer ? locale : undefined;
  });
}
