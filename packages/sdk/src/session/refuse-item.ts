import type { BesideError, CommandId, ConversationId } from '@beside/protocol';
import {
  expiresAt,
  failed,
  failOrDrop,
  findOpenConversation,
  inConversation,
  removeItem,
  staysAsFailed,
  type OutboxItem,
  type QueuedCommand,
} from './outbox-rules.ts';

type Items<Command extends QueuedCommand> = readonly OutboxItem<Command>[];

// What only the pump decides, and is loaded with it.

/** The list after one item was refused for good: messages and wishes for a callback stay as failed, the rest goes. */
export function refuseItem<Command extends QueuedCommand>(
  items: Items<Command>,
  commandId: CommandId,
  error: BesideError,
): Items<Command> {
  const refused = items.find((item) => item.commandId === commandId);
  if (!refused) return items;
  const { command } = refused;
  if (staysAsFailed(command))
    return items.map((item) => (item === refused ? failed(item, error.code) : item));
  const rest = removeItem(items, commandId);
  if (command.type !== 'conversation.start') return rest;
  const openId = findOpenConversation(error);
  return openId
    ? moveItems(rest, command.conversationId, openId)
    : failOrDrop(
        rest,
        ({ command: { conversationId } }) => conversationId === command.conversationId,
        error.code,
      );
}

/** Before this instant {@link expireItems} does not change a list that it leaves as it is now; `undefined`: never. */
export function findNextExpiry(items: Items<QueuedCommand>, now: number): number | undefined {
  // What is late already is a start that goes with the last of its messages.
  const instants = items.filter(({ state }) => state === 'waiting').map(expiresAt);
  const next = Math.min(...instants.filter((at) => at > now));
  return Number.isFinite(next) ? next : undefined;
}

function moveItems<Command extends QueuedCommand>(
  items: Items<Command>,
  from: ConversationId,
  to: ConversationId,
): Items<Command> {
  return items.map((item) =>
    item.command.conversationId === from ? { ...item, command: inConversation(item.command, to) } : item,
  );
}
