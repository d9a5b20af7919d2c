import { newId, type Clock, type Context, type ConversationId, type CustomerCommand } from '@beside/protocol';
import type { ContextKeeper } from './context-keeper.ts';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { addItem, beginsConversation, type OutboxItem } from './outbox-rules.ts';
import type { Outbox } from './outbox.ts';

/** How a conversation is told where the customer is. */
export interface ContextTellerOptions {
  readonly store: KeyValueStore;
  /** Where it is noted what was said last. */
  readonly key: string;
  readonly outbox: Outbox<CustomerCommand>;
  readonly clock: Clock;
  readonly context: ContextKeeper;
  /** The conversation that goes on; `undefined` when there is none. */
  readonly findConversationId: () => ConversationId | undefined;
}

/** Keeps a conversation that goes on informed about the page. */
export interface ContextTeller {
  /** Puts the context into the outbox unless just that was said last, on this page or an earlier one. */
  tell(): Promise<void>;
  /** A conversation was started with this. */
  note(conversationId: ConversationId, context: Context): Promise<void>;
}

/** Makes a teller. */
export function createContextTeller(options: ContextTellerOptions): ContextTeller {
  const { store, key, outbox, clock, context, findConversationId } = options;
  const item = (conversationId: ConversationId): OutboxItem<CustomerCommand> => ({
    commandId: newId(clock),
    intentAt: clock.now(),
    command: { type: 'conversation.set-context', conversationId, context: context.current },
    attempts: 0,
    state: 'waiting',
  });
  return {
    async tell() {
      const conversationId = findConversationId();
      if (!conversationId) return;
      const said = describe(conversationId, context.current);
      const start = outbox.items.find(
        ({ command }) => beginsConversation(command) && command.conversationId === conversationId,
      )?.command;
      if (start && 'context' in start && describe(conversationId, start.context ?? {}) === said) return;
      if ((await store.get(key)) === said) return;
      await outbox.change((items) => addItem(items, item(conversationId)));
      await store.update(key, () => said);
    },
    note: (conversationId, started) => store.update(key, () => describe(conversationId, started)),
  };
}

/** Equal for equal contents, whatever the order of its parts. */
function describe(
  conversationId: ConversationId,
  { page, cart, attributes, customerName, flow }: Context,
): string {
  return JSON.stringify([conversationId, page?.url, page?.title, cart, attributes, customerName, flow]);
}
