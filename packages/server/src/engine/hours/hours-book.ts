import type { Bus } from '../../ports/bus.ts';
import type { OpeningHours, Site } from '../../ports/site.ts';
import type { Store } from '../../ports/store.ts';
import { effectiveHours, findKeptHours } from './kept-hours.ts';

/** When the sites are open, for whoever cannot read the store first. What is promised is decided by the store itself. */
export interface HoursBook {
  /** `undefined` for a site that is not configured. */
  of(siteId: string): OpeningHours | undefined;
  /** A supervisor has changed them; resolves when `of` knows. */
  reload(siteId: string): Promise<void>;
  stop(): void;
}

/** Reads what supervisors have set of every site, and again when another node says that it changed. */
export async function openHoursBook({
  sites,
  store,
  bus,
  onError,
}: {
  readonly sites: ReadonlyMap<string, Site>;
  readonly store: Pick<Store, 'read'>;
  readonly bus: Pick<Bus, 'subscribe'>;
  readonly onError: (error: unknown, siteId: string) => void;
}): Promise<HoursBook> {
  const known = new Map<string, OpeningHours>();

  async function reload(siteId: string): Promise<void> {
    const site = sites.get(siteId);
    if (!site) return;
    const kept = await store.read((transaction) => findKeptHours(transaction, siteId));
    known.set(siteId, effectiveHours(site.hours, kept));
  }

  for (const siteId of sites.keys()) await reload(siteId);
  const unsubscribe = bus.subscribe((message) => {
    if (message.kind !== 'hours') return;
    reload(message.siteId).catch((error: unknown) => onError(error, message.siteId));
  });
  return { of: (siteId) => known.get(siteId), reload, stop: unsubscribe };
}
