import type { CallbackOffer, SlotHold } from '../callback/availability-schema.ts';
import type { CommandId, HoldId, QueueId, SiteId } from '../ids.ts';
import type { ConversationLine } from '../conversation/earlier.ts';
import type { Interaction } from '../session/schema.ts';
import type { CommandResult } from '../wire/frames.ts';
import type { CustomerCommand, CustomerEvents, TimelineSession } from './timeline-session.ts';

/** Who opens a session, and for which site. */
export interface OpenCustomerSession {
  readonly siteId: SiteId;
  readonly locale: string;
  /** The token of an earlier visit; absent the first time. */
  readonly token?: string | undefined;
}

/** A page of a customer's conversations: the latest start first, then the greater id. */
export interface ConversationPage {
  readonly conversations: readonly ConversationLine[];
  readonly more: boolean;
}

/** Which page. */
export interface ConversationPageOptions {
  /** Only what comes after this one. */
  readonly before?: Pick<ConversationLine, 'startedAt' | 'conversationId'> | undefined;
  /** 1 to `maxConversationsPerPage`. */
  readonly limit: number;
}

/** Questions about callbacks; their requests are commands. All reject with `disconnected`, `timeout`, `unsupported`. */
export interface CallbackQuestions {
  /** What may be offered now (C1). */
  offer(options: { readonly queueId?: QueueId; readonly zone?: string }): Promise<CallbackOffer>;
  /** Keeps a slot; the one before is let go. Rejects with `slot_taken`, `slot_not_offered`. */
  holdSlot(options: { readonly queueId?: QueueId; readonly startAt: number }): Promise<SlotHold>;
  /** Lets a kept slot go; lost without a connection, it then runs out by itself. */
  releaseSlot(holdId: HoldId): void;
}

/** One customer's connection to a contact centre: sequenced, resumable, effectively once. */
export interface CustomerSession extends TimelineSession<CustomerEvents, CustomerCommand> {
  /** Reports interactions; the same `reportId` counts once. Rejects like `execute`. */
  report(interactions: readonly Interaction[], key: { readonly reportId: CommandId }): Promise<CommandResult>;
  /**
   * Hands over interactions while the page goes away, without waiting for an answer. `false`: it could not be
   * handed over, keep it.
   */
  reportOnExit(interactions: readonly Interaction[], key: { readonly reportId: CommandId }): boolean;
  /** The customer's own conversations at this site, ended ones too. Rejects with `disconnected`, `timeout`, `bad_frame`, `too_large`. */
  listConversations(options: ConversationPageOptions): Promise<ConversationPage>;
  /** Absent: this centre does not call back. */
  readonly callbacks?: CallbackQuestions;
  /** Says who the customer is, by a token signed by the site's own server. Rejects with `unauthenticated` when it is not good. */
  identify(identityToken: string, key: { readonly commandId: CommandId }): Promise<CommandResult>;
}

/**
 * The port a customer's page needs. `remote` implements it over the wire, `memory` in the page; a developer with a
 * backend of their own may implement it directly and prove it with `contactCenterConformance`.
 */
export interface ContactCenter {
  /** Starts connecting at once. */
  open(options: OpenCustomerSession): CustomerSession;
}
