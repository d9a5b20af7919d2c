import type { Clock, CustomerId } from '@beside/protocol';
import { createAgentAuth, type AgentAuth } from '../auth/agent-auth.ts';
import { createCustomerAuth, type CustomerAuth, type CustomerKeys } from '../auth/customer-auth.ts';
import { createIdentities, type Identities, type IdentityVault } from '../auth/identities.ts';
import { BucketMap } from '../auth/token-bucket.ts';
import type { ConfiguredSite } from '../config/load-config.ts';
import type { Log } from '../ports/log.ts';
import type { ServerLimits } from '../config/schema.ts';
import type { Centre } from '../ports/centre.ts';
import type { Store } from '../ports/store.ts';
import { Feeds } from './feeds.ts';

/** What the parts of the gateway share; made once per server. */
export interface GatewayContext {
  readonly centre: Centre;
  readonly customers: CustomerAuth;
  readonly identities: Identities;
  readonly agents: AgentAuth;
  readonly sites: ReadonlyMap<string, ConfiguredSite>;
  readonly limits: ServerLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly feeds: Feeds;
  readonly messageLimits: { readonly burst: BucketMap; readonly minute: BucketMap };
  readonly counters: GatewayCounters;
  /** Where consoles are served; known once the server listens. */
  mainOrigin(): string;
}

/** What the metrics show of the gateway. Plain numbers, because they are counted per frame. */
export interface GatewayCounters {
  framesReceived: number;
  framesRefused: number;
  framesUnknown: number;
  socketsRefused: number;
  socketsTooSlow: number;
}

/** What the gateway is handed. */
export interface GatewayParts {
  readonly centre: Centre;
  readonly store: Store;
  readonly keys: CustomerKeys;
  readonly vault: IdentityVault;
  readonly sites: readonly ConfiguredSite[];
  readonly limits: ServerLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly mainOrigin: () => string;
}

/** Puts the shared parts together. */
export function createGatewayContext(parts: GatewayParts): GatewayContext {
  const { centre, store, keys, vault, limits, clock, log, mainOrigin } = parts;
  const customers = createCustomerAuth({ store, clock, keys, limits });
  const hasOpenConversation = async (siteId: string, customerId: CustomerId): Promise<boolean> => {
    const conversation = await centre.findCurrentConversation({ role: 'customer', siteId, customerId });
    return conversation !== undefined && conversation.status !== 'ended';
  };
  const minutePerSecond = limits.messagesPerMinute / 60;
  return {
    centre,
    customers,
    identities: createIdentities({ store, clock, customers, vault, hasOpenConversation }),
    agents: createAgentAuth({ store, clock, limits }),
    sites: new Map(parts.sites.map((site) => [site.siteId, site])),
    limits,
    clock,
    log,
    feeds: new Feeds(centre, log, limits.maxQueuedBytes / 4),
    messageLimits: {
      burst: new BucketMap(limits.messageBurst, (limits.messageBurst * 1_000) / limits.messageBurstWindowMs),
      minute: new BucketMap(limits.messagesPerMinute, minutePerSecond),
    },
    counters: { framesReceived: 0, framesRefused: 0, framesUnknown: 0, socketsRefused: 0, socketsTooSlow: 0 },
    mainOrigin,
  };
}
