import type { ConversationId } from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';
import type { AgentClient } from '@beside/sdk/agent';

/** Listens to the chats that are in the list or on the screen. */
export interface ChatWatch {
  /** The chats to hear from now on; others are left. */
  watch(ids: readonly ConversationId[]): void;
  chat(id: ConversationId): ChatChannel;
  all(): Iterable<readonly [ConversationId, ChatChannel]>;
  stop(): void;
}

/** Starts with none; `changed` is called after every change of one of them. */
export function createChatWatch(client: Pick<AgentClient, 'chat'>, changed: () => void): ChatWatch {
  const watched = new Map<ConversationId, { readonly chat: ChatChannel; readonly stop: () => void }>();
  return {
    watch(ids) {
      const wanted = new Set(ids);
      for (const [id, { stop }] of watched) {
        if (wanted.has(id)) continue;
        stop();
        watched.delete(id);
      }
      for (const id of wanted) {
        if (watched.has(id)) continue;
        const chat = client.chat(id);
        // In a later microtask: what shows the chat itself hears of it first, and draws before everything around it does.
        watched.set(id, { chat, stop: chat.onChange(() => queueMicrotask(changed)) });
      }
    },
    chat: (id) => watched.get(id)?.chat ?? client.chat(id),
    all: () => [...watched].map(([id, { chat }]) => [id, chat] as const),
    stop() {
      for (const { stop } of watched.values()) stop();
      watched.clear();
    },
  };
}
