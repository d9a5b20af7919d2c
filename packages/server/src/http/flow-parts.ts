import type { Clock } from '@beside/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConfiguredSite } from '../config/load-config.ts';
import type { Centre } from '../ports/centre.ts';
import type { Store } from '../ports/store.ts';
import type { ConsoleRequestParts } from './console-request.ts';
import type { FLOW_API } from './flow-api.ts';

/** What the routes of flows need. */
export interface FlowRoutesParts extends ConsoleRequestParts {
  readonly centre: Centre;
  readonly store: Store;
  readonly sites: ReadonlyMap<string, ConfiguredSite>;
  readonly clock: Clock;
  readonly addressOf: (request: FastifyRequest) => string;
}

/** Answers one route. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
/** What answers each route of {@link FLOW_API}. */
export type FlowHandlers = Readonly<Record<keyof typeof FLOW_API, Handler>>;
