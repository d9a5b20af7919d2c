import {
  isCallbackCommand,
  newId,
  type BesideError,
  type Clock,
  type CommandId,
  type CustomerCommand,
} from '@beside/protocol';
import { findOpenConversation, removeItem, type OutboxItem } from '../../session/outbox-rules.ts';
import { refuseItem } from '../../session/refuse-item.ts';

type Items = readonly OutboxItem<CustomerCommand>[];

/** Refusals of calling off that only say that there is nothing to call off. */
const NOTHING_LEFT: readonly string[] = ['callback_closed', 'not_found'];

/**
 * What becomes of the outbox when a wish about a callback was refused for good: it stays as a problem with the details
 * that explain it, without the number. A request that met an open conversation is asked again in that one, with its
 * moment of intent (Q1, Q2).
 */
export function refuseCallback(
  item: OutboxItem<CustomerCommand>,
  error: BesideError,
  clock: Clock,
): (items: Items) => Items {
  const { command, commandId } = item;
  if (command.type === 'callback.cancel' && NOTHING_LEFT.includes(error.code))
    return (items) => removeItem(items, commandId);
  const openId = findOpenConversation(error);
  // Another command than the refused one, hence another id.
  const again = newId<CommandId>(clock);
  if (command.type === 'callback.request' && openId !== undefined && openId !== command.conversationId)
    return (items) =>
      items.map((other) => {
        if (other.command.conversationId !== command.conversationId) return other;
        const moved = { ...other, command: { ...other.command, conversationId: openId } };
        return other.commandId === commandId ? { ...moved, commandId: again, attempts: 0 } : moved;
      });
  return (items) =>
    refuseItem(items, commandId, error).map((other) =>
      other.commandId === commandId && isCallbackCommand(other.command)
        ? { ...other, details: error.details }
        : other,
    );
}
