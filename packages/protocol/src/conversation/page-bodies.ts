import * as z from 'zod/mini';
import { messageBodySchema } from '../chat/content-schema.ts';
import { contextSchema } from '../session/context-schema.ts';
import {
  agentIdSchema,
  customerIdSchema,
  instantSchema,
  localeSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
} from '../session/schema.ts';
import { channelSchema } from './channel-schema.ts';

/**
 * Bodies of the entries that every page reads, by type. Past tense: an entry is something that happened. Those of
 * callbacks are in `callback/schema.ts`; `every-entry.ts` has them all.
 */
export const pageBodySchemas = {
  /** A customer arrived with a matter. */
  'conversation.arrived': z.object({
    customerId: customerIdSchema,
    channel: channelSchema,
    queueId: queueIdSchema,
    locale: localeSchema,
    /** Moment of first intent, which decides the order in the queue (Q2). */
    queuedAt: instantSchema,
    /** Higher is served first; 0 is usual. */
    priority: z.int().check(z.gte(-10), z.lte(10)),
  }),
  /** Whoever waited for a callback only waits in the queue, too, with the place of the first intent (Q2). */
  'conversation.queued': z.object({}),
  /** What the page says changed; the newest replaces the parts it names. Unverified. */
  'conversation.context-changed': z.object({ context: contextSchema }),
  /** It rings at an agent. Not shown to customers. */
  'conversation.offered': z.object({
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    expiresAt: instantSchema,
  }),
  /** It no longer rings there. Not shown to customers. */
  'conversation.offer-ended': z.object({
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    reason: z.enum(['declined', 'timeout', 'disconnected', 'withdrawn']),
  }),
  /** An agent took it. */
  'conversation.answered': z.object({ offerId: offerIdSchema, agentId: agentIdSchema, name: nameText(100) }),
  /** An agent's first message arrived. Not shown to customers. */
  'conversation.first-responded': z.object({ agentId: agentIdSchema }),
  /** The agent is gone or gave it back; it waits in the queue again, with its old place. */
  'conversation.returned': z.object({
    agentId: agentIdSchema,
    name: nameText(100),
    reason: z.enum(['disconnected', 'released']),
  }),
  /** It is over. */
  'conversation.ended': z.object({
    by: z.enum(['customer', 'agent', 'system']),
    /**
     * `solved`: an automatic answer was enough. `erased`: what was in it is gone at the customer's wish; then it is the
     * only entry.
     */
    reason: z.enum(['done', 'solved', 'left', 'expired', 'backend', 'erased']),
  }),
  /** Somebody wrote. */
  'chat.message': messageBodySchema,
} as const;
