import type { AgentId, ConversationId, CustomerId, Receipt, Signal } from '@beside/protocol';

/** What nodes tell each other. Hints may be lost; numbers and a slow sweep repair that. */
export type BusMessage =
  | { readonly kind: 'entries'; readonly conversationId: ConversationId; readonly lastSeq: number }
  | {
      readonly kind: 'signal';
      readonly conversationId: ConversationId;
      readonly from: 'customer' | 'agent' | 'bot' | 'server';
      readonly signal: Signal;
    }
  | {
      readonly kind: 'receipts';
      readonly conversationId: ConversationId;
      readonly customer: Receipt;
      readonly agent: Receipt;
    }
  /** A customer was erased: their sockets end, and whoever follows one of the conversations begins anew. */
  | {
      readonly kind: 'erased';
      readonly siteId: string;
      readonly customerId: CustomerId;
      readonly conversationIds: readonly ConversationId[];
    }
  /** A customer's callback changed. */
  | { readonly kind: 'callback'; readonly siteId: string; readonly customerId: CustomerId }
  /** A supervisor changed when a site is open. */
  | { readonly kind: 'hours'; readonly siteId: string }
  /** Something in an agent's desk changed: offers, assignments, presence. */
  | { readonly kind: 'desk'; readonly agentId: AgentId }
  /** Queues or presence of a site changed: positions, counts, availability. */
  | { readonly kind: 'site'; readonly siteId: string };

/** Carries hints to every node, this one included. */
export interface Bus {
  publish(message: BusMessage): void;
  subscribe(listener: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
