import { resolve } from 'node:path';
import * as z from 'zod';
import type { SiteKnowledge } from '../ports/site-knowledge.ts';

/** A site's articles, as the operator writes it: a folder, or more about it. */
export const siteKnowledgeSchema = z.union([
  z.string().min(1),
  z.strictObject({
    /** Relative to this file; holds `<locale>/<articleId>.md` and perhaps `synonyms.json`. */
    folder: z.string().min(1),
    /** `beside`: an article answers a new chat while its customer waits for a person. */
    firstAnswer: z.enum(['off', 'beside']).default('off'),
  }),
]);

/** A site's articles with all defaults filled in; the files are read later. */
export function configureKnowledge(
  entry: z.infer<typeof siteKnowledgeSchema>,
  { folder, field }: { readonly folder: string; readonly field: string },
): SiteKnowledge {
  const { folder: name, firstAnswer } =
    typeof entry === 'string' ? { folder: entry, firstAnswer: 'off' as const } : entry;
  return { folder: resolve(folder, name), name, field, firstAnswer };
}
