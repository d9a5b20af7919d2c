import type { Entry } from './schema.ts';
import type { ConversationLine } from './earlier.ts';

/** How many of a conversation's last entries a line of the list is described by. */
export const LINE_ENTRIES = 20;

/** Who answered and what was written last, out of a conversation's last entries as its customer may see them. Pure. */
export function describeLine(entries: readonly Entry[]): Pick<ConversationLine, 'agentName' | 'lastMessage'> {
  const agentName = entries.map(findAgentName).findLast((name) => name !== undefined);
  const last = entries.findLast((entry) => entry.type === 'chat.message');
  return {
    ...(agentName === undefined ? {} : { agentName }),
    ...(last?.type === 'chat.message' ? { lastMessage: last.body } : {}),
  };
}

function findAgentName(entry: Entry): string | undefined {
  if (entry.type === 'conversation.answered' || entry.type === 'conversation.returned')
    return entry.body.name;
  if (entry.type === 'chat.message' && entry.body.author.role === 'agent') return entry.body.author.name;
  return undefined;
}
