import type { CallbackRules } from './callback-rules.ts';

/** A text that customers agree to or not before they are called (C11). */
export interface SiteConsent {
  readonly consentId: string;
  readonly kind: 'required' | 'optional';
  readonly version: string;
  /** Locale → text; at least one. */
  readonly texts: Readonly<Record<string, string>>;
}

/** How a site calls its customers back, with all defaults filled in. */
export interface SiteCallback {
  readonly rules: CallbackRules;
  /** Who is rung first (C10). */
  readonly mode: 'agent-first' | 'customer-first';
  /** How long an agent may read before the call. */
  readonly previewMs: number;
  /** Whether it is dialed when that is over; otherwise it goes back. */
  readonly isDialedAtEnd: boolean;
  /** ISO 3166 countries whose numbers are called, the site's own first. At least one. */
  readonly countries: readonly string[];
  /** Whether a number without `+` is taken as one of the first country. */
  readonly assumesCountry: boolean;
  readonly consents: readonly SiteConsent[];
  /** Queue id → agents that slots are computed for; of a queue that is not named, all who serve it. */
  readonly plannedAgents: Readonly<Record<string, number>>;
  /** Whether a number has to be proven by a code before it is rung (C8). */
  readonly verification: 'none' | 'code';
  /** Callbacks that are taken a day, by the centre's days; nothing more is dialed for than this (C8). */
  readonly maxSpentPerDay: number;
}
