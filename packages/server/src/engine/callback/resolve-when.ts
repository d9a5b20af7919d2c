import {
  BesideError,
  type CallbackId,
  type CallbackWhen,
  type CustomerId,
  type WantedWhen,
} from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import { openingStatus } from '../opening-hours.ts';
import type { Engine } from '../parts.ts';
import { checkChoice } from './availability.ts';
import { expiryOf } from './expiry.ts';
import { readFacts, type CallingSite } from './read-facts.ts';
import type { Refusal } from './refusal.ts';
import { pickSlot } from './slots.ts';
import { scheduledAt } from './zones.ts';

/** What a customer chose, and who is choosing. */
export interface Choice {
  readonly when: WantedWhen;
  /** Absent: whoever chooses is shown no availability, so that it cannot have changed for them. */
  readonly availabilityRevision: string | undefined;
  readonly queueId: string;
  readonly customerId: CustomerId;
  /** Of the callback that is moved. */
  readonly callbackId?: CallbackId;
}

const MINUTE_MS = 60_000;
/** Version of the zone rules that instants are computed with (C4). */
const ZONE_RULES = process.versions['tz'] ?? 'unknown';

/** Rejects with what speaks against it. */
export function refuse({ refusal, details }: Refusal): never {
  throw new BesideError(refusal, details ? { details } : {});
}

/**
 * When it will ring, and until when it may (C1, C3). Reads under the lock of the queue's slots, which has to be held.
 * Rejects with `slot_taken`, `slot_not_offered`, `availability_stale`. A slot is looked at first: its last place being
 * gone says more than that what is offered has changed.
 */
export async function resolveWhen(
  engine: Engine,
  transaction: Transaction,
  site: CallingSite,
  choice: Choice,
): Promise<{ readonly when: CallbackWhen; readonly expiresAt: number }> {
  const { when, queueId, customerId, callbackId } = choice;
  const { rules } = site.callback;
  const now = engine.clock.now();
  const hold =
    when.kind === 'scheduled' && when.holdId !== undefined
      ? await transaction.findHold(when.holdId)
      : undefined;
  const isOwnHold = hold?.customerId === customerId && hold.siteId === site.siteId;
  const own = { callbackId, holdId: isOwnHold ? hold.holdId : undefined };
  const { availability, slots, opening, hours } = await readFacts(engine, transaction, site, queueId, own);
  if (when.kind === 'scheduled') {
    const slot = pickSlot(slots, when.startAt, rules);
    if ('refusal' in slot && slot.refusal === 'slot_taken') refuse(slot);
    const stale = checkChoice(availability, choice);
    if (stale) refuse(stale);
    if ('refusal' in slot) refuse(slot);
    if (isOwnHold) await transaction.deleteHold(hold.holdId);
    const scheduled = scheduledAt(slot.startAt, rules.slotMs, site.hours.zone, ZONE_RULES);
    const then = openingStatus(hours, slot.startAt);
    return { when: scheduled, expiresAt: expiryOf(scheduled, then, now, rules) };
  }
  const stale = checkChoice(availability, choice);
  if (stale) refuse(stale);
  const { waiting } = availability;
  const promise = waiting && {
    fromAt: now + waiting.fromMinutes * MINUTE_MS,
    toAt: now + waiting.toMinutes * MINUTE_MS,
  };
  const asap: CallbackWhen = promise ? { kind: 'asap', promise } : { kind: 'asap' };
  return { when: asap, expiresAt: expiryOf(asap, opening, now, rules) };
}
