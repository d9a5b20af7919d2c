import { createHash } from 'node:crypto';
import { BesideError, schemaError } from '@beside/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { signedInFor } from './console-request.ts';
import { KNOWLEDGE_API } from './knowledge-api.ts';
import type { KnowledgeRoutesParts } from './knowledge-parts.ts';
import { createPageDoor } from './page-request.ts';

/** Somebody who types asks a few times a second; many may be behind one network address. */
const SEARCHES = { burst: 120, perSecond: 10 };
const READINGS = { burst: 120, perSecond: 10 };
/** Articles change when the server starts. */
const ARTICLE_CACHE = 'public, max-age=300';

/** Answers one route. */
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
/** What answers each route of {@link KNOWLEDGE_API}. */
export type KnowledgeHandlers = Readonly<Record<keyof typeof KNOWLEDGE_API, Handler>>;

/** Everything that answers about articles, for pages and for consoles. */
export function createKnowledgeHandlers(parts: KnowledgeRoutesParts): KnowledgeHandlers {
  const { library, centre } = parts;
  const admitSearch = createPageDoor(parts, SEARCHES);
  const admitReading = createPageDoor(parts, READINGS);
  const reader = (request: FastifyRequest, reply: FastifyReply, siteId: string) => {
    void reply.header('cache-control', 'no-store');
    return signedInFor(parts, request, { siteId, changes: false });
  };

  return {
    async search(request, reply) {
      const { siteId } = readPart(KNOWLEDGE_API.search.params, request.params);
      admitSearch(request, reply, siteId);
      // What somebody looks for stays nowhere, not in caches either.
      void reply.header('cache-control', 'no-store');
      const { q, locale } = readPart(KNOWLEDGE_API.search.query, request.query);
      return { hits: await library.search(siteId, q, locale) };
    },
    async article(request, reply) {
      const { siteId, articleId } = readPart(KNOWLEDGE_API.article.params, request.params);
      admitReading(request, reply, siteId);
      const { locale } = readPart(KNOWLEDGE_API.article.query, request.query);
      const article = await library.findArticle(siteId, articleId, locale);
      if (!article) throw new BesideError('not_found');
      const body = JSON.stringify(article);
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      void reply.headers({ 'cache-control': ARTICLE_CACHE, etag });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(body);
    },
    async suggestions(request, reply) {
      const { siteId } = readPart(KNOWLEDGE_API.suggestions.params, request.params);
      const { agent } = await reader(request, reply, siteId);
      const { conversationId } = readPart(KNOWLEDGE_API.suggestions.query, request.query);
      const actor = { role: 'agent', agentId: agent.agentId } as const;
      return { articles: await centre.knowledge.suggest(actor, siteId, conversationId) };
    },
    async knowledgeNumbers(request, reply) {
      const { siteId } = readPart(KNOWLEDGE_API.knowledgeNumbers.params, request.params);
      await reader(request, reply, siteId);
      const days = readPart(KNOWLEDGE_API.knowledgeNumbers.query, request.query);
      return centre.knowledge.sumNumbers(siteId, days);
    },
  };
}

/** @throws BesideError `bad_frame` */
function readPart<Schema extends z.ZodMiniType>(schema: Schema, part: unknown): z.output<Schema> {
  const result = schema.safeParse(part);
  if (!result.success) throw schemaError(result.error.issues);
  return result.data;
}
