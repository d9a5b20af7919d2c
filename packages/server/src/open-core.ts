import type { Clock, CustomerId } from '@beside/protocol';
import type { CustomerKeys } from './auth/customer-auth.ts';
import type { IdentityVault } from './auth/identities.ts';
import { createInProcessBus } from './bus/in-process-bus.ts';
import { withPooledRandom } from './base/pooled-random.ts';
import type { Config, ConfiguredSite } from './config/load-config.ts';
import type { Log } from './ports/log.ts';
import { createCentre } from './engine/centre.ts';
import { openLibrary } from './engine/knowledge/open-library.ts';
import type { Telephone } from './engine/parts.ts';
import { eraseCustomer, type Erasure } from './engine/erase-customer.ts';
import type { Whom } from './engine/find-person.ts';
import { keepInstanceId } from './engine/instance-id.ts';
import type { Bus } from './ports/bus.ts';
import type { Centre } from './ports/centre.ts';
import type { Library } from './ports/library.ts';
import type { Senders } from './ports/sender.ts';
import type { Store } from './ports/store.ts';
import { openErasures } from './stores/files/erasure-list.ts';
import { openStore } from './stores/open-store.ts';
import { createKeyring } from './timeline/keyring.ts';
import { checkMasterKey, loadMasterKey } from './timeline/master-key.ts';
import { createTelephony, type TelephonyService } from './telephony/create-telephony.ts';
import { createTimeline } from './timeline/timeline.ts';

/** Everything behind the gateway. */
export interface Core {
  readonly store: Store;
  readonly bus: Bus;
  readonly centre: Centre;
  readonly library: Library;
  readonly telephony: TelephonyService;
  readonly keys: CustomerKeys;
  readonly vault: IdentityVault;
  /** Erases a person, here and on everything that is connected. */
  erase(whom: Whom): Promise<Erasure>;
  /** Finishes what was accepted, then closes the store. */
  stop(): Promise<void>;
}

/** What the core is opened with. */
export interface CoreParts {
  readonly config: Config;
  readonly sites: readonly ConfiguredSite[];
  readonly clock: Clock;
  readonly log: Log;
  /** Who takes messages to customers; whoever made them stops them. */
  readonly senders: Senders;
  /** Where the server is found; empty while it does not know. */
  readonly mainOrigin: () => string;
}

/** Opens the store and starts the engine on it. */
export async function openCore({
  config,
  sites,
  clock: given,
  log,
  senders,
  mainOrigin,
}: CoreParts): Promise<Core> {
  const clock = withPooledRandom(given);
  const { dataDir, databaseUrl } = config;
  const onError = (error: unknown): void =>
    log.error({ err: error }, 'the database refuses; nothing is accepted until it is back');
  const onWarning = (warning: string): void => log.warn({}, warning);
  const store = await openStore({ dataDir, databaseUrl, clock, onError, onWarning });
  let telephone: Telephone | undefined;
  try {
    // After the store, which has the folder for itself: two first starts at once must not make two keys.
    const masterKey = loadMasterKey({ dataDir, configured: config.masterKey, clock });
    const keyring = createKeyring({ masterKey, clock });
    await checkMasterKey(store, keyring);
    await keepInstanceId(store, clock);
    const bus = createInProcessBus();
    const timeline = createTimeline({ keyring, clock });
    const erasures = openErasures({ dataDir, clock });
    const sitesById = new Map(sites.map((site) => [site.siteId, site]));
    telephone = openTelephone(config, { clock, log });
    const { service } = telephone;
    const library = openLibrary({
      sites: sitesById,
      // Asked long after it is there.
      findFlow: (siteId): ReturnType<Centre['flows']['findLive']> => centre.flows.findLive(siteId),
    });
    // What somebody configured is read at once, so that a fault in it is told to whoever starts the server.
    for (const { siteId } of config.sites) await library.open(siteId);
    const centre = await createCentre({
      store,
      timeline,
      keyring,
      bus,
      clock,
      sites: sitesById,
      log,
      limits: config.limits,
      telephone,
      senders,
      mainOrigin,
      library,
    });
    service.start((told) => centre.hearCall(told));
    return {
      store,
      bus,
      centre,
      library,
      telephony: service,
      keys: keyring,
      erase: (whom) => eraseCustomer({ store, keyring, timeline, bus, clock, erasures }, whom),
      vault: {
        hashSubject: (siteId, subject) => keyring.hashSubject(siteId, subject),
        seal: (wrappedKey, customerId, text) => keyring.seal(wrappedKey, placeOf(customerId), text),
        open: (wrappedKey, customerId, sealed) => keyring.open(wrappedKey, placeOf(customerId), sealed),
      },
      async stop() {
        // Nothing is asked of the exchange any more; what is open is looked up at the next start.
        await service.stop();
        await centre.stop();
        await bus.close();
        await store.close();
      },
    };
  } catch (error) {
    await telephone?.service.stop();
    await store.close();
    throw error;
  }
}

/** Where an identity is sealed; the engine opens it at the same place. */
function placeOf(customerId: CustomerId): string {
  return `identity|${customerId}`;
}

/** Who makes telephone calls, with how long they ring and from which number. */
function openTelephone({ telephony }: Config, parts: { clock: Clock; log: Log }): Telephone {
  const { callerNumber } = telephony;
  return {
    service: createTelephony(telephony, parts),
    ...(callerNumber === undefined ? {} : { callerNumber }),
    // By hand nobody waits for it.
    ringTimeoutMs: telephony.provider === 'exchange' ? telephony.ringTimeoutMs : 0,
  };
}
