import * as z from 'zod/mini';
import { agentIdSchema, instantSchema, nameText, siteIdSchema } from '../session/schema.ts';
import { zoneSchema } from './consent-schema.ts';

/** A day of the centre's calendar: `2026-12-24`. Whether it exists is for the server to say. */
export const dateSchema = z.string().check(z.regex(/^20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/));

/** A time of being open, in the centre's wall time; `to` before `from` is past midnight, `24:00` the end of the day. */
export const openIntervalSchema = z.strictObject({
  from: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
  to: z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)),
});

const intervalsSchema = z.array(openIntervalSchema).check(z.maxLength(12));

/**
 * Changes when a site is open on single days, at once (C1, Q7): closing early today is today's day with another `to`. For
 * supervisors of the site only. Kept over restarts; who set what stays readable in `Desk.hours`.
 */
export const hoursSetSchema = z.strictObject({
  type: z.literal('hours.set'),
  siteId: siteIdSchema,
  days: z
    .array(
      z.strictObject({
        date: dateSchema,
        /** Empty: closed all day. Absent: as configured again. */
        open: z.optional(intervalsSchema),
      }),
    )
    .check(z.minLength(1), z.maxLength(31)),
  /** Why; for colleagues. */
  note: z.optional(nameText(200)),
});

/** When a site is open, as its supervisors see and change it (`hours.set`). */
export const deskHoursSchema = z.object({
  siteId: siteIdSchema,
  /** The centre's IANA zone; all wall times are of it. */
  zone: zoneSchema,
  /** By the centre's calendar, now. */
  today: dateSchema,
  isOpen: z.boolean(),
  /** Next opening, end of the current one; absent when nothing changes within two weeks. */
  opensAt: z.optional(instantSchema),
  closesAt: z.optional(instantSchema),
  /** The next 14 days and whatever later ones a supervisor has set, ascending. */
  days: z.array(
    z.object({
      date: dateSchema,
      /** What counts; empty: closed. */
      open: z.array(openIntervalSchema),
      /** Who set it, when a supervisor did; absent: as configured. */
      set: z.optional(
        z.object({
          agentId: agentIdSchema,
          name: z.optional(nameText(100)),
          at: instantSchema,
          note: z.optional(nameText(200)),
        }),
      ),
      /** Callbacks that were promised for this day and lie outside what is open now. They are rung all the same. */
      outside: z.int().check(z.gte(0)),
    }),
  ),
});

/** A time of being open. */
export type OpenInterval = z.infer<typeof openIntervalSchema>;
/** When a site is open, as supervisors see it. */
export type DeskHours = z.infer<typeof deskHoursSchema>;
