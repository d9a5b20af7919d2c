import {
  isCallbackEntry,
  type BackendEvent,
  type BackendEventBody,
  type ConversationId,
  type Entry,
  type Receipt,
} from '@beside/protocol';
import { createLruMap } from '../../base/lru-map.ts';
import type { BusMessage } from '../../ports/bus.ts';
import type { EngineParts } from '../parts.ts';

/** What happens in a centre, as a backend tells it. */
export interface EngineEvents {
  /** From now on, until the signal aborts or it is stopped. */
  read(signal: AbortSignal): AsyncIterable<BackendEvent>;
  stop(): void;
}

/** A hint with what had been known before it. */
interface Hint {
  readonly message: BusMessage;
  readonly seqBefore: number | undefined;
}

interface Reader {
  readonly waiting: Hint[];
  readonly positions: Map<ConversationId, number>;
  readonly receipts: Map<ConversationId, Receipt>;
  wake: () => void;
}

const MAX_KNOWN = 20_000;
const PAGE = 200;
const RECENT = 50;

/** Listens to the bus from now on, so that a reader knows which entries are new to it. */
export function startEngineEvents(parts: EngineParts): EngineEvents {
  const { bus, store, timeline, clock } = parts;
  const startedAt = clock.now();
  const known = createLruMap<ConversationId, number>(MAX_KNOWN);
  const readers = new Set<Reader>();
  let isStopped = false;

  const unsubscribe = bus.subscribe((message) => {
    if (!('conversationId' in message)) return;
    const { conversationId } = message;
    const seqBefore = known.get(conversationId);
    if (message.kind === 'entries') known.set(conversationId, Math.max(seqBefore ?? 0, message.lastSeq));
    for (const reader of readers) {
      reader.waiting.push({ message, seqBefore });
      reader.wake();
    }
  });

  const readEntries = (
    conversationId: ConversationId,
    afterSeq: number,
    limit: number,
    isBackwards = false,
  ): Promise<Entry[]> =>
    store.read(async (transaction) => {
      const record = await transaction.findConversation(conversationId);
      if (!record) return [];
      return isBackwards
        ? timeline.readBefore(transaction, record, afterSeq, limit)
        : timeline.readAfter(transaction, record, afterSeq, limit);
    });

  async function* eventsOf(reader: Reader, { message, seqBefore }: Hint): AsyncGenerator<BackendEvent> {
    if (message.kind === 'entries') yield* entryEvents(reader, message.conversationId, seqBefore);
    if (message.kind === 'receipts') yield* receiptEvents(reader, message.conversationId, message.agent);
    if (message.kind === 'signal' && message.from !== 'customer') {
      const { conversationId, signal } = message;
      const body: BackendEventBody =
        signal.kind === 'typing'
          ? { type: 'typing', on: signal.on }
          : { type: 'queued', position: signal.position };
      yield ephemeral(conversationId, body);
    }
  }

  async function* entryEvents(
    reader: Reader,
    conversationId: ConversationId,
    seqBefore: number | undefined,
  ): AsyncGenerator<BackendEvent> {
    for (;;) {
      const position = reader.positions.get(conversationId) ?? seqBefore;
      const entries = await readEntries(conversationId, position ?? 0, PAGE);
      const last = entries.at(-1);
      if (!last) return;
      reader.positions.set(conversationId, last.seq);
      for (const entry of entries) {
        // A conversation that began before us, heard of for the first time: its past was told to nobody here.
        if (position === undefined && entry.at < startedAt) continue;
        const body = toBody(entry);
        if (!body) continue;
        const { id, at, commandId = null } = entry;
        yield { conversationId, backendId: id, cursor: null, clientKey: commandId, at, ...body };
      }
    }
  }

  async function* receiptEvents(
    reader: Reader,
    conversationId: ConversationId,
    receipt: Receipt,
  ): AsyncGenerator<BackendEvent> {
    const before = reader.receipts.get(conversationId) ?? { deliveredSeq: 0, readSeq: 0 };
    reader.receipts.set(conversationId, receipt);
    const hasRead = receipt.readSeq > before.readSeq;
    if (!hasRead && receipt.deliveredSeq <= before.deliveredSeq) return;
    const seq = hasRead ? receipt.readSeq : receipt.deliveredSeq;
    const recent = await readEntries(conversationId, seq + 1, RECENT, true);
    const uptoKey = recent.findLast(
      (entry) => entry.type === 'chat.message' && entry.body.author.role === 'customer',
    )?.commandId;
    if (uptoKey === undefined) return;
    yield {
      ...ephemeral(conversationId, {
        type: 'receipt',
        status: hasRead ? 'read' : 'delivered',
        backendId: null,
        uptoKey,
      }),
    };
  }

  const ephemeral = (conversationId: ConversationId, body: BackendEventBody): BackendEvent => ({
    conversationId,
    backendId: null,
    cursor: null,
    clientKey: null,
    at: clock.now(),
    ...body,
  });

  return {
    async *read(signal) {
      const reader: Reader = {
        waiting: [],
        positions: new Map(),
        receipts: new Map(),
        wake: () => undefined,
      };
      readers.add(reader);
      signal.addEventListener('abort', () => reader.wake());
      try {
        while (!signal.aborted && !isStopped) {
          const hint = reader.waiting.shift();
          if (hint) yield* eventsOf(reader, hint);
          else await new Promise<void>((resolve) => (reader.wake = resolve));
        }
      } finally {
        readers.delete(reader);
      }
    },
    stop() {
      isStopped = true;
      unsubscribe();
      for (const reader of readers) reader.wake();
    },
  };
}

/** What of an entry the other side of this backend is told; routing is nobody's business there. */
function toBody(entry: Entry): BackendEventBody | undefined {
  if (isCallbackEntry(entry)) return undefined;
  switch (entry.type) {
    case 'chat.message':
      return { type: 'message', author: entry.body.author, content: entry.body.content };
    case 'conversation.arrived':
    case 'conversation.queued':
      return { type: 'queued' };
    case 'conversation.answered':
      return { type: 'answered', agentKey: entry.body.agentId, name: entry.body.name };
    case 'conversation.returned':
      return { type: 'returned', reason: entry.body.reason };
    case 'conversation.ended':
      return { type: 'ended', by: entry.body.by };
    case 'conversation.context-changed':
    case 'conversation.offered':
    case 'conversation.offer-ended':
    case 'conversation.first-responded':
      return undefined;
    default:
      return entry satisfies never;
  }
}
