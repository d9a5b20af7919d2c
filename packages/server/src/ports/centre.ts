import type {
  AgentCommand,
  AgentId,
  Availability,
  CallbackOffer,
  CallbackView,
  CommandResult,
  ConversationId,
  ConversationPage,
  ConversationPageOptions,
  CustomerCommand,
  CustomerId,
  Desk,
  DeskWaits,
  Entry,
  Epoch,
  HoldId,
  Interaction,
  QueueId,
  Receipt,
  Signal,
  SlotHold,
} from '@beside/protocol';
import type { LiveFacts } from '@beside/protocol/visual-ivr';
import type { Flows } from './flows.ts';
import type { CentreKnowledge } from './knowledge.ts';
import type { ConversationRecord } from './store.ts';
import type { CallEvent } from './telephony.ts';

/** Who speaks, as the gateway has proven it. */
export type Actor =
  | { readonly role: 'customer'; readonly siteId: string; readonly customerId: CustomerId }
  | { readonly role: 'agent'; readonly agentId: AgentId };

/** What comes with a command. */
export interface CommandKey {
  readonly commandId: string;
  /** By the sender's clock; decides order in the queue within limits, never durability or time stamps. */
  readonly intentAt: number;
  /** The network it comes from, where that counts (C8). */
  readonly address?: string;
  /** How a customer asks; in the page when absent. */
  readonly via?: 'page' | 'link';
}

/** Entries of a range as one reader may see them. */
export interface EntryRange {
  readonly epoch: Epoch;
  readonly afterSeq: number;
  readonly uptoSeq: number;
  readonly entries: readonly Entry[];
  /** Whether more follow at this moment. */
  readonly more: boolean;
}

/** An event of a call with who told it and when we heard it. */
export interface ToldCallEvent {
  readonly provider: string;
  readonly event: CallEvent;
  /** Epoch ms by our clock. */
  readonly receivedAt: number;
}

/** A callback behind a link that was sent to its customer, or to the number that is called (C7). */
export interface LinkedCallback {
  /** To move it and call it off, or to say “this was not me”. */
  readonly purpose: 'manage' | 'not-me';
  /** In whose name whoever has the link acts. */
  readonly actor: Extract<Actor, { role: 'customer' }>;
  readonly conversationId: ConversationId;
  readonly queueId: QueueId;
  readonly view: CallbackView;
  readonly siteName: string;
  /** Where another callback can be asked for. */
  readonly siteUrl?: string;
  /** IANA zone. */
  readonly centreZone: string;
  /** Of “not me”: the number that the link was sent to is not called any more. Absent: it is. */
  readonly blocked?: {
    /** A call to it is under way, which nobody stops any more. */
    readonly mayStillRing: boolean;
  };
}

/** What customers ask about callbacks besides commands. All reject with `unsupported` where the site does not call back. */
export interface CentreCallbacks {
  /** What may be offered now (C1). */
  offer(
    actor: Extract<Actor, { role: 'customer' }>,
    options: { readonly queueId?: QueueId | undefined; readonly locale: string },
  ): Promise<CallbackOffer>;
  /** Keeps a slot; the one before is let go. Rejects with `slot_taken`, `slot_not_offered`. */
  holdSlot(
    actor: Extract<Actor, { role: 'customer' }>,
    options: { readonly queueId?: QueueId | undefined; readonly startAt: number },
  ): Promise<SlotHold>;
  /** Lets a kept slot go; nothing happens for one of others. */
  releaseSlot(actor: Extract<Actor, { role: 'customer' }>, holdId: HoldId): Promise<void>;
  /** The open callback, or the last one of 24 hours; never rejects for what the site does not offer. */
  view(actor: Extract<Actor, { role: 'customer' }>): Promise<CallbackView | null>;
  /** What a link opens; changes nothing. Rejects with `not_found` for one that is not ours, or over. */
  openLink(token: string): Promise<LinkedCallback>;
  /** Of a “not me” link: calls it off if that is possible, and never rings the number again. Safe twice. */
  blockByLink(token: string): Promise<void>;
}

/**
 * What the gateway asks of everything behind it: authorisation of each call, the rules, durability, routing. Rejections
 * are BesideErrors; "not yours" and "does not exist" are both `not_found`.
 */
export interface Centre {
  executeForCustomer(
    actor: Extract<Actor, { role: 'customer' }>,
    command: CustomerCommand,
    key: CommandKey,
  ): Promise<CommandResult>;
  executeForAgent(
    actor: Extract<Actor, { role: 'agent' }>,
    command: AgentCommand,
    key: CommandKey,
  ): Promise<CommandResult>;
  /** Keeps a report once; the result repeats for the same id. */
  report(
    actor: Extract<Actor, { role: 'customer' }>,
    reportId: string,
    interactions: readonly Interaction[],
  ): Promise<CommandResult>;
  /** The conversation if the actor may see it: their own, assigned to or ringing at them, or (supervisor) of their sites. */
  getConversation(actor: Actor, conversationId: ConversationId): Promise<ConversationRecord>;
  /** The open conversation of a customer, or the last one of 24 hours. */
  findCurrentConversation(
    actor: Extract<Actor, { role: 'customer' }>,
  ): Promise<ConversationRecord | undefined>;
  /** A page of the customer's own conversations at their site. */
  listConversations(
    actor: Extract<Actor, { role: 'customer' }>,
    options: ConversationPageOptions,
  ): Promise<ConversationPage>;
  /** Whether the customer has conversations that ended. */
  hasEarlier(actor: Extract<Actor, { role: 'customer' }>): Promise<boolean>;
  readAfter(
    actor: Actor,
    conversationId: ConversationId,
    afterSeq: number,
    limit: number,
  ): Promise<EntryRange>;
  readBefore(
    actor: Actor,
    conversationId: ConversationId,
    beforeSeq: number,
    limit: number,
  ): Promise<EntryRange>;
  signal(
    actor: Actor,
    conversationId: ConversationId,
    signal: Extract<Signal, { kind: 'typing' }>,
  ): Promise<void>;
  receipt(actor: Actor, conversationId: ConversationId, receipt: Partial<Receipt>): Promise<void>;
  readonly callbacks: CentreCallbacks;
  /** What a telephone provider tells of a call; resolves when it is on disk. The same may come again. */
  hearCall(told: ToldCallEvent): Promise<void>;
  availability(siteId: string): Promise<Availability>;
  /** What choices of a flow cost now (I4), of one queue; the site's first when none is named. */
  liveFacts(siteId: string, queueId: string | undefined): Promise<LiveFacts>;
  readonly flows: Flows;
  readonly knowledge: CentreKnowledge;
  /** How much room there is, for those who are invited; nobody free for an unknown site. */
  liveCapacity(siteId: string): Promise<{ readonly isOpen: boolean; readonly freeSlots: number }>;
  /** How the waiting ranges of every queue held within a day (Q5); at most 10 s old. */
  waits(): Promise<readonly DeskWaits[]>;
  /** 1 is next; `undefined` when it does not wait. */
  queuePosition(conversationId: ConversationId): Promise<number | undefined>;
  desk(agentId: AgentId): Promise<Desk>;
  /** A console connected (the first of an agent makes them available again as before) … */
  agentConnected(agentId: AgentId): Promise<void>;
  /** … and one is gone; after the last one offers go back at once and assignments after the grace period. */
  agentDisconnected(agentId: AgentId): Promise<void>;
  /** Stops timers and workers; what was accepted is finished first. */
  stop(): Promise<void>;
}
