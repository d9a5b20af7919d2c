import type { ConversationId, CustomerCommand } from '@beside/protocol';
import type { OutboxItem } from '../session/outbox-rules.ts';
import { commandId, conversationId } from './ids.ts';

/** What differs from a fresh item of conversation 1 at instant 1 000. */
type Override = Partial<Omit<OutboxItem<CustomerCommand>, 'commandId' | 'command'>> & {
  readonly in?: ConversationId;
};

const item = (number: number, command: CustomerCommand, override: Override): OutboxItem<CustomerCommand> => {
  const { in: _in, ...rest } = override;
  return { commandId: commandId(number), intentAt: 1_000, command, attempts: 0, state: 'waiting', ...rest };
};

/** The wish to start a conversation. */
export const startItem = (number: number, override: Override = {}) =>
  item(
    number,
    {
      type: 'conversation.start',
      conversationId: override.in ?? conversationId(1),
      channel: 'chat',
      locale: 'en',
    },
    override,
  );

/** The wish to say "message <number>". */
export const sendItem = (number: number, override: Override = {}) =>
  item(
    number,
    {
      type: 'chat.send',
      conversationId: override.in ?? conversationId(1),
      content: { kind: 'text', text: `message ${number}` },
    },
    override,
  );

/** The wish to end a conversation. */
export const endItem = (number: number, override: Override = {}) =>
  item(number, { type: 'conversation.end', conversationId: override.in ?? conversationId(1) }, override);

/** The wish to say what the page knows. */
export const contextItem = (
  number: number,
  context: Extract<CustomerCommand, { type: 'conversation.set-context' }>['context'],
  override: Override = {},
) =>
  item(
    number,
    { type: 'conversation.set-context', conversationId: override.in ?? conversationId(1), context },
    override,
  );
