import type { ConversationId } from '@beside/protocol';
import {
  knowledgeNumbersSchema,
  suggestionsSchema,
  type KnowledgeNumbers,
  type Suggestion,
} from '@beside/protocol/knowledge-desk';
import { createAsk, queryOf, type Cancelable } from './ask-server.ts';

/** Whose articles, and how the server is reached. */
export interface KnowledgeDeskOptions {
  readonly siteId: string;
  /** Origin of the server; that of the page when absent, which is where the session's cookie is sent. */
  readonly url?: string;
  /** The global one when absent. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * One site's articles, for consoles. Everything rejects with BesideError: `unauthenticated`, `not_found` (also for sites
 * and conversations of others), `disconnected`, and `bad_frame` for an answer of another version.
 */
export interface KnowledgeDeskClient {
  /** Articles for what the customer of a conversation wrote last, the best first, at most three. Nothing of it is kept. */
  suggest(conversationId: ConversationId, options?: Cancelable): Promise<readonly Suggestion[]>;
  /** How articles were used, over days of the zone of the centre (`2026-11-25`); the last 30 days when absent. */
  getNumbers(
    days?: { readonly fromDay?: string; readonly toDay?: string },
    options?: Cancelable,
  ): Promise<KnowledgeNumbers>;
}

/**
 * The server's routes for a site's articles, on the session of a console.
 *
 * @example
 * const [best] = await createKnowledgeDesk({ siteId: 'shop' }).suggest(conversationId);
 */
export function createKnowledgeDesk({ siteId, url = '', fetch }: KnowledgeDeskOptions): KnowledgeDeskClient {
  const ask = createAsk(`${url}/v1/agents/sites/${encodeURIComponent(siteId)}`, fetch);
  return {
    suggest: async (conversationId, options) =>
      (await ask(suggestionsSchema, `/suggestions${queryOf({ conversationId })}`, options)).articles,
    getNumbers: ({ fromDay, toDay } = {}, options) =>
      ask(knowledgeNumbersSchema, `/articles/numbers${queryOf({ fromDay, toDay })}`, options),
  };
}
