import type { HistoryEvent, Reader, SeenEntry } from '../history.ts';
import type { Checker } from './checker.ts';
import { finalReads } from './final-reads.ts';

/**
 * One order per conversation: numbers rise, the same number is the same entry for everybody, and every range that the
 * server pushed to a socket continues the one before it and is exactly what the final order has there.
 */
export const totalOrder: Checker = {
  name: 'total order',
  find(events) {
    return [...new Set([...findUnequalReads(events), ...findBrokenRanges(events)])];
  },
};

function findUnequalReads(events: readonly HistoryEvent[]): string[] {
  const problems: string[] = [];
  const idAt = new Map<string, string>();
  for (const { process, conversationId, entries } of finalReads(events)) {
    for (const [index, { seq, id }] of entries.entries()) {
      const before = entries[index - 1];
      if (before && before.seq >= seq) problems.push(`${process} read ${seq} after ${before.seq}`);
      const place = `${conversationId}#${seq}`;
      const known = idAt.get(place) ?? id;
      idAt.set(place, known);
      if (known !== id) problems.push(`${place} is ${known} for one and ${id} for ${process}`);
    }
  }
  return problems;
}

function findBrokenRanges(events: readonly HistoryEvent[]): string[] {
  const problems: string[] = [];
  const orders = new Map<string, readonly SeenEntry[]>();
  for (const { conversationId, reader, entries } of finalReads(events)) {
    const key = keyOf(conversationId, reader);
    if (entries.length >= (orders.get(key)?.length ?? 0)) orders.set(key, entries);
  }
  const upto = new Map<string, number>();
  for (const event of events) {
    if (event.op === 'discontinuity') upto.set(socketOf(event.process, event.value), event.value.afterSeq);
    if (event.op !== 'heard') continue;
    const { process, value } = event;
    const socket = socketOf(process, value);
    const before = upto.get(socket);
    if (before !== undefined && before !== value.afterSeq)
      problems.push(`${socket} had everything up to ${before} and was given what follows ${value.afterSeq}`);
    upto.set(socket, value.uptoSeq);
    const order = orders.get(keyOf(value.conversationId, value.reader));
    if (!order) {
      problems.push(`no ${value.reader} read ${value.conversationId} at the end`);
      continue;
    }
    const expected = order.filter(({ seq }) => seq > value.afterSeq && seq <= value.uptoSeq);
    if (placesOf(expected) !== placesOf(value.entries))
      problems.push(
        `${socket} heard ${placesOf(value.entries)} for (${value.afterSeq}, ${value.uptoSeq}] where ${placesOf(expected)} is`,
      );
  }
  return problems;
}

function keyOf(conversationId: string, reader: Reader): string {
  return `${reader}|${conversationId}`;
}

function socketOf(
  process: string,
  { connection, conversationId }: { readonly connection: number; readonly conversationId: string },
): string {
  return `${process}/${connection}/${conversationId}`;
}

function placesOf(entries: readonly SeenEntry[]): string {
  return entries.map(({ seq, id }) => `${seq}:${id}`).join(' ') || 'nothing';
}
