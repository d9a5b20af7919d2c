import type { Slot } from '@beside/protocol';

import type { Formats } from '../../shared/formats.ts';

/** The slots of one calendar day of the reader's zone. */
export interface SlotDay {
  /** Start of its first slot, which also names it. */
  readonly at: number;
  readonly slots: readonly Slot[];
}

/** Slots by day, in order (C3); which day it is says the clock of the reader, not the centre's. */
export function groupByDay(slots: readonly Slot[], formats: Formats): readonly SlotDay[] {
  const days: { at: number; slots: Slot[] }[] = [];
  for (const slot of slots) {
    const day = days.at(-1);
    if (day && formats.sameDay(day.at, slot.startAt)) day.slots.push(slot);
    else days.push({ at: slot.startAt, slots: [slot] });
  }
  return days;
}

/** Whether two zones show the same time at these moments; what they are called does not matter. */
export function showSameTime(one: string, other: string, moments: readonly number[]): boolean {
  const clock = (timeZone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  try {
    const [first, second] = [clock(one), clock(other)];
    return moments.every((at) => first.format(at) === second.format(at));
  } catch {
    return true; // a zone this browser does not know cannot be shown either
  }
}

/** The last part of a zone's name, as people say it: `New York` for `America/New_York`. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
