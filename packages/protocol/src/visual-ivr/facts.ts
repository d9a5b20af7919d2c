import type { LiveFacts } from './facts-schema.ts';

/** Everything that a flow's conditions may look at, besides what was filled in on the way. */
export interface FlowFacts {
  /** Absent: not known (yet); comparisons with it are false then. */
  readonly live?: LiveFacts | undefined;
  /** Address as origin and path. */
  readonly page?: { readonly url: string; readonly title?: string | undefined } | undefined;
  /** Total in the currency's major unit; count of pieces. */
  readonly cart?: { readonly total: number; readonly count: number; readonly currency: string } | undefined;
  /** The site said who the customer is, by a token. */
  readonly isIdentified: boolean;
  /** The locale the flow is shown in. */
  readonly locale: string;
  /** Of the page, by name; unverified. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}
