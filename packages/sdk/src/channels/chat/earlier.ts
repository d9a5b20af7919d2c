import {
  BesideError,
  type ConversationId,
  type ConversationPage,
  type ConversationPageOptions,
  type CustomerSession,
  type HistoryPage,
} from '@beside/protocol';
import {
  conversationIdSchema,
  parsePageEntry,
  readConversationLines,
  wireEntrySchema,
} from '@beside/protocol/schema';
import * as z from 'zod/mini';
import { applyChatChange, UNKNOWN_CHAT, type ChatModel } from './chat-state.ts';
import { deriveView, EMPTY_VIEW } from './chat-view.ts';
import type { ChatView } from './view.ts';

/** What earlier conversations are read by. */
export type EarlierLine = Pick<CustomerSession, 'listConversations' | 'history'>;

/** One earlier conversation as far as it was read: nothing in it changes any more. */
export interface EarlierConversation {
  /** Its state is always `ended`, and all that is unread in it is past. */
  readonly view: ChatView;
  /** Reads the page before; resolves to the conversation with it. */
  readEarlier(): Promise<EarlierConversation>;
}

/** The customer's conversations before this one. */
export interface EarlierConversations {
  /** A page of the list, the latest first. Rejects with `disconnected`, `timeout`. */
  list(options: ConversationPageOptions): Promise<ConversationPage>;
  /** The newest page of one of them. Rejects with `disconnected`, `timeout`, `not_found`. */
  read(place: {
    readonly conversationId: ConversationId;
    readonly lastSeq: number;
  }): Promise<EarlierConversation>;
}

const PAGE_ENTRIES = 50;

const querySchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('list'),
    before: z.optional(z.object({ startedAt: z.number(), conversationId: conversationIdSchema })),
    limit: z.number(),
  }),
  z.object({
    of: z.literal('entries'),
    conversationId: conversationIdSchema,
    beforeSeq: z.number(),
    limit: z.number(),
  }),
]);
const pageSchema = z.object({
  conversations: z.optional(z.array(z.unknown())),
  entries: z.optional(z.array(wireEntrySchema)),
  more: z.boolean(),
});

/** What is asked of the tab that holds the connection. */
export type EarlierQuery = z.infer<typeof querySchema>;

/** In the tab that leads: does what this or another tab asks. */
export async function answerEarlier(line: EarlierLine, raw: unknown): Promise<unknown> {
  const { data } = querySchema.safeParse(raw);
  if (!data) throw new BesideError('bad_frame');
  // Nothing but what the port knows: the wire refuses what it does not.
  if (data.of === 'list') return line.listConversations({ before: data.before, limit: data.limit });
  const { conversationId, beforeSeq, limit } = data;
  return line.history(conversationId, { beforeSeq, limit });
}

/** Makes a reader; `ask` has the tab that leads answer. */
export function createEarlier(ask: (query: EarlierQuery) => Promise<unknown>): EarlierConversations {
  const read = async (query: EarlierQuery): Promise<ConversationPage & HistoryPage> => {
    const { data } = pageSchema.safeParse(await ask(query));
    if (!data) throw new BesideError('bad_frame');
    const { conversations = [], entries = [], more } = data;
    return {
      conversations: readConversationLines(conversations),
      entries: entries.flatMap((entry) => parsePageEntry(entry) ?? []),
      more,
    };
  };
  const readPage = async (model: ChatModel, beforeSeq: number): Promise<EarlierConversation> => {
    const { conversationId } = model;
    if (!conversationId) return toConversation(model);
    const { entries, more } = await read({ of: 'entries', conversationId, beforeSeq, limit: PAGE_ENTRIES });
    return toConversation(
      applyChatChange(model, { type: 'history', conversationId, entries, hasEarlier: more }),
    );
  };
  const toConversation = (model: ChatModel): EarlierConversation => ({
    view: viewOf(model),
    readEarlier: () => readPage(model, model.entries[0]?.seq ?? 1),
  });

  return {
    async list(options) {
      const { conversations, more } = await read({ of: 'list', ...options });
      return { conversations, more };
    },
    read: ({ conversationId, lastSeq }) =>
      readPage(
        applyChatChange(UNKNOWN_CHAT, {
          type: 'conversation',
          conversationId,
          status: 'ended',
          isNew: false,
        }),
        lastSeq + 1,
      ),
  };
}

function viewOf(model: ChatModel): ChatView {
  const author = { role: 'customer' } as const;
  const parts = { side: 'customer', model, outbox: [], isConnected: true, author } as const;
  return { ...deriveView(parts, EMPTY_VIEW), unreadCount: 0 };
}
