import { BesideError, type FlowSource } from '@beside/protocol';
import { articleSchema, searchAnswerSchema, type Article, type SearchHit } from '@beside/protocol/knowledge';
import type { Flow, LiveFacts, PublishedFlow } from '@beside/protocol/visual-ivr';
import { liveFactsSchema, publishedFlowSchema } from '@beside/protocol/visual-ivr/schema';

/** What is asked again within that time is answered from memory. */
const FACTS_FRESH_MS = 5_000;

/** What a page has of the site's flows and articles, each asked for once. */
export interface FlowLibrary {
  /** What only the server knows, as it was heard last. */
  readonly live: LiveFacts | undefined;
  /** A revision that was loaded before. */
  find(revision: number): Flow | undefined;
  /** Loads a revision, or what newcomers get now. Rejects with `not_found`, `unavailable`. */
  load(revision?: number): Promise<PublishedFlow>;
  /** Asks for the facts; where they cannot be had, those from before hold. */
  askFacts(): Promise<void>;
  search(text: string, locale: string): Promise<readonly SearchHit[]>;
  article(articleId: string, locale: string): Promise<Article>;
}

/** Makes an empty one. */
export function createFlowLibrary(source: FlowSource, steadyNow: () => number): FlowLibrary {
  const flows = new Map<number, Flow>();
  const articles = new Map<string, Article>();
  let live: LiveFacts | undefined;
  let askedAt: number | undefined;

  return {
    get live() {
      return live;
    },
    find: (revision) => flows.get(revision),
    async load(revision) {
      const known = revision === undefined ? undefined : flows.get(revision);
      if (revision !== undefined && known) return { revision, flow: known };
      // Of a newer server, perhaps: to this page it cannot be reached.
      const published = read(publishedFlowSchema, await source.flow(revision));
      flows.set(published.revision, published.flow);
      return published;
    },
    async askFacts() {
      if (askedAt !== undefined && steadyNow() - askedAt < FACTS_FRESH_MS) return;
      askedAt = steadyNow();
      live = liveFactsSchema.safeParse(await source.facts().catch(() => undefined)).data ?? live;
    },
    search: async (text, locale) => read(searchAnswerSchema, await source.search(text, locale)).hits,
    async article(articleId, locale) {
      const key = `${articleId} ${locale}`;
      const known = articles.get(key) ?? read(articleSchema, await source.article(articleId, locale));
      articles.set(key, known);
      return known;
    },
  };
}

function read<Value>(
  schema: { safeParse(raw: unknown): { readonly data?: Value | undefined; readonly error?: unknown } },
  raw: unknown,
): Value {
  const { data, error } = schema.safeParse(raw);
  if (data === undefined) throw new BesideError('unavailable', { cause: error });
  return data;
}
