import type { AgentId, CommandId, ConversationId, EntryId, Epoch } from '@beside/protocol';

/** A readable UUIDv7: kind in the third group, number at the end. */
function uuid(kind: string, number: number): string {
  return `01900000-0000-7${kind}-8000-${String(number).padStart(12, '0')}`;
}

/** The id of one of a test's commands. */
export const commandId = (number: number): CommandId => uuid('c01', number) as CommandId;
/** The id of one of a test's conversations. */
export const conversationId = (number: number): ConversationId => uuid('c02', number) as ConversationId;
/** The id of one of a test's entries. */
export const entryId = (number: number): EntryId => uuid('c03', number) as EntryId;
/** The id of one of a test's agents. */
export const agentId = (number: number): AgentId => uuid('c04', number) as AgentId;
/** An epoch of a test. */
export const epoch = (number: number): Epoch => `epoch-${String(number).padStart(4, '0')}` as Epoch;
