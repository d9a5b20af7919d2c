import { eventsOf } from '../history.ts';
import type { Checker } from './checker.ts';
import { finalReads } from './final-reads.ts';

/** What was acknowledged is in every final read, at the place that was told, and once. */
export const durability: Checker = {
  name: 'durability',
  find(events) {
    const finals = finalReads(events);
    const problems: string[] = [];
    for (const { phase, value } of eventsOf(events, 'command')) {
      if (phase !== 'ok' || value.isOtherBody) continue;
      const reads = finals.filter(({ conversationId }) => conversationId === value.conversationId);
      if (reads.length === 0) problems.push(`nobody read ${value.conversationId} at the end`);
      for (const { process, entries } of reads) {
        const places = entries.filter(({ text, seq }) =>
          value.kind === 'message' ? text === value.text : seq === value.seq,
        );
        const what = `${value.text ?? value.kind} (${value.commandId})`;
        if (places.length === 0) problems.push(`lost: ${what} is not in what ${process} read`);
        else if (places.length > 1) problems.push(`doubled: ${what} in what ${process} read`);
        else if (places[0]?.seq !== value.seq)
          problems.push(`moved: ${what} was acknowledged as ${value.seq} and is ${places[0]?.seq}`);
      }
    }
    return [...new Set(problems)];
  },
};
