import type { CallbackRules } from './callback-rules.ts';

/** A text that customers agree to or not before they are called (C11). */
export interface SiteConsent {
  readonly consentId: string;
  readonly kind: 'required' | 'optional';
  readonly version: string;
  /** Locale → text; at least one. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Something that agents may say came of a call. */
export interface SiteDisposition {
  /** As it is kept and reported; stays the same when its texts change. */
  readonly disposition: string;
  /** Locale → text; at least one. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What agents choose from where the site names nothing, in the order of the form. */
export const DEFAULT_DISPOSITIONS: readonly SiteDisposition[] = [
  { disposition: 'solved', texts: { en: 'Solved', ko: '해결됨' } },
  { disposition: 'follow-up', texts: { en: 'Needs a follow-up', ko: '추가 조치 필요' } },
  { disposition: 'wrong-person', texts: { en: 'Wrong person', ko: '다른 사람이 받음' } },
  { disposition: 'not-interested', texts: { en: 'No longer wanted', ko: '더 이상 원하지 않음' } },
  { disposition: 'other', texts: { en: 'Something else', ko: '기타' } },
];

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
  /** What agents may say came of a call, in the order of the form; at least one. */
  readonly dispositions: readonly SiteDisposition[];
  /** Queue id → agents that slots are computed for; of a queue that is not named, all who serve it. */
  readonly plannedAgents: Readonly<Record<string, number>>;
  /** Whether a number has to be proven by a code before it is rung (C8). */
  readonly verification: 'none' | 'code';
  /** Callbacks that are taken a day, by the centre's days; nothing more is dialed for than this (C8). */
  readonly maxSpentPerDay: number;
}
