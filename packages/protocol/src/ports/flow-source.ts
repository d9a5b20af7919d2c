import type { QueueId } from '../ids.ts';

/**
 * Where a customer's page gets its site's flow, articles and what is found in them. Answers are unread: whoever asks
 * lets them through by their schemas. Rejects with `not_found`, `rate_limited`, `unavailable`.
 */
export interface FlowSource {
  /** The flow that newcomers get, or the revision that somebody is inside of (`publishedFlowSchema`). */
  flow(revision?: number): Promise<unknown>;
  /** What only the server knows of the moment (`liveFactsSchema`). */
  facts(queueId?: QueueId): Promise<unknown>;
  /** Articles and choices that a text is about (`searchAnswerSchema`). */
  search(text: string, locale: string): Promise<unknown>;
  /** One article (`articleSchema`). */
  article(articleId: string, locale: string): Promise<unknown>;
}
