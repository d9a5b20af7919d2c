import { BesideError, LIMITS, createEmitter, type Author, type Content, type Entry } from '@beside/protocol';
import type { OutboxItem } from '../../session/outbox-rules.ts';
import type { ChatChange } from './chat-change.ts';
import { applyChatChange, UNKNOWN_CHAT, type ChatModel, type ChatSide } from './chat-state.ts';
import { deriveView, EMPTY_VIEW } from './chat-view.ts';
import type { ChatItem, ChatView } from './view.ts';

/** How a core is made. */
export interface ChatCoreOptions {
  readonly side: ChatSide;
  readonly getOutbox: () => readonly OutboxItem[];
  readonly isConnected: () => boolean;
  readonly getAuthor: () => Author;
  /** Lines for entries that are neither messages nor events of the conversation; none when left out. */
  readonly toItem?: (entry: Entry) => ChatItem | undefined;
  /** Hears what a listener of the view threw. */
  readonly onListenerError: (cause: unknown) => void;
}

/** What both sides' chats are built on: the model, and the view that follows from it. */
export interface ChatCore {
  readonly model: ChatModel;
  readonly view: ChatView;
  /** Somebody listens to the view. */
  readonly isWatched: boolean;
  onChange(listener: (view: ChatView) => void): () => void;
  apply(change: ChatChange): void;
  /** Everything but the outbox is forgotten. */
  reset(): void;
  /** Outbox, connection or author may have changed. */
  refresh(): void;
}

/** Makes the core of a chat of which nothing is known. */
export function createChatCore(options: ChatCoreOptions): ChatCore {
  const { side, getOutbox, isConnected, getAuthor, toItem, onListenerError } = options;
  const views = createEmitter<{ changed: ChatView }>({ onListenerError });
  const watchers = new Set<symbol>();
  let model = UNKNOWN_CHAT;
  let view = EMPTY_VIEW;

  const refresh = () => {
    const parts = {
      side,
      model,
      outbox: getOutbox(),
      isConnected: isConnected(),
      author: getAuthor(),
      toItem,
    };
    const next = deriveView(parts, view);
    if (next === view) return;
    view = next;
    views.emit('changed', view);
  };
  const set = (next: ChatModel) => {
    model = next;
    refresh();
  };

  return {
    get model() {
      return model;
    },
    get view() {
      return view;
    },
    get isWatched() {
      return watchers.size > 0;
    },
    onChange(listener) {
      const watcher = Symbol();
      const stop = views.on('changed', listener);
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
        stop();
      };
    },
    apply: (change) => set(applyChatChange(model, change)),
    reset: () => set(UNKNOWN_CHAT),
    refresh,
  };
}

/**
 * Lets a message through or says why not, before anything is shown or kept.
 *
 * @throws BesideError `too_large`, `bad_frame`
 */
export function checkContent<Checked extends Content>(
  content: Content,
  schema: { safeParse(content: unknown): { success: boolean; data?: Checked | undefined; error?: unknown } },
): Checked {
  const { data, error } = schema.safeParse(content);
  if (data) return data;
  const text = 'text' in content && typeof content.text === 'string' ? content.text : '';
  if (new TextEncoder().encode(text).length > LIMITS.maxTextBytes)
    throw new BesideError('too_large', { details: { maxTextBytes: LIMITS.maxTextBytes } });
  throw new BesideError('bad_frame', { cause: error });
}
