import { eventsOf } from '../history.ts';
import type { Checker } from './checker.ts';
import { finalReads } from './final-reads.ts';

/** Nobody is shown a message that nobody wrote, or one that was refused for good, or one message twice. */
export const phantoms: Checker = {
  name: 'phantoms',
  find(events) {
    const written = new Set<string>();
    const refused = new Set<string>();
    for (const { phase, value } of eventsOf(events, 'command')) {
      if (value.text === undefined) continue;
      if (value.isOtherBody) refused.add(value.text);
      else if (phase === 'invoke') written.add(value.text);
      else if (phase === 'fail') refused.add(value.text);
      else refused.delete(value.text); // the rule for a refusal that was none is in `idempotency`
    }
    const problems: string[] = [];
    const look = (process: string, entries: readonly { readonly text?: string }[]): void => {
      for (const { text } of entries) {
        if (text === undefined) continue;
        if (refused.has(text)) problems.push(`${process} was shown ${text}, which was refused`);
        else if (!written.has(text)) problems.push(`${process} was shown ${text}, which nobody wrote`);
      }
    };
    for (const { process, value } of eventsOf(events, 'heard')) look(process, value.entries);
    for (const { process, entries } of finalReads(events)) {
      look(process, entries);
      const texts = entries.flatMap(({ text }) => text ?? []);
      for (const text of new Set(texts.filter((text, index) => texts.indexOf(text) !== index)))
        problems.push(`${process} was shown ${text} twice`);
    }
    return [...new Set(problems)];
  },
};
