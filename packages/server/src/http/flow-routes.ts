import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FlowHandlers, FlowRoutesParts } from './flow-parts.ts';
import { FLOW_PATHS } from './flow-paths.ts';

/** A whole flow with what is around it; any other body is small. */
const MAX_FLOW_BODY_BYTES = 600_000;

/** Adds what pages load of flows and what consoles edit. What answers is loaded with the first request: many sites have no flow. */
export function addFlowRoutes(app: FastifyInstance, parts: FlowRoutesParts): void {
  let loading: Promise<FlowHandlers> | undefined;
  const load = (): Promise<FlowHandlers> =>
    (loading ??= import('./flow-handlers.ts').then(({ createFlowHandlers }) => createFlowHandlers(parts)));
  const through =
    (name: keyof FlowHandlers) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
      (await load())[name](request, reply);
  const large = { bodyLimit: MAX_FLOW_BODY_BYTES };

  app.get(FLOW_PATHS.flow, through('flow'));
  app.get(FLOW_PATHS.first, through('flowFirst'));
  app.get(FLOW_PATHS.facts, through('facts'));
  app.get(FLOW_PATHS.desk, through('flowDesk'));
  app.get(FLOW_PATHS.revisions, through('flowRevisions'));
  app.get(FLOW_PATHS.revision, through('flowRevision'));
  app.get(FLOW_PATHS.numbers, through('flowNumbers'));
  app.post(FLOW_PATHS.check, large, through('flowCheck'));
  app.post(FLOW_PATHS.draft, large, through('flowDraft'));
  app.post(FLOW_PATHS.discard, through('flowDiscard'));
  app.post(FLOW_PATHS.publish, through('flowPublish'));
  app.post(FLOW_PATHS.rollBack, through('flowRollBack'));
}
