import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError } from '@beside/protocol';
import { articleIdSchema } from '@beside/protocol/knowledge';
import { localeSchema, shortText } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { SiteKnowledge } from '../../ports/site-knowledge.ts';
import { ArticleFault } from './article-fault.ts';
import { readArticle, type FoundableArticle } from './read-article.ts';

/** Far above what an article is, far below what hurts. */
const MAX_FILE_BYTES = 65_536;
const MAX_ARTICLES = 500;
const SYNONYMS = 'synonyms.json';

const synonymsSchema = z.record(
  localeSchema,
  z.array(z.array(shortText(60)).check(z.minLength(2), z.maxLength(20))).check(z.maxLength(500)),
);

/** What a site's folder holds. */
export interface KnowledgeContent {
  /** Locale → article id → article. Locales in the order of their names. */
  readonly articles: ReadonlyMap<string, ReadonlyMap<string, FoundableArticle>>;
  /** Locale → groups of words that mean the same. */
  readonly synonyms: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** Of a site without articles. */
export const NOTHING: KnowledgeContent = { articles: new Map(), synonyms: {} };

/**
 * Reads a site's articles.
 *
 * @throws BesideError `config_invalid` that names file, line and what is wrong there
 */
export function readFolder({ folder, name, field }: SiteKnowledge): KnowledgeContent {
  const refuse = (place: string, mend: string, cause?: unknown): BesideError =>
    new BesideError('config_invalid', { cause, details: { field, mend: `${name}/${place}: ${mend}` } });
  const list = (path: string): string[] => {
    try {
      return readdirSync(join(folder, path)).toSorted();
    } catch (cause) {
      throw refuse(path, 'make it a folder that can be read', cause);
    }
  };
  const readText = (path: string): string => {
    if (statSync(join(folder, path)).size > MAX_FILE_BYTES)
      throw refuse(path, `make it shorter than ${MAX_FILE_BYTES} bytes`);
    return readFileSync(join(folder, path), 'utf8');
  };
  const readOne = (locale: string, file: string): [string, FoundableArticle] => {
    const articleId = file.replace(/\.md$/, '');
    const place = `${locale}/${file}`;
    if (articleId === file || !articleIdSchema.safeParse(articleId).success)
      throw refuse(place, 'name it like delivery-times.md: a-z, 0-9 and -, at most 40');
    try {
      return [articleId, readArticle(readText(place), { articleId, locale })];
    } catch (cause) {
      if (cause instanceof ArticleFault) throw refuse(`${place}:${cause.line}`, cause.message, cause);
      throw cause;
    }
  };

  const names = list('').filter((one) => !one.startsWith('.'));
  const articles = new Map(
    names
      .filter((one) => one !== SYNONYMS)
      .map((locale) => {
        if (!localeSchema.safeParse(locale).success)
          throw refuse(locale, `only folders named after locales and ${SYNONYMS} are looked for here`);
        const files = list(locale).filter((one) => !one.startsWith('.'));
        if (files.length > MAX_ARTICLES) throw refuse(locale, `keep to ${MAX_ARTICLES} articles`);
        return [locale, new Map(files.map((file) => readOne(locale, file)))];
      }),
  );
  if ([...articles.values()].every(({ size }) => size === 0))
    throw refuse('', 'write at least one article, for example en/returns.md');
  return { articles, synonyms: names.includes(SYNONYMS) ? readSynonyms(readText(SYNONYMS), refuse) : {} };
}

function readSynonyms(
  text: string,
  refuse: (place: string, mend: string, cause?: unknown) => BesideError,
): KnowledgeContent['synonyms'] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw refuse(SYNONYMS, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const result = synonymsSchema.safeParse(content);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!; // a failure has at least one
  throw refuse(SYNONYMS, `${path.join('.')}: ${message}; write { "en": [["delivery", "shipping"]] }`);
}
