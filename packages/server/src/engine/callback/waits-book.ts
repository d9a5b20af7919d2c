import type { Clock, DeskWaits, QueueId, SiteId } from '@beside/protocol';
import type { Site } from '../../ports/site.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { MeasureRecord } from '../../ports/store-callbacks.ts';
import type { Store } from '../../ports/store.ts';
import { calibrate, type Calibration } from './waiting.ts';

/** How the waiting ranges held that customers were told (Q5), for supervisors and operators. */
export interface WaitsBook {
  /** Of the queues of these sites that an agent serves; of all queues where no agent is named. */
  list(siteIds: readonly string[], agent?: Pick<AgentRecord, 'queues'>): Promise<DeskWaits[]>;
}

/** Waits are looked at for so long, as estimates do. */
export const WAITS_MS = 86_400_000;
/** So many waits of a queue at most, the newest. */
export const MAX_WAITS = 500;
/** Desks are made several times a second; what they say of a whole day need not be newer than this. */
const FRESH_MS = 10_000;

/** Reads them from what was measured, each queue at most every ten seconds. */
export function createWaitsBook({
  store,
  clock,
  sites,
}: {
  readonly store: Pick<Store, 'read'>;
  readonly clock: Pick<Clock, 'now' | 'steadyNow'>;
  readonly sites: ReadonlyMap<string, Site>;
}): WaitsBook {
  const known = new Map<string, { readonly readAt: number; readonly waits: Promise<DeskWaits> }>();

  async function read(siteId: string, queueId: string): Promise<DeskWaits> {
    const sinceAt = clock.now() - WAITS_MS;
    const measured = await store.read((transaction) =>
      transaction.listMeasures(siteId, queueId, 'wait', sinceAt, MAX_WAITS),
    );
    const { spread: _spread, ...counts } = calibrateMeasured(measured);
    // The configuration's schema accepted both names.
    return { siteId: siteId as SiteId, queueId: queueId as QueueId, sinceAt, ...counts };
  }

  function find(siteId: string, queueId: string): Promise<DeskWaits> {
    const key = JSON.stringify([siteId, queueId]);
    const readAt = clock.steadyNow();
    const last = known.get(key);
    if (last && readAt - last.readAt < FRESH_MS) return last.waits;
    const waits = read(siteId, queueId);
    known.set(key, { readAt, waits });
    // What could not be read is asked for again.
    waits.catch(() => known.delete(key));
    return waits;
  }

  return {
    list: (siteIds, agent) =>
      Promise.all(
        siteIds.flatMap((siteId) =>
          (sites.get(siteId)?.queues ?? [])
            .filter(({ queueId }) => !agent || agent.queues[siteId]?.includes(queueId))
            .map(({ queueId }) => find(siteId, queueId)),
        ),
      ),
  };
}

/** How measured waits lay in the ranges that were told (Q5). Pure. */
export function calibrateMeasured(
  waits: readonly Pick<MeasureRecord, 'tookMs' | 'fromMs' | 'toMs'>[],
): Calibration {
  return calibrate(
    waits.map(({ tookMs, fromMs, toMs }) => ({
      waitedMs: tookMs,
      told: fromMs === null || toMs === null ? undefined : { fromMs, toMs },
    })),
  );
}
