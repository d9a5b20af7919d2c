import { articleIdSchema, articleSchema, searchAnswerSchema } from '@beside/protocol/knowledge';
import { knowledgeNumbersSchema, suggestionsSchema } from '@beside/protocol/knowledge-desk';
import { conversationIdSchema, localeSchema, siteIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { ApiRoute } from './api.ts';
import { KNOWLEDGE_PATHS } from './knowledge-paths.ts';

const day = z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/));
const params = z.object({ siteId: siteIdSchema });

/** Routes of articles: what pages look for and read, and what consoles suggest and count. */
export const KNOWLEDGE_API = {
  search: {
    method: 'GET',
    path: KNOWLEDGE_PATHS.search,
    summary:
      'Articles and choices of the flow for what somebody types, misspelt or not finished as it may be, for pages of the site. What is asked is neither kept nor logged.',
    params,
    // What is longer than a search needs is cut, and what is far longer is no search.
    query: z.object({ q: z.string().check(z.maxLength(1_000)), locale: localeSchema }),
    answer: searchAnswerSchema,
    errors: ['bad_frame', 'too_large', 'origin_refused', 'rate_limited', 'unavailable'],
  },
  article: {
    method: 'GET',
    path: KNOWLEDGE_PATHS.article,
    summary: 'An article to be read in place, in the locale or in the nearest one that it is written in.',
    params: z.object({ siteId: siteIdSchema, articleId: articleIdSchema }),
    query: z.object({ locale: localeSchema }),
    answer: articleSchema,
    errors: ['bad_frame', 'origin_refused', 'not_found', 'rate_limited'],
  },
  suggestions: {
    method: 'GET',
    path: KNOWLEDGE_PATHS.suggestions,
    summary: 'Articles for what the customer of a conversation wrote last; for those who may read it.',
    params,
    query: z.object({ conversationId: conversationIdSchema }),
    answer: suggestionsSchema,
    needsSignIn: true,
    errors: ['unauthenticated', 'not_found', 'bad_frame', 'unavailable'],
  },
  knowledgeNumbers: {
    method: 'GET',
    path: KNOWLEDGE_PATHS.numbers,
    summary:
      'How articles were used, over days of the zone of the centre; the last 30 days when none are named.',
    params,
    query: z.object({ fromDay: z.optional(day), toDay: z.optional(day) }),
    answer: knowledgeNumbersSchema,
    needsSignIn: true,
    errors: ['unauthenticated', 'not_found', 'bad_frame', 'unavailable'],
  },
} as const satisfies Record<string, ApiRoute>;
