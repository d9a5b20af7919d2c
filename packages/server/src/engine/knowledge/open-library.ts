import type { Library } from '../../ports/library.ts';
import type { Site } from '../../ports/site.ts';
import type { LiveFlow } from './flow-choices.ts';
import { listFolder } from './list-folder.ts';
import type { Shelf } from './shelf.ts';

/** What a library is made of. */
export interface LibraryParts {
  readonly sites: ReadonlyMap<string, Pick<Site, 'knowledge'>>;
  /** A site's published flow as JSON, whose choices are found, too; absent: none. */
  readonly findFlow?: (
    siteId: string,
  ) => Promise<{ readonly revision: number; readonly body: string } | undefined>;
}

/** A library that can be told to read what it has. */
export interface OpenLibrary extends Library {
  /** Reads a site's articles now; otherwise they are read when first asked for. Rejects with `config_invalid`. */
  open(siteId: string): Promise<void>;
}

/**
 * Makes the library. Parser and search are loaded with the first article: most servers of a test, and all that have none,
 * never need them.
 */
export function openLibrary({ sites, findFlow = async () => undefined }: LibraryParts): OpenLibrary {
  const shelves = new Map<string, Promise<Shelf>>();
  /** Site → what it has published; parsed once. */
  const flows = new Map<string, LiveFlow>();

  const load = async (knowledge: Site['knowledge']): Promise<Shelf> => {
    const [{ NOTHING, readFolder }, { createShelf }] = await Promise.all([
      import('./read-folder.ts'),
      import('./shelf.ts'),
    ]);
    return createShelf(knowledge ? readFolder(knowledge) : NOTHING);
  };
  const shelfOf = (siteId: string): Promise<Shelf> => {
    const known = shelves.get(siteId);
    if (known) return known;
    const loading = load(sites.get(siteId)?.knowledge);
    shelves.set(siteId, loading);
    // Mended files are read at the next question.
    loading.catch(() => shelves.delete(siteId));
    return loading;
  };
  const hasArticles = (siteId: string): boolean => sites.get(siteId)?.knowledge !== undefined;
  const liveFlowOf = async (siteId: string): Promise<LiveFlow | undefined> => {
    const found = await findFlow(siteId);
    if (!found) return undefined;
    const known = flows.get(siteId);
    if (known?.revision === found.revision) return known;
    // Published, and read by this version: that is the proof of what the JSON holds.
    const live = { revision: found.revision, flow: JSON.parse(found.body) as LiveFlow['flow'] };
    flows.set(siteId, live);
    return live;
  };

  return {
    async open(siteId) {
      if (hasArticles(siteId)) await shelfOf(siteId);
    },
    async search(siteId, query, locale) {
      const live = await liveFlowOf(siteId);
      if (!live && !hasArticles(siteId)) return [];
      return (await shelfOf(siteId)).search(query, locale, live);
    },
    suggest: async (siteId, texts, locale) =>
      hasArticles(siteId) ? (await shelfOf(siteId)).suggest(texts, locale) : [],
    findArticle: async (siteId, articleId, locale) =>
      hasArticles(siteId) ? (await shelfOf(siteId)).findArticle(articleId, locale) : undefined,
    readText: async (siteId, articleId, locale, maxLength) =>
      hasArticles(siteId) ? (await shelfOf(siteId)).readText(articleId, locale, maxLength) : '',
    async list(siteId) {
      const knowledge = sites.get(siteId)?.knowledge;
      if (!knowledge) return [];
      const shelf = shelves.get(siteId);
      if (shelf) return (await shelf).list();
      // Asked when a server starts, of sites whose articles are read when somebody looks for one.
      return listFolder(knowledge.folder);
    },
  };
}
