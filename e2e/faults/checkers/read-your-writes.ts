import type { Checker } from './checker.ts';

/** A page of history that somebody asks for holds what they were told is written. */
export const readYourWrites: Checker = {
  name: 'read your writes',
  find(events) {
    const problems: string[] = [];
    const written = new Map<string, Map<number, string>>();
    const writtenAtAsking = new Map<string, ReadonlyMap<number, string>>();
    for (const { process, op, phase, value } of events) {
      if (op === 'command' && phase === 'ok' && value.kind === 'message' && !value.isOtherBody) {
        const key = `${process}/${value.conversationId}`;
        const own = written.get(key) ?? new Map<number, string>();
        written.set(key, own.set(value.seq ?? 0, value.text ?? ''));
      }
      if (op !== 'read') continue;
      const key = `${process}/${value.conversationId}`;
      if (phase === 'invoke') writtenAtAsking.set(key, new Map(written.get(key)));
      if (phase !== 'ok') continue;
      const entries = value.entries ?? [];
      const first = entries[0]?.seq ?? 0;
      for (const [seq, text] of writtenAtAsking.get(key) ?? [])
        if (seq >= first && !entries.some((entry) => entry.seq === seq && entry.text === text))
          problems.push(`${process} wrote ${text} as ${seq} and did not find it in ${first}…`);
    }
    return problems;
  },
};
