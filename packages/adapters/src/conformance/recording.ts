import type {
  ConnectionState,
  ConversationId,
  Cursor,
  Entry,
  TimelineEvents,
  TimelineSession,
} from '@beside/protocol';

/** Everything a session told, and what was wrong with it at the moment it was told. */
export interface Recording<Events extends TimelineEvents> {
  /** Payloads of one key, oldest first. */
  of<Key extends keyof Events>(key: Key): readonly Events[Key][];
  /** What a reader who keeps its promises has of a conversation now. */
  entries(conversationId: ConversationId): readonly Entry[];
  cursor(conversationId: ConversationId): Cursor | undefined;
  readonly states: readonly ConnectionState['status'][];
  /** Broken promises: entries twice, out of order or beyond the cursor, a cursor that goes back. */
  readonly problems: readonly string[];
  /** Forgets what is known of a conversation, for following it from elsewhere. */
  forget(conversationId: ConversationId): void;
}

interface Known {
  entries: readonly Entry[];
  cursor: Cursor | undefined;
}

const SHARED = ['connection-changed', 'entries', 'discontinuity', 'signal', 'receipts'] as const;

/** Starts listening to everything. */
export function record<Events extends TimelineEvents>(
  session: Pick<TimelineSession<Events, never>, 'on'>,
  keys: readonly (keyof Events)[],
): Recording<Events> {
  const heard = new Map<keyof Events, unknown[]>();
  const known = new Map<ConversationId, Known>();
  const problems: string[] = [];
  for (const key of [...keys, ...SHARED]) {
    heard.set(key, []);
    session.on(key, (payload) => heard.get(key)?.push(payload));
  }

  const takeEntries = ({ conversationId, entries, cursor }: TimelineEvents['entries']): void => {
    const before = known.get(conversationId) ?? { entries: [], cursor: undefined };
    const fromSeq = before.cursor?.seq ?? 0;
    let lastSeq = fromSeq;
    for (const { seq } of entries) {
      if (seq <= lastSeq) problems.push(`entry ${seq} came after ${lastSeq}`);
      if (seq > cursor.seq) problems.push(`entry ${seq} is beyond the cursor ${cursor.seq}`);
      lastSeq = Math.max(lastSeq, seq);
    }
    if (before.cursor && before.cursor.epoch !== cursor.epoch)
      problems.push('another epoch without a discontinuity');
    if (cursor.seq < fromSeq) problems.push(`the cursor went back from ${fromSeq} to ${cursor.seq}`);
    known.set(conversationId, { entries: [...before.entries, ...entries], cursor });
  };
  // Every `Events` has these two keys; the compiler does not see it through the type parameter.
  const shared = session as unknown as Pick<TimelineSession<TimelineEvents, never>, 'on'>;
  shared.on('entries', takeEntries);
  shared.on('discontinuity', ({ conversationId, cursor }) =>
    known.set(conversationId, { entries: [], cursor }),
  );

  return {
    // Filled by the listener of the same key.
    of: <Key extends keyof Events>(key: Key) => (heard.get(key) ?? []) as readonly Events[Key][],
    entries: (conversationId) => known.get(conversationId)?.entries ?? [],
    cursor: (conversationId) => known.get(conversationId)?.cursor,
    get states() {
      return ((heard.get('connection-changed') ?? []) as ConnectionState[]).map(({ status }) => status);
    },
    problems,
    forget: (conversationId) => void known.delete(conversationId),
  };
}
