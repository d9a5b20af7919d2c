import type { DeskHours, SiteId } from '@beside/protocol';
import { Temporal } from 'temporal-polyfill';
import { wallOf } from '../callback/zones.ts';
import { intervalsOf, openSpans, openingStatus } from '../opening-hours.ts';
import type { OpeningHours, Site } from '../../ports/site.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { Transaction } from '../../ports/store.ts';
import { effectiveHours, findKeptHours, type KeptHours } from './kept-hours.ts';

const DAYS_SHOWN = 14;
const MAX_COUNTED = 1_000;

/** When sites are open, for their supervisors. */
export async function listHours(
  { sites, now }: { readonly sites: ReadonlyMap<string, Site>; readonly now: number },
  transaction: Transaction,
  { role }: Pick<AgentRecord, 'role'>,
  siteIds: readonly string[],
): Promise<DeskHours[] | undefined> {
  if (role !== 'supervisor') return undefined;
  const agents = await transaction.listAgents();
  const names = new Map(agents.map(({ agentId, name }) => [agentId as string, name]));
  const shown: DeskHours[] = [];
  for (const siteId of siteIds) {
    const site = sites.get(siteId);
    if (!site) continue;
    const kept = await findKeptHours(transaction, siteId);
    const promised = await transaction.listCallbacks({
      ...{ siteIds: [siteId], statuses: ['scheduled'], limit: MAX_COUNTED },
    });
    const startsAt = promised.flatMap(({ slotStartAt }) => (slotStartAt === null ? [] : [slotStartAt]));
    shown.push(describeHours(site, kept, { now, startsAt, nameOf: (agentId) => names.get(agentId) }));
  }
  return shown;
}

/** One site's hours as they count now. Pure. */
export function describeHours(
  site: Pick<Site, 'siteId' | 'hours'>,
  kept: KeptHours,
  facts: {
    readonly now: number;
    /** Moments that customers were promised. */
    readonly startsAt: readonly number[];
    readonly nameOf: (agentId: string) => string | undefined;
  },
): DeskHours {
  const { now, startsAt, nameOf } = facts;
  const hours = effectiveHours(site.hours, kept);
  const { zone } = hours;
  const today = wallOf(now, zone).time.slice(0, 10);
  const first = Temporal.PlainDate.from(today);
  const next = Array.from({ length: DAYS_SHOWN }, (_, index) => first.add({ days: index }).toString());
  const later = Object.keys(kept.days).filter((date) => date > (next.at(-1) ?? today));
  const outside = countOutside(hours, startsAt);
  const days = [...next, ...later.sort()].map((date): DeskHours['days'][number] => {
    const { agentId, at, note } = kept.days[date] ?? {};
    const name = agentId === undefined ? undefined : nameOf(agentId);
    return {
      date,
      open: intervalsOf(hours, Temporal.PlainDate.from(date)).map(({ from, to }) => ({ from, to })),
      outside: outside.get(date) ?? 0,
      ...(agentId === undefined || at === undefined
        ? {}
        : {
            set: {
              ...{ agentId, at },
              ...(name === undefined ? {} : { name }),
              ...(note === undefined ? {} : { note }),
            },
          }),
    };
  });
  // The configuration's schema accepted the name.
  return { siteId: site.siteId as SiteId, zone, today, ...openingStatus(hours, now), days };
}

/** Of promised moments those that are not open, by day. */
function countOutside(hours: OpeningHours, startsAt: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const at of startsAt) {
    if (openSpans(hours, at, at).some(({ fromAt, toAt }) => fromAt <= at && at < toAt)) continue;
    const date = wallOf(at, hours.zone).time.slice(0, 10);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return counts;
}
