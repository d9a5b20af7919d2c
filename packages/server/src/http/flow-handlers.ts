import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FLOW_API } from './flow-api.ts';
import { createFlowDeskHandlers } from './flow-desk-handlers.ts';
import { createFlowPageHandlers } from './flow-page-handlers.ts';
import type { FlowRoutesParts } from './flow-routes.ts';

/** Answers one route. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
/** What answers each route of {@link FLOW_API}. */
export type FlowHandlers = Readonly<Record<keyof typeof FLOW_API, Handler>>;

/** Everything that answers about flows, for pages and for consoles. */
export function createFlowHandlers(parts: FlowRoutesParts): FlowHandlers {
  return { ...createFlowPageHandlers(parts), ...createFlowDeskHandlers(parts) };
}
