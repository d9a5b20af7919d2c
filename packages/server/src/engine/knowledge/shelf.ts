import { KNOWLEDGE_LIMITS, type Article, type SearchHit } from '@beside/protocol/knowledge';
import type { ArticleHit } from '../../ports/library.ts';
import { listChoices, type FoundableChoice, type LiveFlow } from './flow-choices.ts';
import { cutText, excerptOf, plainText, writtenText } from './plain-text.ts';
import type { FoundableArticle } from './read-article.ts';
import type { KnowledgeContent } from './read-folder.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

/** Suggestions may be less sure: a person looks at them before anything happens. */
const LEAST_SUGGESTED = 0.35;
/** Of how sure the best one is; what merely mentions the matter stays out where one is about it. */
const LEAST_SHARE = 0.6;

/** One site's articles, indexed. */
export interface Shelf {
  /** @param live the flow whose choices are found, too */
  search(query: string, locale: string, live?: LiveFlow): readonly SearchHit[];
  suggest(texts: readonly string[], locale: string): readonly ArticleHit[];
  findArticle(articleId: string, locale: string): Article | undefined;
  readText(articleId: string, locale: string, maxLength: number): string;
  list(): readonly { readonly articleId: string; readonly locales: readonly string[] }[];
}

/** Indexed documents of a locale with what they stand for. */
interface Shelved {
  readonly revision: number | undefined;
  readonly index: SearchIndex;
  readonly hits: ReadonlyMap<string, SearchHit>;
}

/**
 * Puts a site's articles in order. Locales are indexed when first asked, and again when another flow is published.
 */
export function createShelf({ articles, synonyms }: KnowledgeContent): Shelf {
  /** Locale → what is there, without and with the choices of a flow. */
  const shelved = new Map<string, Shelved>();
  const withChoices = new Map<string, Shelved>();
  const locales = [...articles.keys()];

  const open = (locale: string, live: LiveFlow | undefined): Shelved => {
    const place = live ? withChoices : shelved;
    const known = place.get(locale);
    if (known && known.revision === live?.revision) return known;
    const made = shelve([...(articles.get(locale)?.values() ?? [])], live, locale, synonyms[locale] ?? []);
    place.set(locale, made);
    return made;
  };
  const findIn = (locale: string, query: string, live: LiveFlow | undefined): readonly SearchHit[] => {
    const { index, hits } = open(locale, live);
    return index.find(query).flatMap(({ key, confidence }) => {
      const hit = hits.get(key);
      return hit ? [{ ...hit, score: confidence }] : [];
    });
  };
  const find = (query: string, locale: string, live?: LiveFlow): readonly SearchHit[] => {
    const asked = query.slice(0, KNOWLEDGE_LIMITS.maxQueryLength);
    const known = [...new Set([...locales, ...(live?.flow.locales ?? [])])];
    for (const one of nearLocales(locale, known)) {
      const hits = findIn(one, asked, live);
      if (hits.length > 0) return hits;
    }
    return [];
  };

  const take = (articleId: string, locale: string): FoundableArticle | undefined => {
    const where = nearLocales(locale, locales).find((one) => articles.get(one)?.has(articleId));
    return where === undefined ? undefined : articles.get(where)?.get(articleId);
  };

  return {
    search: (query, locale, live) => find(query, locale, live).slice(0, KNOWLEDGE_LIMITS.maxHits),
    suggest(texts, locale) {
      // The newest says best what is meant now; those before it help where it says little.
      const best = new Map<string, ArticleHit>();
      for (const [age, text] of texts.toReversed().entries())
        for (const hit of find(text, locale)) {
          if (hit.kind !== 'article') continue;
          const score = hit.score * 0.85 ** age;
          if (score >= LEAST_SUGGESTED && score > (best.get(hit.id)?.score ?? 0))
            best.set(hit.id, { ...hit, score });
        }
      const surest = Math.max(...[...best.values()].map(({ score }) => score));
      return [...best.values()]
        .filter(({ score }) => score >= surest * LEAST_SHARE)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, KNOWLEDGE_LIMITS.maxSuggestions);
    },
    readText: (articleId, locale, maxLength) => {
      const found = take(articleId, locale);
      return found ? cutText(found.blocks.map(writtenText).join('\n\n'), maxLength) : '';
    },
    findArticle(articleId, locale) {
      const found = take(articleId, locale);
      if (!found) return undefined;
      const { keywords: _keywords, ...article } = found;
      return article;
    },
    list() {
      const ids = new Set([...articles.values()].flatMap((some) => [...some.keys()]));
      return [...ids].toSorted().map((articleId) => ({
        articleId,
        locales: locales.filter((locale) => articles.get(locale)?.has(articleId)),
      }));
    },
  };
}

/** The locale itself, its language, English, then all others. */
export function nearLocales(locale: string, known: readonly string[]): readonly string[] {
  const [language] = locale.split('-');
  const near = [locale, language, ...known.filter((one) => one.split('-')[0] === language), 'en', ...known];
  return [...new Set(near)].filter((one): one is string => one !== undefined && known.includes(one));
}

function shelve(
  articles: readonly FoundableArticle[],
  live: LiveFlow | undefined,
  locale: string,
  synonyms: readonly (readonly string[])[],
): Shelved {
  const revision = live?.revision;
  const choices = live ? listChoices(live.flow, locale) : [];
  const ofArticles = articles.map((article) => ({
    key: `article ${article.articleId}`,
    ...{ title: article.title, keywords: article.keywords },
    body: article.blocks.map(plainText).join('\n'),
    hit: hitOfArticle(article),
  }));
  const ofChoices = choices.map((choice) => ({
    key: `choice ${choice.menuId} ${choice.choiceId}`,
    ...{ title: choice.label, keywords: choice.keywords, body: choice.detail },
    hit: hitOfChoice(choice, revision ?? 0),
  }));
  const all = [...ofArticles, ...ofChoices];
  return {
    revision,
    index: createSearchIndex(all, synonyms),
    hits: new Map(all.map(({ key, hit }) => [key, hit])),
  };
}

function hitOfArticle(article: FoundableArticle): SearchHit {
  const { articleId, locale, title } = article;
  return { kind: 'article', id: articleId, locale, title, excerpt: excerptOf(article), score: 0 };
}

function hitOfChoice(
  { menuId, choiceId, nodeId, label, detail }: FoundableChoice,
  revision: number,
): SearchHit {
  const title = cutText(label, KNOWLEDGE_LIMITS.maxTitleLength);
  const excerpt = cutText(detail, KNOWLEDGE_LIMITS.maxExcerptLength);
  return { kind: 'choice', id: choiceId, menuId, nodeId, revision, title, excerpt, score: 0 };
}
