import type { Checker } from './checker.ts';

/**
 * Nobody goes back in time: a socket that says how far it is is given what follows exactly that, or told by a
 * discontinuity; and a page of history is never older than what its reader had seen when asking for it.
 */
export const monotonicReads: Checker = {
  name: 'monotonic reads',
  find(events) {
    const problems: string[] = [];
    const seen = new Map<string, number>();
    const seenAtAsking = new Map<string, number>();
    const awaited = new Map<string, number>();
    const see = (key: string, seq: number): void => void seen.set(key, Math.max(seen.get(key) ?? 0, seq));

    for (const event of events) {
      if (event.op === 'follow' && event.value.seq !== undefined) {
        awaited.set(
          `${event.process}/${event.value.connection}/${event.value.conversationId}`,
          event.value.seq,
        );
      } else if (event.op === 'discontinuity') {
        awaited.delete(`${event.process}/${event.value.connection}/${event.value.conversationId}`);
      } else if (event.op === 'heard') {
        const { connection, conversationId, afterSeq, entries } = event.value;
        const socket = `${event.process}/${connection}/${conversationId}`;
        const from = awaited.get(socket);
        awaited.delete(socket);
        if (from !== undefined && from !== afterSeq)
          problems.push(`${socket} had ${from} and was given what follows ${afterSeq}`);
        for (const { seq } of entries) see(`${event.process}/${conversationId}`, seq);
      } else if (event.op === 'read') {
        const key = `${event.process}/${event.value.conversationId}`;
        if (event.phase === 'invoke') seenAtAsking.set(key, seen.get(key) ?? 0);
        if (event.phase !== 'ok') continue;
        const last = event.value.entries?.at(-1)?.seq ?? 0;
        const had = seenAtAsking.get(key) ?? 0;
        if (last < had) problems.push(`${key} had seen ${had} and read up to ${last}`);
        see(key, last);
      }
    }
    return problems;
  },
};
