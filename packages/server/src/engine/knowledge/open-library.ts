import type { Library, ListChoices } from '../../ports/library.ts';
import type { Site } from '../../ports/site.ts';
import type { Shelf } from './shelf.ts';

/** What a library is made of. */
export interface LibraryParts {
  readonly sites: ReadonlyMap<string, Pick<Site, 'knowledge'>>;
  /** Choices of the sites' flows, which are found, too; absent: none. */
  readonly listChoices?: ListChoices;
}

/** A library that knows when it has read what it has. */
export interface OpenLibrary extends Library {
  /** Reads a site's articles now; otherwise they are read when first asked for. Rejects with `config_invalid`. */
  open(siteId: string): Promise<void>;
}

/**
 * Makes the library. Parser and search are loaded with the first article: most servers of a test, and all that have none,
 * never need them.
 */
export function openLibrary({ sites, listChoices = () => undefined }: LibraryParts): OpenLibrary {
  const shelves = new Map<string, Promise<Shelf>>();

  const load = async (knowledge: NonNullable<Site['knowledge']>, siteId: string): Promise<Shelf> => {
    const [{ readFolder }, { createShelf }] = await Promise.all([
      import('./read-folder.ts'),
      import('./shelf.ts'),
    ]);
    return createShelf(readFolder(knowledge), (locale) => listChoices(siteId, locale));
  };
  const shelfOf = (siteId: string): Promise<Shelf> | undefined => {
    const knowledge = sites.get(siteId)?.knowledge;
    if (!knowledge) return undefined;
    const known = shelves.get(siteId);
    if (known) return known;
    const loading = load(knowledge, siteId);
    shelves.set(siteId, loading);
    // Mended files are read at the next question.
    loading.catch(() => shelves.delete(siteId));
    return loading;
  };

  return {
    async open(siteId) {
      await shelfOf(siteId);
    },
    search: async (siteId, query, locale) => (await shelfOf(siteId))?.search(query, locale) ?? [],
    suggest: async (siteId, texts, locale) => (await shelfOf(siteId))?.suggest(texts, locale) ?? [],
    findArticle: async (siteId, articleId, locale) => (await shelfOf(siteId))?.findArticle(articleId, locale),
    list: async (siteId) => (await shelfOf(siteId))?.list() ?? [],
  };
}
