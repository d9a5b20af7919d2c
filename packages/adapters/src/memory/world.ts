import type {
  AgentEvents,
  AgentId,
  Clock,
  ConversationId,
  Cursor,
  CustomerEvents,
  CustomerId,
  SiteId,
} from '@beside/protocol';
import type { Book, Conversation } from './book.ts';
import type { Customers } from './customers.ts';
import type { MemorySite } from './options.ts';
import type { Workforce } from './workforce.ts';

/** Who speaks, as the greeting has shown. */
export type Who =
  | { readonly role: 'customer'; readonly siteId: SiteId; readonly customerId: CustomerId }
  | { readonly role: 'agent'; readonly agentId: AgentId };

/** What the centre may tell a page; a session's `on` hears the same keys. */
export type Notices = Pick<
  CustomerEvents & AgentEvents,
  'entries' | 'discontinuity' | 'signal' | 'receipts' | 'availability' | 'desk'
>;

/** A page's wish to follow one conversation; a new one each time, so that what was sent to an old one is not taken. */
export interface Wish {
  /** What the page has; absent until something was delivered. */
  cursor: Cursor | undefined;
}

/** A greeted connection, as the centre sees it. */
export interface Peer {
  who: Who;
  /** What it follows, and up to which number it was sent. */
  readonly followed: Map<ConversationId, { readonly wish: Wish; sentSeq: number }>;
  /** Tells the page in order, unless the line is cut before; `wish`: only while that is still wished. */
  tell<Key extends keyof Notices>(key: Key, payload: Notices[Key], wish?: Wish): void;
}

/** Everything there is on the centre's side. */
export interface World {
  readonly clock: Clock;
  readonly sites: ReadonlyMap<SiteId, MemorySite>;
  readonly book: Book;
  readonly customers: Customers;
  readonly workforce: Workforce;
  readonly peers: Set<Peer>;
  /** Calls later, unless the center was stopped before; returns the way to cancel. */
  after(delayMs: number, call: () => void): () => void;
  /** Something changed: rings, places, desks and availability are looked at once, when this turn is over. */
  changed(): void;
}

/** Whether a conversation belongs to this customer of this site. */
export function isOwn(who: Extract<Who, { role: 'customer' }>, conversation: Conversation): boolean {
  return conversation.customerId === who.customerId && conversation.siteId === who.siteId;
}
