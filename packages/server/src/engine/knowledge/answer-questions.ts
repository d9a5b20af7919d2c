import { BesideError, type ConversationId, type Entry } from '@beside/protocol';
import { MAX_SUGGESTED_TEXT } from '@beside/protocol/knowledge-desk';
import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../ports/centre.ts';
import type { CentreKnowledge } from '../../ports/knowledge.ts';
import type { ConversationRecord } from '../../ports/store.ts';
import { wallOf } from '../callback/zones.ts';
import type { Engine } from '../parts.ts';
import { toNumbers } from './count-articles.ts';

/** Entries that are looked through for what the customer wrote last, and messages that count. */
const ENTRIES = 30;
const MESSAGES = 3;
const DAYS_SHOWN = 30;

/** What the centre answers about articles, see {@link CentreKnowledge}. */
export function createKnowledgeQuestions(
  engine: Pick<Engine, 'library' | 'store' | 'timeline' | 'sites' | 'clock'>,
  getConversation: (actor: Actor, conversationId: ConversationId) => Promise<ConversationRecord>,
): CentreKnowledge {
  const { library, store, timeline, sites, clock } = engine;
  return {
    async suggest(actor, siteId, conversationId) {
      const record = await getConversation(actor, conversationId);
      if (record.siteId !== siteId) throw new BesideError('not_found');
      if (!library || !sites.get(siteId)?.knowledge) return [];
      const { entries, locale } = await store.read(async (transaction) => ({
        entries: await timeline.readBefore(transaction, record, record.lastSeq + 1, ENTRIES),
        locale: (await timeline.load(transaction, record)).locale ?? 'en',
      }));
      const hits = await library.suggest(siteId, lastTexts(entries), locale);
      const found = await Promise.all(
        hits.map(async ({ id, title, excerpt, ...hit }) => {
          const text = await library.readText(siteId, id, hit.locale, MAX_SUGGESTED_TEXT);
          return { articleId: id, locale: hit.locale, title, excerpt, text };
        }),
      );
      return found;
    },
    async sumNumbers(siteId, { fromDay, toDay }) {
      const site = sites.get(siteId);
      if (!site) throw new BesideError('not_found');
      const last = toDay ?? wallOf(clock.now(), site.hours.zone).time.slice(0, 10);
      const first =
        fromDay ??
        Temporal.PlainDate.from(last)
          .subtract({ days: DAYS_SHOWN - 1 })
          .toString();
      const filter = { siteId, fromDay: first, toDay: last };
      const totals = await store.read((transaction) => transaction.sumArticleCounts(filter));
      return { fromDay: first, toDay: last, articles: toNumbers(totals) };
    },
  };
}

/** What the customer wrote last, the newest at the end. Pure. */
export function lastTexts(entries: readonly Entry[]): readonly string[] {
  return entries
    .flatMap((entry) =>
      entry.type === 'chat.message' &&
      entry.body.author.role === 'customer' &&
      entry.body.content.kind === 'text'
        ? [entry.body.content.text]
        : [],
    )
    .slice(-MESSAGES);
}
