import { BesideError, type Clock } from '@beside/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { hashToken } from '../auth/tokens.ts';
import { isLoopback } from '../config/load-config.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { addAgentRoutes, type AgentRoutesParts } from './agent-routes.ts';
import { API } from './api.ts';
import { addCallbackRoutes, answerBadLink, type CallbackRoutesParts } from './callback-routes.ts';
import { createApp } from './create-app.ts';
import type * as Documents from './documents.ts';
import type { FlowRoutesParts } from './flow-parts.ts';
import { addFlowRoutes } from './flow-routes.ts';
import { addInteractionsRoute, type InteractionsRouteParts } from './interactions-route.ts';
import { addInvitationsRoute } from './invitations-route.ts';
import type { KnowledgeRoutesParts } from './knowledge-parts.ts';
import { addKnowledgeRoutes } from './knowledge-routes.ts';
import type { OnCallEvent, TelephonyService } from '../telephony/create-telephony.ts';
import { addTelephonyRoute } from './telephony-route.ts';
import { addPagesRoutes, type PagesRoutesParts } from './pages-routes.ts';
import { API_POLICY, addSecurityHeaders } from './security-headers.ts';

/** What the main origin is made of. */
export interface MainAppParts
  extends
    AgentRoutesParts,
    CallbackRoutesParts,
    FlowRoutesParts,
    InteractionsRouteParts,
    KnowledgeRoutesParts,
    PagesRoutesParts {
  readonly log: Log;
  readonly store: Store;
  readonly version: string;
  readonly isHttps: boolean;
  readonly metricsToken: string | undefined;
  readonly isStopping: () => boolean;
  readonly clock: Clock;
  /** Whose provider may post what it tells. */
  readonly telephony: Pick<TelephonyService, 'name' | 'webhooks' | 'note'>;
  readonly hearCall: OnCallEvent;
  /** Made at the first question. */
  readonly metrics: () => Promise<Registry>;
}

/** API, documents, health, pages; the sockets are attached to its server. */
export function createMainApp(parts: MainAppParts): FastifyInstance {
  const app = createApp(parts.log, answerBadLink);
  addSecurityHeaders(app, () => API_POLICY, { isHttps: parts.isHttps, referrerPolicy: 'same-origin' });
  addAgentRoutes(app, parts);
  addInteractionsRoute(app, parts);
  addInvitationsRoute(app, parts);
  addFlowRoutes(app, parts);
  addKnowledgeRoutes(app, parts);
  addPagesRoutes(app, parts);
  addCallbackRoutes(app, parts);
  addCallEvents(app, parts);
  addDocuments(app, parts.version);

  app.get(API.health.path, () => ({ status: 'ok' }));
  app.get(API.ready.path, (_request, reply) => {
    if (parts.isStopping()) return reply.code(503).send({ status: 'stopping' });
    return parts.store.isWritable
      ? reply.send({ status: 'ok' })
      : reply.code(503).send({ status: 'read-only' });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, parts.metricsToken)) throw new BesideError('forbidden');
    const registry = await parts.metrics();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return app;
}

/** The way in for the exchange, where there is one that posts. */
function addCallEvents(
  app: FastifyInstance,
  { telephony, hearCall, clock, log }: Pick<MainAppParts, 'telephony' | 'hearCall' | 'clock' | 'log'>,
): void {
  const { name, webhooks } = telephony;
  addTelephonyRoute(app, {
    providers: new Map(webhooks ? [[name, webhooks]] : []),
    onEvent(told) {
      telephony.note(told.event);
      return hearCall(told);
    },
    ...{ clock, log },
  });
}

/** For any page and tool; loaded and made once, when first asked for. */
function addDocuments(app: FastifyInstance, version: string): void {
  const texts = new Map<string, Promise<string>>();
  const serve = (path: string, describe: (documents: typeof Documents) => unknown): void => {
    app.get(path, async (_request, reply) => {
      const text = texts.get(path) ?? import('./documents.ts').then((one) => JSON.stringify(describe(one)));
      texts.set(path, text);
      return reply
        .headers({
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
          'cache-control': 'no-cache',
          'content-type': 'application/json; charset=utf-8',
        })
        .send(await text);
    });
  };
  serve('/v1/schema.json', ({ describeWire }) => describeWire());
  serve('/v1/flow.schema.json', ({ describeFlow }) => describeFlow());
  serve('/openapi.json', ({ describeHttp }) => describeHttp(version));
}

/** From this machine (and not through a proxy on it), or with the token. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  // As hashes, so that the time of comparing says nothing about the token.
  const given = hashToken(request.headers.authorization ?? '');
  if (token !== undefined && given === hashToken(`Bearer ${token}`)) return true;
  return (
    isLoopback(request.socket.remoteAddress ?? '') &&
    request.headers['x-forwarded-for'] === undefined &&
    request.headers.forwarded === undefined
  );
}
