import type { LooseEntry } from '../../support/wire-client.ts';
import type { SeenEntry } from '../history.ts';

/** Entries as a history keeps them: place, identity and, of messages, the text that no other has. */
export function seenEntries(entries: readonly LooseEntry[] = []): SeenEntry[] {
  return entries.map(({ seq, id = '', type, body }) => {
    const text = type === 'chat.message' ? body.content?.text : undefined;
    return { seq, id, type, ...(text === undefined ? {} : { text }) };
  });
}
