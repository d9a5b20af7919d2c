import * as z from 'zod/mini';
import { localeSchema, shortText } from '../session/schema.ts';

/** What knowledge may use: far above what a help page is, far below what harms a page that draws it. */
export const KNOWLEDGE_LIMITS = {
  /** Characters of what somebody looks for; what is longer is cut. */
  maxQueryLength: 120,
  /** Hits of one search. */
  maxHits: 8,
  /** Articles suggested to an agent at once. */
  maxSuggestions: 3,
  /** Characters of a title and of an excerpt. */
  maxTitleLength: 120,
  maxExcerptLength: 240,
  /** Blocks of one article, entries of one list (with those under them), spans of one line, characters of one span. */
  maxBlocks: 200,
  maxListItems: 100,
  maxSpans: 200,
  maxSpanLength: 4_000,
} as const;

const ARTICLE_ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** An article's name within its site: lower case letters, digits and inner hyphens, at most 40. */
export const articleIdSchema = z.string().check(z.regex(ARTICLE_ID));

/** A piece of a line that looks the same throughout. A link is one piece per look; only `https:` addresses. */
export const spanSchema = z.strictObject({
  text: shortText(KNOWLEDGE_LIMITS.maxSpanLength),
  bold: z.optional(z.literal(true)),
  italic: z.optional(z.literal(true)),
  url: z.optional(z.string().check(z.regex(/^https:\/\/[^\s<>"]+$/), z.maxLength(2_048))),
});
const spansSchema = z.array(spanSchema).check(z.minLength(1), z.maxLength(KNOWLEDGE_LIMITS.maxSpans));

/** An entry of a list; a list may hold one further list per entry, and no third. */
export const listItemSchema = z.strictObject({
  spans: spansSchema,
  list: z.optional(
    z.strictObject({
      isOrdered: z.boolean(),
      items: z
        .array(z.strictObject({ spans: spansSchema }))
        .check(z.minLength(1), z.maxLength(KNOWLEDGE_LIMITS.maxListItems)),
    }),
  ),
});

/** A part of an article. The title is not among them; headings go two levels deep below it. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(2), z.literal(3)]),
    spans: spansSchema,
  }),
  z.strictObject({ kind: z.literal('paragraph'), spans: spansSchema }),
  z.strictObject({
    kind: z.literal('list'),
    isOrdered: z.boolean(),
    items: z.array(listItemSchema).check(z.minLength(1), z.maxLength(KNOWLEDGE_LIMITS.maxListItems)),
  }),
]);

/** An article to be read in place: `GET /v1/sites/:siteId/articles/:articleId?locale=`. */
export const articleSchema = z.strictObject({
  articleId: articleIdSchema,
  /** What it is written in; another than was asked for where it is missing there. */
  locale: localeSchema,
  title: shortText(KNOWLEDGE_LIMITS.maxTitleLength),
  blocks: z.array(blockSchema).check(z.minLength(1), z.maxLength(KNOWLEDGE_LIMITS.maxBlocks)),
});

const shared = {
  title: shortText(KNOWLEDGE_LIMITS.maxTitleLength),
  /** What it says about the matter, or where it stands; may be empty. */
  excerpt: shortText(KNOWLEDGE_LIMITS.maxExcerptLength),
  /** How sure the search is, from 0 to 1; only hits of one answer compare. */
  score: z.number().check(z.gte(0), z.lte(1)),
};

/** One thing that was found: an article, or a choice of the site's flow. */
export const searchHitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('article'), id: articleIdSchema, locale: localeSchema, ...shared }),
  z.strictObject({
    kind: z.literal('choice'),
    /** The choice's, within its menu. */
    id: shortText(64),
    /** The menu it stands in. */
    menuId: shortText(64),
    /** Where it leads. */
    nodeId: shortText(64),
    /** The published revision of the flow that was searched. */
    revision: z.int().check(z.gte(0)),
    ...shared,
  }),
]);

/** What a search found, the best first: `GET /v1/sites/:siteId/search?q=&locale=`. Empty for nonsense. */
export const searchAnswerSchema = z.strictObject({
  hits: z.array(searchHitSchema).check(z.maxLength(KNOWLEDGE_LIMITS.maxHits)),
});

/** A piece of a line that looks the same throughout. */
export type Span = z.infer<typeof spanSchema>;
/** An entry of a list. */
export type ListItem = z.infer<typeof listItemSchema>;
/** A part of an article. */
export type Block = z.infer<typeof blockSchema>;
/** An article to be read in place. */
export type Article = z.infer<typeof articleSchema>;
/** One thing that a search found. */
export type SearchHit = z.infer<typeof searchHitSchema>;
/** What a search found, the best first. */
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
