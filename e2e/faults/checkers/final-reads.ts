import { eventsOf, type HistoryEvent, type Reader, type SeenEntry } from '../history.ts';

/** The whole of a conversation as somebody read it after everything. */
export interface FinalRead {
  readonly process: string;
  readonly conversationId: string;
  readonly reader: Reader;
  readonly entries: readonly SeenEntry[];
}

/** All final reads of a history. */
export function finalReads(events: readonly HistoryEvent[]): FinalRead[] {
  return eventsOf(events, 'read').flatMap(({ process, phase, value }) =>
    phase === 'ok' && value.isFinal && value.entries
      ? [{ process, conversationId: value.conversationId, reader: value.reader, entries: value.entries }]
      : [],
  );
}
