import type { Backend, Clock, ConversationId, LimitName } from '@beside/protocol';
import type { AddToBatch } from '../base/batches.ts';
import type { Bus } from '../ports/bus.ts';
import type { Log } from '../ports/log.ts';
import type { Site } from '../ports/site.ts';
import type { Store } from '../ports/store.ts';
import type { Keyring } from '../timeline/keyring.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Agents } from './agents.ts';
import type { Bridge } from './backend/bridge-port.ts';
import type { Change, Changed } from './change.ts';

/** What the engine is made of. */
export interface EngineParts {
  readonly store: Store;
  readonly timeline: Timeline;
  readonly keyring: Keyring;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly sites: ReadonlyMap<string, Site>;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** The protocol's limits with the operator's changes. */
  readonly limits: Readonly<Record<LimitName, number>>;
  /** Opens the backend of a site that names one; imports the module it names when absent. */
  readonly loadBackend?: (site: Site) => Promise<Backend>;
}

/** The sites whose agents are our own; those of others are served by their backend. */
export function ownSiteIds({ sites }: Pick<EngineParts, 'sites'>): string[] {
  return [...sites.values()].filter(({ backend }) => backend === undefined).map(({ siteId }) => siteId);
}

/** The same with what the engine itself keeps. */
export interface Engine extends EngineParts {
  readonly agents: Agents;
  /** Speaks with the backends of sites that name one. */
  readonly bridge: Bridge;
  /** Changes a conversation after what was asked of it before; see `changeConversation`. */
  readonly change: AddToBatch<ConversationId, Change, Changed>;
  /** Looks at a site's queue again soon: something changed. */
  readonly route: (siteId: string) => void;
}
