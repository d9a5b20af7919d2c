import { createFlowDeskHandlers } from './flow-desk-handlers.ts';
import { createFlowPageHandlers } from './flow-page-handlers.ts';
import type { FlowHandlers, FlowRoutesParts } from './flow-parts.ts';

/** Everything that answers about flows, for pages and for consoles. */
export function createFlowHandlers(parts: FlowRoutesParts): FlowHandlers {
  return { ...createFlowPageHandlers(parts), ...createFlowDeskHandlers(parts) };
}
