import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { articleIdSchema } from '@beside/protocol/knowledge';
import { localeSchema } from '@beside/protocol/schema';

/** Which articles a folder has, by name, with the locales each is written in. Reads names only, no article. */
export function listFolder(
  folder: string,
): readonly { readonly articleId: string; readonly locales: readonly string[] }[] {
  const locales = new Map<string, string[]>();
  const places = readdirSync(folder, { withFileTypes: true })
    .filter((place) => place.isDirectory() && localeSchema.safeParse(place.name).success)
    .map(({ name }) => name)
    .toSorted();
  for (const locale of places)
    for (const file of readdirSync(join(folder, locale))) {
      const articleId = file.replace(/\.md$/, '');
      if (articleId === file || !articleIdSchema.safeParse(articleId).success) continue;
      locales.set(articleId, [...(locales.get(articleId) ?? []), locale]);
    }
  return [...locales]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([articleId, written]) => ({ articleId, locales: written }));
}
