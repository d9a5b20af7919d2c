import type { AgentId } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { isCallbackEntry } from '../callback/state.ts';
import type { Cursor } from '../ports/timeline-session.ts';
import type { Entry } from './schema.ts';
import { isShownToCustomer } from './state.ts';

/** Who reads a conversation they may see. */
export type Reader = { readonly role: 'customer' } | { readonly role: 'agent'; readonly agentId: AgentId };

/** Entries as one reader may see them; ids of commands are only for those who sent them. */
export function entriesFor(reader: Reader, entries: readonly Entry[]): Entry[] {
  const shown = reader.role === 'agent' ? entries : entries.filter(({ type }) => isShownToCustomer(type));
  return shown.map((entry) => {
    if (entry.commandId === undefined || isBy(reader, entry)) return entry;
    const { commandId: _hidden, ...rest } = entry;
    return rest;
  });
}

/** Why a reader cannot go on from a cursor; `undefined` when nothing stands in the way. */
export function whyDiscontinuous(
  cursor: Cursor,
  epoch: string,
  lastSeq: number,
): 'epoch' | 'future' | 'too-far' | undefined {
  if (cursor.epoch !== epoch) return 'epoch';
  if (cursor.seq > lastSeq) return 'future';
  return lastSeq - cursor.seq > LIMITS.maxResumeEntries ? 'too-far' : undefined;
}

function isBy(reader: Reader, entry: Entry): boolean {
  if (isCallbackEntry(entry)) {
    const by = 'by' in entry.body && 'role' in entry.body.by ? entry.body.by : undefined;
    if (reader.role === 'customer') return by?.role === 'customer' && by.via === 'page';
    return by !== undefined && 'agentId' in by && by.agentId === reader.agentId;
  }
  if (entry.type === 'chat.message') {
    const { author } = entry.body;
    return reader.role === 'customer'
      ? author.role === 'customer'
      : author.role === 'agent' && author.agentId === reader.agentId;
  }
  const isOfCustomers =
    entry.type === 'conversation.arrived' || entry.type === 'conversation.context-changed';
  return reader.role === 'customer' && isOfCustomers;
}
