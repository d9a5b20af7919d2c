import type {
  Author,
  BesideError,
  CallbackEntry,
  Content,
  ConversationId,
  ConversationStatus,
} from '@beside/protocol';

/**
 * How far one's own message came: `waiting` in the outbox without connection, `sending` on its way, then by receipts.
 * `failed`: it was refused or waited too long; it stays until it is retried or discarded.
 */
export type MessageProgress = 'waiting' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** A message as shown, whether the server has it yet or not. */
export interface MessageItem {
  readonly kind: 'message';
  /** Stays the same from pressing send to being read: the command id where known, else the entry id. */
  readonly key: string;
  /** Written by this side. */
  readonly isMine: boolean;
  readonly author: Author;
  readonly content: Content;
  /** Epoch ms: the server's instant once it has it, before that the moment of sending. */
  readonly at: number;
  /** Absent until the server has it. */
  readonly seq?: number;
  /** Only for one's own. */
  readonly progress?: MessageProgress;
  /** Why it failed. */
  readonly error?: BesideError;
}

/** Something that happened besides messages. */
export interface EventItem {
  readonly kind: 'event';
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly event:
    | 'agent-joined'
    | 'agent-disconnected'
    | 'agent-released'
    | 'ended-by-customer'
    | 'ended-by-agent'
    | 'ended-by-system'
    /** What was in it is gone at the customer's wish; nothing else is there. */
    | 'erased';
  /** The agent's name as customers see it. */
  readonly name?: string;
}

/** Something that happened to the conversation's callback. Only agents' chats have them: a page shows the callback itself. */
export interface CallbackItem {
  readonly kind: 'callback';
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly entry: CallbackEntry;
}

/** A line of the chat. */
export type ChatItem = MessageItem | EventItem | CallbackItem;

/** Everything a chat panel shows; a new object after every change, equal parts stay identical. */
export interface ChatView {
  /** Absent before the first conversation. */
  readonly conversationId?: ConversationId;
  readonly status: ConversationStatus;
  /** In the order of the server, one's own waiting messages last. */
  readonly items: readonly ChatItem[];
  /** Who answers now. */
  readonly agentName?: string;
  /** The other side is typing. */
  readonly isOtherTyping: boolean;
  /** 1 is next; absent when unknown or not waiting. */
  readonly queuePosition?: number;
  /** Messages of the other side that were not seen yet. */
  readonly unreadCount: number;
  /** Older entries exist on the server. */
  readonly hasEarlier: boolean;
  readonly isLoadingEarlier: boolean;
  /** The first page of history arrived, or there is none. */
  readonly isLoaded: boolean;
}

/** One side's handle on a chat. */
export interface ChatChannel {
  readonly view: ChatView;
  /** Hears every new view; returns the way to stop. */
  onChange(listener: (view: ChatView) => void): () => void;
  /**
   * Shows the message at once and sends it as soon as possible. Resolves with its key once it is kept in the outbox;
   * what becomes of it is told by the view. For customers it starts a conversation where none is open.
   * Rejects with `too_large`, `bad_frame` (nothing visible in it) or `outbox_full`; nothing is shown then.
   */
  send(content: Content): Promise<string>;
  /** Sends a failed message again. */
  retry(key: string): Promise<void>;
  /** Takes a failed message away. */
  discard(key: string): Promise<void>;
  /** Says that this side is typing; call on every input, it is throttled and forgotten by itself. */
  typing(): void;
  /** Says that everything up to now was seen. Call only when it is visible to a person. */
  markRead(): void;
  /** Loads a page of older entries into the view; resolves also when there is none. */
  loadEarlier(): Promise<void>;
  /**
   * Ends the conversation. Waits for nothing: also without connection it is remembered and done later.
   *
   * @param solvedBy number of the automatic answer that was enough
   */
  end(solvedBy?: number): Promise<void>;
}
