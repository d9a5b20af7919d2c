import { articleSchema, KNOWLEDGE_LIMITS, type Article } from '@beside/protocol/knowledge';
import { shortText } from '@beside/protocol/schema';
import { LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { ArticleFault } from './article-fault.ts';
import { readMarkdown } from './read-markdown.ts';

/** An article with what it is found by. */
export interface FoundableArticle extends Article {
  /** Words and phrases that people look for it with. */
  readonly keywords: readonly string[];
}

const FRONT_MATTER = /^---\n([\s\S]*?\n)---(?:\n|$)/;

const frontSchema = z.strictObject({
  title: shortText(KNOWLEDGE_LIMITS.maxTitleLength).check(z.regex(/\S/, 'say what it is called')),
  keywords: z._default(
    z.array(shortText(60).check(z.minLength(1))).check(z.maxLength(40, 'give at most 40')),
    [],
  ),
});

/**
 * An article's file as data.
 *
 * @param text with front matter (`title`, and `keywords` as a list) and a part of Markdown
 * @throws ArticleFault
 */
export function readArticle(
  text: string,
  { articleId, locale }: Pick<Article, 'articleId' | 'locale'>,
): FoundableArticle {
  const source = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .normalize('NFC');
  const matter = FRONT_MATTER.exec(source);
  if (!matter) throw new ArticleFault('begin with --- , title: … and --- on lines of their own', 1);
  const { title, keywords } = readFront(matter[1] ?? '');
  const firstLine = matter[0].split('\n').length;
  const blocks = readMarkdown(source.slice(matter[0].length), firstLine);
  if (blocks.length === 0) throw new ArticleFault('say something below the front matter', firstLine);
  const result = articleSchema.safeParse({ articleId, locale, title, blocks });
  if (!result.success) {
    const { path, message } = result.error.issues[0]!; // a failure has at least one
    throw new ArticleFault(`${path.join('.')}: ${message}`, firstLine);
  }
  return { ...result.data, keywords };
}

function readFront(text: string): z.infer<typeof frontSchema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
  const broken = document.errors[0];
  // The first line of the file is the --- above.
  if (broken) throw new ArticleFault(broken.message.split('\n')[0] ?? '', lineAt(lines, broken.pos[0]));
  const result = frontSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!; // a failure has at least one
  const [key = ''] = path;
  const at = text.search(new RegExp(`^${String(key)}:`, 'm'));
  throw new ArticleFault(`${path.join('.') || 'front matter'}: ${message}`, lineAt(lines, Math.max(0, at)));
}

const lineAt = (lines: LineCounter, offset: number): number => lines.linePos(offset).line + 1;
