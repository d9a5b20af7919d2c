import type { QueueId } from '@beside/protocol';
import type { Article, SearchHit } from '@beside/protocol/knowledge';
import type { FlowCost, FlowMove, FlowRefusal, FlowView, FormProblems } from '@beside/protocol/visual-ivr';

/** What a page may know about the site's flow; a new object after every change. */
export interface FlowChannelState {
  /** `outside`: nothing was chosen yet, the first level is shown at home. */
  readonly status: 'outside' | 'inside';
  /** The level that is shown; absent outside. */
  readonly view?: FlowView | undefined;
  /** An article that was found and is read, above whatever is shown otherwise; gone with the page. */
  readonly reading?: Article | undefined;
  /** What being helped by a person costs now, at any level (I2, I4); none while that is not known. */
  readonly people: readonly FlowCost[];
}

/** What becomes of a move. */
export type FlowOutcome =
  | {
      readonly kind: 'moved';
      /** What has to be opened now. */
      readonly leadsTo?: FlowLead | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: FlowRefusal; readonly problems?: FormProblems | undefined };

/** What a flow led to, with everything that is known already. */
export interface FlowLead {
  readonly do: 'chat' | 'callback' | 'page' | 'phone';
  readonly queueId?: QueueId | undefined;
  /** What it is about, in the site's words. */
  readonly reason?: string | undefined;
  /** Of a page. */
  readonly address?: string | undefined;
}

/** The customer's handle of the site's flow; from `client.openFlow()`. */
export interface FlowChannel {
  readonly state: FlowChannelState;
  onChange(listener: (state: FlowChannelState) => void): () => void;
  /**
   * Begins anew, with a choice of the first level or without one. What was filled in before is not asked again. Rejects
   * with `not_found` (the site has no flow), `unavailable`.
   */
  begin(choiceId?: string): Promise<FlowOutcome>;
  /** The first level as it would be drawn now; nothing moves. Rejects like `begin`. */
  first(): Promise<{ readonly revision: number; readonly view: FlowView }>;
  /** Makes a move on the level that is shown; one that another tab or an earlier click has overtaken changes nothing (F14). */
  move(move: FlowMove): Promise<FlowOutcome>;
  /** Steps out: home shows the first level again. The choice that led in, so that the focus can return to it. */
  leave(): Promise<string | undefined>;
  /** What a text is about; nothing for a site without articles and flow. Rejects with `rate_limited`, `unavailable`. */
  search(text: string): Promise<readonly SearchHit[]>;
  /** Goes where a choice leads that was found, from anywhere. */
  goTo(hit: Extract<SearchHit, { kind: 'choice' }>): Promise<FlowOutcome>;
  /** To a person, from any level: as the customer wishes, or where the site's flow leads them then. */
  askPerson(kind: 'chat' | 'callback' | 'phone'): Promise<FlowOutcome>;
  /** An article that a level shows. Rejects with `not_found`, `unavailable`. */
  article(articleId: string): Promise<Article>;
  /** Opens an article that was found, above what is shown. Rejects like `article`. */
  read(articleId: string): Promise<void>;
  /** Puts it away. */
  stopReading(): void;
  /** Looks again what waiting costs and who is there; at most every few seconds. */
  refresh(): Promise<void>;
}
