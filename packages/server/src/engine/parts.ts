import type { Backend, Clock, ConversationId, LimitName } from '@beside/protocol';
import type { AddToBatch } from '../base/batches.ts';
import type { Bus } from '../ports/bus.ts';
import type { Library } from '../ports/library.ts';
import type { Log } from '../ports/log.ts';
import type { Senders } from '../ports/sender.ts';
import type { Site } from '../ports/site.ts';
import type { Store } from '../ports/store.ts';
import type { Keyring } from '../timeline/keyring.ts';
import type { TelephonyService } from '../telephony/create-telephony.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Agents } from './agents.ts';
import type { Background } from './background.ts';
import type { Bridge } from './backend/bridge-port.ts';
import type { Messenger } from './callback/messages/messenger.ts';
import type { WaitsBook } from './callback/waits-book.ts';
import type { Change, Changed } from './change.ts';
import type { HoursBook } from './hours/hours-book.ts';
import type { FlowBook } from './visual-ivr/flow-book.ts';

/** The telephone, as callbacks use it. */
export interface Telephone {
  readonly service: TelephonyService;
  /** The number that calls, where a site has none of its own, E.164. */
  readonly callerNumber?: string;
  /** How long it may ring. */
  readonly ringTimeoutMs: number;
}

/** What the engine is made of. */
export interface EngineParts {
  readonly store: Store;
  readonly timeline: Timeline;
  readonly keyring: Keyring;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly sites: ReadonlyMap<string, Site>;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** The protocol's limits with the operator's changes. */
  readonly limits: Readonly<Record<LimitName, number>>;
  /** Who makes telephone calls; absent: agents dial by hand. */
  readonly telephone?: Telephone;
  /** Who takes messages to customers; absent: none are sent. */
  readonly senders?: Senders;
  /** Where the server is found, for the links in messages and views; empty while it does not know. Absent: no links. */
  readonly mainOrigin?: () => string;
  /** The sites' articles; absent: none. */
  readonly library?: Library;
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
  /** When the sites are open, with what supervisors have set. */
  readonly hours: HoursBook;
  /** What was published to lead customers. */
  readonly flows: FlowBook;
  /** How the waiting ranges held that customers were told. */
  readonly waits: WaitsBook;
  /** Speaks with the backends of sites that name one. */
  readonly bridge: Bridge;
  /** Changes a conversation after what was asked of it before; see `changeConversation`. */
  readonly change: AddToBatch<ConversationId, Change, Changed>;
  /** Work about calls that goes on beside everything else; finished before the engine stops. */
  readonly beside: Background;
  /** Sends messages beside everything else; stopped with the engine without waiting for mail servers. */
  readonly messenger: Messenger;
  /** Looks at a site's queue again soon: something changed. */
  readonly route: (siteId: string) => void;
}
