import type { ConversationId, Cursor, Entry, ServerFrame, WireEntry } from '@beside/protocol';

type EntriesFrame = Extract<ServerFrame, { type: 'entries' }>;
type DiscontinuityFrame = Extract<ServerFrame, { type: 'discontinuity' }>;

/** What a frame means to someone who follows. */
export type Step =
  | { readonly kind: 'deliver'; readonly entries: readonly Entry[]; readonly cursor: Cursor }
  /** Something is missing: follow again from the cursor. */
  | { readonly kind: 'ask-again' }
  | { readonly kind: 'nothing' };

/** Which conversations are followed, and up to where each is known. */
export interface Following {
  follow(conversationId: ConversationId, cursor: Cursor | undefined): void;
  unfollow(conversationId: ConversationId): void;
  has(conversationId: ConversationId): boolean;
  /** The frames to send after a reconnection. */
  frames(): object[];
  /** The frame that asks for one conversation from where it is known. */
  frameFor(conversationId: ConversationId): object;
  handleEntries(frame: EntriesFrame): Step;
  /** @returns whether it is followed */
  handleDiscontinuity(frame: DiscontinuityFrame): boolean;
}

/** Reads one entry; `undefined`: of a type that this role does not read. Throws when its body is broken. */
export type ParseEntry = (raw: WireEntry) => Entry | undefined;

/** Makes an empty list. Pure apart from what it remembers. */
export function createFollowing(parseEntry: ParseEntry): Following {
  const cursors = new Map<ConversationId, Cursor | undefined>();
  const frameFor = (conversationId: ConversationId): object => {
    const cursor = cursors.get(conversationId);
    return cursor ? { type: 'follow', conversationId, cursor } : { type: 'follow', conversationId };
  };
  return {
    follow: (conversationId, cursor) => void cursors.set(conversationId, cursor),
    unfollow: (conversationId) => void cursors.delete(conversationId),
    has: (conversationId) => cursors.has(conversationId),
    frames: () => [...cursors.keys()].map(frameFor),
    frameFor,
    handleEntries({ conversationId, epoch, afterSeq, uptoSeq, entries }) {
      if (!cursors.has(conversationId)) return { kind: 'nothing' };
      const known = cursors.get(conversationId);
      // Without a cursor the newest page is what was asked for, wherever it begins.
      if (known && (known.epoch !== epoch || afterSeq > known.seq)) return { kind: 'ask-again' };
      if (known && uptoSeq <= known.seq && entries.length > 0) return { kind: 'nothing' };
      const cursor = { epoch, seq: Math.max(uptoSeq, known?.seq ?? 0) };
      cursors.set(conversationId, cursor);
      const fresh = entries.filter(({ seq }) => seq > (known?.seq ?? 0));
      return { kind: 'deliver', entries: readEntries(fresh, parseEntry), cursor };
    },
    handleDiscontinuity({ conversationId, epoch, afterSeq }) {
      if (!cursors.has(conversationId)) return false;
      cursors.set(conversationId, { epoch, seq: afterSeq });
      return true;
    },
  };
}

/** The entries this version can read: others, of newer servers or broken, are passed over and their numbers count. */
export function readEntries(raw: readonly WireEntry[], parseEntry: ParseEntry): readonly Entry[] {
  return raw.flatMap((entry) => {
    try {
      return parseEntry(entry) ?? [];
    } catch {
      return []; // a body that breaks its schema must not keep the readable ones from being shown
    }
  });
}
