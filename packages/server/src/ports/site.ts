import type { Invitation } from '@beside/protocol';
import type { SiteCallback } from './site-callback.ts';
import type { SiteFlowFile } from './site-flow.ts';
import type { SiteKnowledge } from './site-knowledge.ts';

/** One deployment of the widgets, from the configuration, with all defaults filled in. */
export interface Site {
  readonly siteId: string;
  readonly name: string;
  /** Exact origins (`https://shop.example`) that may embed it. */
  readonly origins: readonly string[];
  /** At least one; the first is the default. */
  readonly queues: readonly { readonly queueId: string; readonly name: string }[];
  readonly hours: OpeningHours;
  /** Locale → text key → text. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly allowedQueries: readonly string[];
  /** Verifies identity tokens; absent: nobody can be identified. */
  readonly identity?: {
    readonly algorithm: 'HS256' | 'RS256' | 'ES256' | 'EdDSA';
    /** shared secret or PEM */ readonly key: string;
  };
  /** Module of a vendor's backend; absent: the built-in engine. */
  readonly backend?: string;
  readonly backendSettings: Readonly<Record<string, unknown>>;
  /** The number that calls this site's customers, E.164; the server's when absent. */
  readonly telephony?: { readonly callerNumber: string };
  /** When its pages offer help by themselves; the first that fits. Absent: they do not. */
  readonly invitations?: readonly Invitation[];
  /** Absent: the site does not call back. */
  readonly callback?: SiteCallback;
  /** The flow that customers are led by until another one is published; absent: none. */
  readonly visualIvr?: SiteFlowFile;
  /** Articles to search and to read; absent: none. */
  readonly knowledge?: SiteKnowledge;
}

/** When the centre is staffed, in wall time of its zone (Q7). */
export interface OpeningHours {
  /** IANA zone. */
  readonly zone: string;
  /** `always`, or intervals per weekday (1 = Monday … 7 = Sunday); `to` before `from` means past midnight; `24:00` is the end of the day. */
  readonly week:
    | 'always'
    | Readonly<
        Partial<
          Record<
            '1' | '2' | '3' | '4' | '5' | '6' | '7',
            readonly { readonly from: string; readonly to: string }[]
          >
        >
      >;
  /** Dates (`2026-12-25`) with intervals of their own; an empty list is closed all day. */
  readonly exceptions: Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;
}
