import { findArrivals, findLiveEntries, hasEntryOf, type ChatModel } from '../channels/chat/chat-state.ts';
import type { ChatChange } from '../channels/chat/chat-change.ts';
import type { CustomerClientEvents } from './customer-api.ts';

type Told = 'conversation-started' | 'conversation-ended' | 'message-sent' | 'message-received';

/** An event with its payload. */
export type ChatEvent = {
  [Key in Told]: { readonly key: Key; readonly payload: CustomerClientEvents[Key] };
}[Told];

/** What a change of the chat means to those who listen to the client. Pure; `model` is the one before the change. */
export function findChatEvents(
  model: ChatModel,
  change: ChatChange,
  isLeader: boolean,
): readonly ChatEvent[] {
  switch (change.type) {
    case 'conversation': {
      const { conversationId, isNew } = change;
      return conversationId && isNew && conversationId !== model.conversationId
        ? [{ key: 'conversation-started', payload: { conversationId } }]
        : [];
    }
    case 'sent': {
      const { conversationId, commandId } = change;
      if (conversationId !== model.conversationId || hasEntryOf(model, commandId)) return [];
      return [{ key: 'message-sent', payload: { conversationId, key: commandId } }];
    }
    case 'entries': {
      const { conversationId } = change;
      const arrived = findArrivals(model, change, 'customer').map(({ id }): ChatEvent => ({
        key: 'message-received',
        payload: { conversationId, key: id, shouldAlert: isLeader },
      }));
      const ended = findLiveEntries(model, change).flatMap((entry): ChatEvent[] =>
        entry.type === 'conversation.ended'
          ? [{ key: 'conversation-ended', payload: { conversationId, by: entry.body.by } }]
          : [],
      );
      return [...arrived, ...ended];
    }
    default:
      return [];
  }
}
