import type { Centre } from '../ports/centre.ts';
import type { Library } from '../ports/library.ts';
import type { ConsoleRequestParts } from './console-request.ts';
import type { PageRequestParts } from './page-request.ts';

/** What the routes of articles need. */
export interface KnowledgeRoutesParts extends ConsoleRequestParts, PageRequestParts {
  readonly centre: Centre;
  readonly library: Library;
}
