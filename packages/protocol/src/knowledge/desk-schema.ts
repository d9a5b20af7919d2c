import * as z from 'zod/mini';
import { localeSchema, shortText } from '../session/schema.ts';
import { articleIdSchema, KNOWLEDGE_LIMITS } from './schema.ts';

const count = z.int().check(z.gte(0));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Characters of an article that are put into a composer. */
export const MAX_SUGGESTED_TEXT = 1_500;

/** An article that may answer what a customer wrote. */
export const suggestionSchema = z.strictObject({
  articleId: articleIdSchema,
  /** What it is written in; another than the customer's where it is missing there. */
  locale: localeSchema,
  title: shortText(KNOWLEDGE_LIMITS.maxTitleLength),
  excerpt: shortText(KNOWLEDGE_LIMITS.maxExcerptLength),
  /** All of it that fits into a message, without looks. */
  text: shortText(MAX_SUGGESTED_TEXT),
});

/** Articles for a conversation, the best first: `GET /v1/agents/sites/:siteId/suggestions?conversationId=`. */
export const suggestionsSchema = z.strictObject({
  articles: z.array(suggestionSchema).check(z.maxLength(KNOWLEDGE_LIMITS.maxSuggestions)),
});

/** How an article was used. */
export const articleNumbersSchema = z.strictObject({
  /** Searches showed it; pages opened it; customers said whether it helped. */
  shown: count,
  opened: count,
  helped: count,
  notHelped: count,
  /** Agents sent it as a card. */
  sent: count,
  /** It answered a new chat by itself, and the customer said that this was enough. */
  answered: count,
  answerHelped: count,
});

/** How articles were used, days included at both ends: `GET /v1/agents/sites/:siteId/articles/numbers`. */
export const knowledgeNumbersSchema = z.strictObject({
  fromDay: day,
  toDay: day,
  /** By article id; those that nothing happened to are absent, those that are gone are not. */
  articles: z.record(z.string(), articleNumbersSchema),
});

/** An article that may answer what a customer wrote. */
export type Suggestion = z.infer<typeof suggestionSchema>;
/** How an article was used. */
export type ArticleNumbers = z.infer<typeof articleNumbersSchema>;
/** How articles were used. */
export type KnowledgeNumbers = z.infer<typeof knowledgeNumbersSchema>;
