import {
  BesideError,
  LIMITS,
  isUuidV7,
  type AgentCommand,
  type CommandId,
  type ConversationId,
  type CustomerCommand,
  type ErrorCode,
} from '@beside/protocol';

/** Commands that wait in an outbox; everything else is said at once or not at all. */
export type QueuedCommand =
  CustomerCommand | Extract<AgentCommand, { type: 'chat.send' | 'conversation.end' }>;

/** A command between the person's wish and the server's acknowledgement. */
export interface OutboxItem<Command extends QueuedCommand = QueuedCommand> {
  /** Stays the same over retries, so that it happens once. */
  readonly commandId: CommandId;
  /** Epoch ms of the wish. */
  readonly intentAt: number;
  readonly command: Command;
  /** Times it was tried without a clear answer. */
  readonly attempts: number;
  readonly state: 'waiting' | 'failed';
  /** Why it failed. */
  readonly error?: ErrorCode | undefined;
  /** What the refusal said besides; only of callbacks, which read it by its schema. */
  readonly details?: unknown;
}

type Items<Command extends QueuedCommand> = readonly OutboxItem<Command>[];

/** Where the next message goes after everything that waits has happened; `undefined`: a conversation must be started. */
export function findTarget(
  items: Items<QueuedCommand>,
  openId: ConversationId | undefined,
): ConversationId | undefined {
  let target = openId;
  for (const { command, state } of items) {
    if (state === 'failed') continue;
    if (beginsConversation(command)) target = command.conversationId;
    if (command.type === 'conversation.end' && command.conversationId === target) target = undefined;
  }
  return target;
}

/**
 * The list with one more item at its end. A `set-context` takes the place of an earlier one and keeps what that said.
 *
 * @throws BesideError `outbox_full`
 */
export function addItem<Command extends QueuedCommand>(
  items: Items<Command>,
  added: OutboxItem<Command>,
): Items<Command> {
  let kept = items;
  let last = added;
  if (added.command.type === 'conversation.set-context') {
    const { conversationId, context } = added.command;
    const isEarlier = ({ command }: OutboxItem<Command>) =>
      command.type === 'conversation.set-context' && command.conversationId === conversationId;
    for (const { command } of items.filter(isEarlier))
      if (command.type === 'conversation.set-context')
        last = { ...added, command: { ...added.command, context: { ...command.context, ...context } } };
    kept = items.filter((item) => !isEarlier(item));
  }
  const next = [...kept, last];
  // Ending is possible at any time: it adds a line at most.
  if (added.command.type === 'conversation.end') return next;
  if (next.length > LIMITS.maxOutboxItems || bytesOf(next) > LIMITS.maxOutboxBytes)
    throw new BesideError('outbox_full', {
      details: { maxItems: LIMITS.maxOutboxItems, maxBytes: LIMITS.maxOutboxBytes },
    });
  return next;
}

/** Whether a command may begin its conversation; a callback that is asked for goes into the open one where there is one. */
export function beginsConversation({ type }: QueuedCommand): boolean {
  return type === 'conversation.start' || type === 'callback.request';
}

/** The list without one item. */
export function removeItem<Command extends QueuedCommand>(
  items: Items<Command>,
  commandId: CommandId,
): Items<Command> {
  return items.filter((item) => item.commandId !== commandId);
}

/** The conversation that is open already, where a refusal names it. */
export function findOpenConversation({ code, details }: BesideError): ConversationId | undefined {
  const openId = code === 'conversation_open' ? details['conversationId'] : undefined;
  return typeof openId === 'string' && isUuidV7(openId) ? (openId as ConversationId) : undefined; // checked just now
}

/** The list at a moment: messages that waited too long are failed, other commands that did are gone. */
export function expireItems<Command extends QueuedCommand>(
  items: Items<Command>,
  now: number,
): Items<Command> {
  const isLate = (item: OutboxItem<Command>) => item.state === 'waiting' && expiresAt(item) <= now;
  // A start lives as long as one of its messages, which could not be sent without it.
  const isNeeded = ({ command }: OutboxItem<Command>) =>
    command.type === 'conversation.start' &&
    items.some(
      (other) =>
        other.command.type === 'chat.send' &&
        other.command.conversationId === command.conversationId &&
        other.state === 'waiting' &&
        !isLate(other),
    );
  const isOver = (item: OutboxItem<Command>) => isLate(item) && !isNeeded(item);
  return items.some(isOver) ? failOrDrop(items, isOver, 'expired') : items;
}

/** The first instant at which an item is late. */
export function expiresAt({ intentAt }: OutboxItem): number {
  return intentAt + LIMITS.outboxTtlMs + 1;
}

/** The list after a failed message was given another try at its end, as new unless the server may have done it already. */
export function retryItem<Command extends QueuedCommand>(
  items: Items<Command>,
  commandId: CommandId,
  again: { readonly commandId: CommandId; readonly conversationId: ConversationId; readonly now: number },
): Items<Command> {
  const item = items.find((other) => other.commandId === commandId && other.state === 'failed');
  if (!item) return items;
  const { error: _error, ...rest } = item;
  const isSame = item.error === 'expired' && item.command.conversationId === again.conversationId;
  const command = inConversation(item.command, again.conversationId);
  return [
    ...removeItem(items, commandId),
    {
      ...rest,
      commandId: isSame ? commandId : again.commandId,
      command,
      intentAt: again.now,
      attempts: 0,
      state: 'waiting',
    },
  ];
}

/** UTF-8 bytes of the list as kept. */
function bytesOf(items: Items<QueuedCommand>): number {
  return new TextEncoder().encode(JSON.stringify(items)).length;
}

/** An item that is not going to be sent any more. */
export function failed<Command extends QueuedCommand>(
  item: OutboxItem<Command>,
  error: ErrorCode,
): OutboxItem<Command> {
  // A telephone number is kept no longer than it is needed.
  const command = 'target' in item.command ? { ...item.command, target: undefined } : item.command;
  return { ...item, command, state: 'failed', error };
}

/** Whether what a command said is worth another try by the person who said it. */
export function staysAsFailed({ type }: QueuedCommand): boolean {
  return type === 'chat.send' || type.startsWith('callback.');
}

/** The list with what is over: as failed where a person may want it, else without it. */
export function failOrDrop<Command extends QueuedCommand>(
  items: Items<Command>,
  isOver: (item: OutboxItem<Command>) => boolean,
  error: ErrorCode,
): Items<Command> {
  return items.flatMap((item) => {
    if (item.state === 'failed' || !isOver(item)) return item;
    return staysAsFailed(item.command) ? failed(item, error) : [];
  });
}

/** A command as said in another conversation. */
export function inConversation<Command extends QueuedCommand>(
  command: Command,
  conversationId: ConversationId,
): Command {
  return { ...command, conversationId };
}
