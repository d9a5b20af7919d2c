import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KnowledgeHandlers } from './knowledge-handlers.ts';
import type { KnowledgeRoutesParts } from './knowledge-parts.ts';
import { KNOWLEDGE_PATHS } from './knowledge-paths.ts';

/** Adds what pages look for and read, and what consoles suggest and count. What answers is loaded with the first request. */
export function addKnowledgeRoutes(app: FastifyInstance, parts: KnowledgeRoutesParts): void {
  let loading: Promise<KnowledgeHandlers> | undefined;
  const load = (): Promise<KnowledgeHandlers> =>
    (loading ??= import('./knowledge-handlers.ts').then(({ createKnowledgeHandlers }) =>
      createKnowledgeHandlers(parts),
    ));
  const through =
    (name: keyof KnowledgeHandlers) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
      (await load())[name](request, reply);

  app.get(KNOWLEDGE_PATHS.search, through('search'));
  app.get(KNOWLEDGE_PATHS.article, through('article'));
  app.get(KNOWLEDGE_PATHS.suggestions, through('suggestions'));
  app.get(KNOWLEDGE_PATHS.numbers, through('knowledgeNumbers'));
}
