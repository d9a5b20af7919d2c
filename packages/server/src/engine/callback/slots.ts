import type { HoldId, Slot, SlotHold } from '@beside/protocol';
import { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '../../ports/site.ts';
import { openSpans } from '../opening-hours.ts';
import type { Refusal } from './refusal.ts';
import type { CallbackRules } from '../../ports/callback-rules.ts';

/** What slots are made from (C3). */
export interface SlotFacts {
  readonly now: number;
  readonly hours: OpeningHours;
  /** Agents who will be there at an instant, by the plan or by experience. */
  readonly agentsAt: (startAt: number) => number;
  readonly handlingMs: number;
  /** Places that are given away or held, by the start of the slot. */
  readonly taken: ReadonlyMap<number, number>;
}

/** A slot with the places it has. */
export interface CountedSlot extends Slot {
  readonly capacity: number;
  readonly taken: number;
}

type Rules = Pick<CallbackRules, 'slotMs' | 'leadMs' | 'daysAhead' | 'share'>;

const DAY_MS = 86_400_000;

/**
 * How many callbacks fit into one slot: the share of the agents' time, and at least one where anybody is there, or a
 * small centre would never have a slot. Pure.
 */
export function capacityOf(agents: number, handlingMs: number, { slotMs, share }: Rules): number {
  if (agents <= 0) return 0;
  return Math.max(1, Math.floor((agents * slotMs * share) / Math.max(1, handlingMs)));
}

/** All slots within opening hours, full ones too, earliest first (C3). Pure. */
export function countSlots(facts: SlotFacts, rules: Rules): CountedSlot[] {
  const { now, hours, agentsAt, handlingMs, taken } = facts;
  const earliestAt = now + rules.leadMs;
  const latestAt = now + rules.daysAhead * DAY_MS;
  const slots: CountedSlot[] = [];
  for (const { fromAt, toAt } of openSpans(hours, earliestAt, latestAt)) {
    const first = nextOnGrid(Math.max(fromAt, earliestAt), hours.zone, rules.slotMs);
    for (let startAt = first; startAt + rules.slotMs <= Math.min(toAt, latestAt); startAt += rules.slotMs) {
      const capacity = capacityOf(agentsAt(startAt), handlingMs, rules);
      const places = taken.get(startAt) ?? 0;
      if (capacity > 0)
        slots.push({
          ...{ startAt, endAt: startAt + rules.slotMs, capacity, taken: places },
          load: loadOf(places, capacity),
        });
    }
  }
  return slots;
}

/** The slots that may be offered: those with a free place. */
export function freeSlots(slots: readonly CountedSlot[]): Slot[] {
  return slots
    .filter(({ taken, capacity }) => taken < capacity)
    .map(({ startAt, endAt, load }) => ({ startAt, endAt, load }));
}

/** The offered slots nearest to a wish, in the order of time. */
export function nearestSlots(free: readonly Slot[], wishedAt: number, count: number): Slot[] {
  return [...free]
    .sort((a, b) => Math.abs(a.startAt - wishedAt) - Math.abs(b.startAt - wishedAt))
    .slice(0, count)
    .sort((a, b) => a.startAt - b.startAt);
}

/**
 * Whether a place of a slot is free for somebody (C3): what was never offered and what is full are told apart, and a full
 * one comes with the nearest ones. Whoever calls has left out the caller's own hold, and keeps the count locked until the
 * place is taken, so that the last one goes to exactly one.
 */
export function pickSlot(
  slots: readonly CountedSlot[],
  startAt: number,
  { alternatives }: Pick<CallbackRules, 'alternatives'>,
): CountedSlot | Refusal {
  const slot = slots.find((one) => one.startAt === startAt);
  if (!slot) return { refusal: 'slot_not_offered' };
  if (slot.taken < slot.capacity) return slot;
  const nearest = nearestSlots(freeSlots(slots), startAt, alternatives);
  return {
    refusal: 'slot_taken',
    details: Object.fromEntries(nearest.map((one, index) => [`alternative${index + 1}At`, one.startAt])),
  };
}

/** A hold on a picked slot; it ends by itself. */
export function holdOn(
  slot: Slot,
  holdId: HoldId,
  now: number,
  { holdMs }: Pick<CallbackRules, 'holdMs'>,
): SlotHold {
  return { holdId, startAt: slot.startAt, expiresAt: now + holdMs };
}

/** The first instant of the grid in a zone that is not before another: the grid begins at each midnight of the zone's clocks. */
function nextOnGrid(at: number, zone: string, slotMs: number): number {
  const { hour, minute, second, millisecond } =
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const sinceMidnightMs = ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond;
  return at + ((slotMs - (sinceMidnightMs % slotMs)) % slotMs);
}

function loadOf(taken: number, capacity: number): Slot['load'] {
  const share = taken / capacity;
  if (share < 1 / 3) return 'quiet';
  return share < 2 / 3 ? 'normal' : 'busy';
}
