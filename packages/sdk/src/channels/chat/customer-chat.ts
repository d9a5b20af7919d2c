import {
  newId,
  type Clock,
  type CommandId,
  type ConversationId,
  type CustomerCommand,
} from '@beside/protocol';
import { customerContentSchema } from '@beside/protocol/schema';
import type { Outbox } from '../../session/outbox.ts';
import { addItem, findTarget, removeItem, retryItem, type OutboxItem } from '../../session/outbox-rules.ts';
import { checkContent, type ChatCore } from './chat-core.ts';
import type { ChatChannel } from './view.ts';

/** What only the tab that holds the connection can do. */
export type ChatWish = 'typing' | 'stop-typing' | 'mark-read' | 'load-earlier';

/** How a customer's chat is made. */
export interface CustomerChatOptions {
  readonly core: ChatCore;
  readonly outbox: Outbox<CustomerCommand>;
  readonly clock: Clock;
  /** Resolves when the outbox was read; `undefined` when it is. */
  readonly ensureStarted: () => Promise<void> | undefined;
  /** What a conversation is started with at this moment. */
  readonly describeStart: () => Omit<
    Extract<CustomerCommand, { type: 'conversation.start' }>,
    'type' | 'conversationId'
  >;
  /** Does it here or has the leading tab do it. */
  readonly wish: (wish: ChatWish) => Promise<void>;
}

type Items = readonly OutboxItem<CustomerCommand>[];

/** The customer's handle: everything said goes through the outbox, in the order it was said. */
export function createCustomerChat(options: CustomerChatOptions): ChatChannel {
  const { core, outbox, clock, ensureStarted, describeStart, wish } = options;

  const item = (command: CustomerCommand, commandId = newId<CommandId>(clock)) =>
    ({ commandId, intentAt: clock.now(), command, attempts: 0, state: 'waiting' }) as const;

  // Decided on what the store holds, not on what this tab knows: another tab may have just started one.
  const withTarget = (items: Items): { readonly items: Items; readonly conversationId: ConversationId } => {
    const target = findTarget(items, findOpenId(core));
    if (target) return { items, conversationId: target };
    const conversationId = newId<ConversationId>(clock);
    const start = item({ type: 'conversation.start', conversationId, ...describeStart() });
    return { items: addItem(items, start), conversationId };
  };
  // Ephemeral wishes may be lost; there is nobody to tell.
  const whisper = (what: ChatWish) => void wish(what).catch(() => undefined);

  return {
    get view() {
      return core.view;
    },
    onChange: (listener) => core.onChange(listener),
    async send(content) {
      const checked = checkContent(content, customerContentSchema);
      // Not waited for in vain: what may go at once goes before the page draws that it was written.
      const starting = ensureStarted();
      if (starting) await starting;
      const describe = (conversationId: ConversationId): CustomerCommand => ({
        type: 'chat.send',
        conversationId,
        content: checked,
      });
      // Where nothing waits that could come before it or change where it goes, it need not wait until it is kept.
      const openId = outbox.items.length > 0 ? undefined : findOpenId(core);
      const early = openId && item(describe(openId));
      const commandId = early?.commandId ?? newId<CommandId>(clock);
      await outbox.change((before) => {
        if (early) return addItem(before, early);
        const { items, conversationId } = withTarget(before);
        return addItem(items, item(describe(conversationId), commandId));
      }, early);
      whisper('stop-typing');
      return commandId;
    },
    async retry(key) {
      await ensureStarted();
      await outbox.change((before) => {
        if (!before.some(({ commandId, state }) => commandId === key && state === 'failed')) return before;
        const { items, conversationId } = withTarget(before);
        const again = { commandId: newId<CommandId>(clock), conversationId, now: clock.now() };
        return retryItem(items, key as CommandId, again); // found above
      });
    },
    async discard(key) {
      await outbox.change((items) =>
        items.some(({ commandId, state }) => commandId === key && state === 'failed')
          ? removeItem(items, key as CommandId) // found in the condition
          : items,
      );
    },
    typing: () => whisper('typing'),
    markRead: () => whisper('mark-read'),
    loadEarlier: () => wish('load-earlier'),
    async end(solvedBy) {
      await ensureStarted();
      await outbox.change((items) => {
        const conversationId = findTarget(items, findOpenId(core));
        if (!conversationId) return items;
        const solved = solvedBy === undefined ? {} : { solvedBy };
        return addItem(items, item({ type: 'conversation.end', conversationId, ...solved }));
      });
    },
  };
}

/** The conversation that goes on, as far as the server said. */
export function findOpenId(core: ChatCore): ConversationId | undefined {
  const { conversationId, conversation } = core.model;
  return conversation.status === 'new' || conversation.status === 'ended' ? undefined : conversationId;
}
