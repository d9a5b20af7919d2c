import { LIMITS } from '@beside/protocol';

/** Numbers of the callback rules: what a site gets that configures none. */
export const CALLBACK_RULES = {
  /** Length of a slot and of the grid's step (C3). */
  slotMs: 900_000,
  /** A slot begins no earlier than this from now. */
  leadMs: 1_800_000,
  /** How far ahead slots are offered. */
  daysAhead: 14,
  /** Share of the agents' time that is given to scheduled callbacks. */
  share: 0.3,
  /** Handling time where nothing was measured; 90 s is what queues are planned with elsewhere, calls take longer. */
  handlingMs: 360_000,
  /** How long a picked slot is kept. */
  holdMs: 300_000,
  /** Alternatives that come with a refused slot. */
  alternatives: 3,
  /** Pauses before the retries, as soon as possible and scheduled (C6). */
  retryAsapMs: [180_000, 600_000],
  retryScheduledMs: [300_000, 1_200_000],
  /** A callback as soon as possible is not rung later than this after it was asked for, where nothing closes before. */
  maxAsapMs: 28_800_000,
  /** What a scheduled one may be late by; the protocol's limit of the same name decides when it falls due. */
  latenessMs: LIMITS.callbackLatenessMs,
  /** Nothing is dialed later than this before closing. */
  closingMarginMs: 600_000,
  /** Hours of the customer at which nobody is rung who did not choose them (C6). */
  quietFrom: '21:00',
  quietTo: '08:00',
  /** Callbacks as soon as possible that may wait at once; above it only slots are offered. */
  maxPendingAsap: 50,
  /** Requests per number, session, address and site (C8). */
  perNumberDay: 3,
  perNumberMonth: 10,
  perSessionHour: 2,
  perAddressHour: 5,
  perSiteMinute: 60,
  /** Different numbers with the same leading digits in ten minutes; the next is held for a person to look at. */
  prefixNumbers: 5,
  /** How long one of a burst is held; while the burst goes on, longer. */
  prefixHoldMs: 600_000,
  /** A number that has to be proven and was not by then is not rung; its slot is free again. */
  verifyMs: 1_800_000,
  /** How long whoever takes a callback for themselves is the only one to be asked, from its moment on (CB7). */
  ownMs: 600_000,
  /** How long agents who declined, missed or gave it back are left alone when nobody else is there to be asked (Q4). */
  passPauseMs: 30_000,
  /** How long an agent may write about a call; then it is completed by itself. */
  wrapUpMs: 300_000,
  /** An attempt of which nothing is heard for this long is looked up, and reviewed where that says nothing. */
  silentMs: 120_000,
  /** A call of which no end is heard for this long is reviewed. */
  maxCallMs: 14_400_000,
} as const;

/** The numbers a site may set. */
export type CallbackRules = {
  readonly [Name in keyof typeof CALLBACK_RULES]: (typeof CALLBACK_RULES)[Name] extends string
    ? string
    : (typeof CALLBACK_RULES)[Name] extends number
      ? number
      : readonly number[];
};
