import type { CustomerId } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import type { CallbackCounts } from './caps.ts';
import { prefixHashOf } from './prefix-of.ts';
import type { CallingSite } from './read-facts.ts';
import { startOfDay } from './zones.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Neighbouring numbers within this time are a burst. */
export const BURST_MS = 10 * MINUTE_MS;

/** Who asks for a number to be called. */
export interface Asking {
  readonly customerId: CustomerId;
  /** E.164. */
  readonly number: string;
  readonly addressHash: string | undefined;
}

/** Counts what the caps are about (C8); under `lockName` of the number and the slots it stays true. */
export async function readCounts(
  engine: Engine,
  transaction: Transaction,
  site: CallingSite,
  { customerId, number, addressHash }: Asking,
): Promise<CallbackCounts> {
  const { keyring, clock } = engine;
  const { siteId } = site;
  const now = clock.now();
  const numberHash = keyring.hashCounted('number', siteId, number);
  const prefixHash = prefixHashOf(engine, siteId, number);
  const count = transaction.countCallbacks.bind(transaction, siteId);
  const ofNumberDay = await count({ numberHash }, now - DAY_MS);
  const ofNumberMonth = await count({ numberHash }, now - 30 * DAY_MS);
  const ofSession = await count({ customerId }, now - HOUR_MS);
  const ofAddress = addressHash === undefined ? undefined : await count({ addressHash }, now - HOUR_MS);
  const ofPrefix = await count({ prefixHash }, now - BURST_MS);
  const ofSite = await count({}, now - MINUTE_MS);
  const ofDay = await count({}, startOfDay(now, site.hours.zone));
  return {
    numberOpen: ofNumberDay.open,
    numberDay: ofNumberDay.requested,
    numberMonth: ofNumberMonth.requested,
    sessionHour: ofSession.requested,
    addressHour: ofAddress?.requested ?? 0,
    siteMinute: ofSite.requested,
    prefixNumbers: ofPrefix.numbers,
    isBlocked: await transaction.isNumberBlocked(siteId, numberHash),
    spent: ofDay.requested,
    maxSpent: site.callback.maxSpentPerDay,
  };
}
