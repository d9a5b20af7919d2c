import type { Content, Context, ConversationId, ErrorCode, Interaction } from '@beside/protocol';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';

/** What a customer did that a vendor has to be told; sealed while it waits. */
export type BackendCall =
  | { readonly kind: 'start'; readonly queueId: string; readonly locale: string; readonly context: Context }
  | { readonly kind: 'send'; readonly content: Content; readonly intentAt?: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'set-context'; readonly context: Context }
  | { readonly kind: 'report'; readonly interactions: readonly Interaction[] };

/** What the engine asks of the part that speaks with backends of others. For sites of our own it does nothing. */
export interface Bridge {
  /** Why a vendor's site cannot take this content; undefined when it can. */
  refusalOf(siteId: string, content: Content): ErrorCode | undefined;
  /**
   * Writes down what has to be delivered, in the transaction that appends it.
   *
   * @param seq number of the entry it is about
   */
  deliver(
    transaction: Transaction,
    record: ConversationRecord,
    seq: number,
    call: Exclude<BackendCall, { kind: 'report' }>,
  ): Promise<void>;
  /** The same for a report, which belongs to no conversation. */
  deliverReport(
    transaction: Transaction,
    report: {
      readonly siteId: string;
      readonly reportId: string;
      readonly wrappedKey: Uint8Array;
      readonly customerId: string;
    },
    interactions: readonly Interaction[],
  ): Promise<void>;
  /** After a commit: there may be something to deliver. */
  wake(siteId: string): void;
  /** The customer types, or stopped; lost when it cannot be said now. */
  typing(siteId: string, conversationId: ConversationId, on: boolean): void;
  /** The customer received or read what the backend sent. */
  receipt(record: ConversationRecord, status: 'delivered' | 'read', uptoSeq: number): void;
  /** Finishes the deliveries under way and lets the backends go. */
  stop(): Promise<void>;
}
