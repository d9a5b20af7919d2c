import {
  LIMITS,
  type Clock,
  type ConversationId,
  type ConversationStatus,
  type TimelineEvents,
  type TimelineSession,
} from '@beside/protocol';
import type { ChatChange } from './chat-change.ts';
import { isOfOther, type ChatModel, type ChatSide } from './chat-state.ts';

const RECEIPT_PAUSE_MS = 300;
const TYPING_AGAIN_MS = 3_000;
const PAGE_ENTRIES = 50;

/** The part of a session that a chat needs; customers' and agents' sessions both have it. */
export type ChatSession = Pick<
  TimelineSession<TimelineEvents, never>,
  'connection' | 'on' | 'follow' | 'unfollow' | 'history' | 'signal' | 'receipt'
>;

/** How a live chat is made. */
export interface LiveChatOptions {
  readonly session: ChatSession;
  readonly clock: Clock;
  readonly side: ChatSide;
  readonly getModel: () => ChatModel;
  /** Hears everything that becomes known; the model has it when this returns. */
  readonly publish: (change: ChatChange) => void;
}

/** One chat on a session: reads its timeline and says ephemeral things. */
export interface LiveChat {
  /** Looks at another conversation from now on, or learns about the same one; `null`: at none. */
  open(conversationId: ConversationId | null, status: ConversationStatus, isNew: boolean): void;
  loadEarlier(): Promise<void>;
  /** This side types; throttled, and said to be over when not called for a while. */
  typing(): void;
  /** This side no longer types. */
  stopTyping(): void;
  markRead(): void;
  /** Leaves the timeline; safe twice. */
  stop(): void;
}

/** Starts to read: what the model knows already is continued from its cursor. */
export function startLiveChat({ session, clock, side, getModel, publish }: LiveChatOptions): LiveChat {
  let isNewestMissing = false;
  let cancelReceipt: (() => void) | undefined;
  let cancelOtherTyping: (() => void) | undefined;
  let cancelTyping: (() => void) | undefined;
  let typedAt: number | undefined;
  let restartSeq = 0;
  let isStopped = false;

  const isCurrent = (conversationId: ConversationId) => getModel().conversationId === conversationId;

  const sayReceipt = () => {
    const { conversationId, cursor, receipts } = getModel();
    if (!conversationId || !cursor) return;
    const readSeq = receipts?.[side].readSeq ?? 0;
    session.receipt(conversationId, { deliveredSeq: cursor.seq, ...(readSeq > 0 ? { readSeq } : {}) });
  };
  const scheduleReceipt = () => {
    cancelReceipt ??= clock.after(RECEIPT_PAUSE_MS, () => {
      cancelReceipt = undefined;
      sayReceipt();
    });
  };

  const setOtherTyping = (isOn: boolean) => {
    cancelOtherTyping?.();
    cancelOtherTyping = isOn ? clock.after(LIMITS.typingTtlMs, () => setOtherTyping(false)) : undefined;
    if (getModel().isOtherTyping !== isOn) publish({ type: 'other-typing', isOn });
  };

  const stopTyping = () => {
    cancelTyping?.();
    cancelTyping = undefined;
    const { conversationId } = getModel();
    if (typedAt !== undefined && conversationId)
      session.signal(conversationId, { kind: 'typing', on: false });
    typedAt = undefined;
  };

  const loadPage = async (beforeSeq: number) => {
    const { conversationId } = getModel();
    if (!conversationId) return;
    const { entries, more } = await session.history(conversationId, { beforeSeq, limit: PAGE_ENTRIES });
    if (!isStopped) publish({ type: 'history', conversationId, entries, hasEarlier: more });
  };
  const loadNewest = () => {
    isNewestMissing = true;
    const before = getModel().entries[0]?.seq ?? restartSeq + 1;
    loadPage(before).then(
      () => (isNewestMissing = false),
      // Comes again with the next connection.
      () => undefined,
    );
  };

  const stops = [
    session.on('entries', ({ conversationId, entries, cursor }) => {
      if (!isCurrent(conversationId)) return;
      if (entries.some((entry) => isOfOther(entry, side))) setOtherTyping(false);
      publish({ type: 'entries', conversationId, entries, cursor });
      scheduleReceipt();
    }),
    session.on('discontinuity', ({ conversationId, cursor, reason }) => {
      if (!isCurrent(conversationId)) return;
      publish({ type: 'discontinuity', conversationId, reason });
      restartSeq = cursor.seq;
      if (cursor.seq > 0) loadNewest();
    }),
    session.on('signal', ({ conversationId, from, signal }) => {
      if (!isCurrent(conversationId)) return;
      if (signal.kind === 'queue-position') publish({ type: 'queue-position', position: signal.position });
      else if ((from === 'customer') === (side === 'agent')) setOtherTyping(signal.on);
    }),
    session.on('receipts', ({ conversationId, customer, agent }) => {
      if (isCurrent(conversationId)) publish({ type: 'receipts', customer, agent });
    }),
    session.on('connection-changed', ({ status }) => {
      if (status !== 'connected') return;
      scheduleReceipt();
      if (isNewestMissing) loadNewest();
    }),
  ];

  const { conversationId, cursor, isOtherTyping, isLoadingEarlier } = getModel();
  if (conversationId) session.follow(conversationId, cursor);
  // Mirrored from a tab that no longer leads: what it began would never end.
  if (isOtherTyping) setOtherTyping(true);
  if (isLoadingEarlier) publish({ type: 'loading-earlier', isOn: false });

  return {
    open(nextId, status, isNew) {
      const before = getModel().conversationId;
      publish({ type: 'conversation', conversationId: nextId, status, isNew });
      const after = getModel().conversationId;
      if (before === after) return;
      setOtherTyping(false);
      isNewestMissing = false;
      typedAt = undefined;
      if (before) session.unfollow(before);
      if (after) session.follow(after);
    },
    async loadEarlier() {
      const { hasEarlier, isLoadingEarlier, entries } = getModel();
      if (!hasEarlier || isLoadingEarlier) return;
      publish({ type: 'loading-earlier', isOn: true });
      try {
        await loadPage(entries[0]?.seq ?? 1);
      } finally {
        if (!isStopped) publish({ type: 'loading-earlier', isOn: false });
      }
    },
    typing() {
      const { conversationId: id, conversation } = getModel();
      if (!id || conversation.status === 'ended') return;
      cancelTyping?.();
      cancelTyping = clock.after(LIMITS.typingTtlMs, stopTyping);
      const now = clock.now();
      if (typedAt !== undefined && now - typedAt < TYPING_AGAIN_MS) return;
      typedAt = now;
      session.signal(id, { kind: 'typing', on: true });
    },
    stopTyping,
    markRead() {
      const { cursor: known, receipts, entries } = getModel();
      const newest = entries.findLast((entry) => isOfOther(entry, side));
      if (!known || !newest || newest.seq <= (receipts?.[side].readSeq ?? 0)) return;
      const mine = { readSeq: newest.seq };
      publish(
        side === 'customer'
          ? { type: 'receipts', customer: mine, agent: {} }
          : { type: 'receipts', customer: {}, agent: mine },
      );
      scheduleReceipt();
    },
    stop() {
      if (isStopped) return;
      if (getModel().isLoadingEarlier) publish({ type: 'loading-earlier', isOn: false });
      isStopped = true;
      for (const stop of stops.splice(0)) stop();
      cancelReceipt?.();
      cancelOtherTyping?.();
      stopTyping();
    },
  };
}
