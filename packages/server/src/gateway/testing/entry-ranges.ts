import type { ConversationId, Entry, Epoch } from '@beside/protocol';
import type { EntryRange } from '../../ports/centre.ts';

/** The conversation of these ranges. */
export const ID = 'c' as ConversationId;
/** Its epoch. */
export const EPOCH = 'e1' as Epoch;

/** One message. */
export const entry = (seq: number, text = `m${seq} 한글`): Entry =>
  ({ seq, id: `id-${seq}`, type: 'chat.message', at: 1, body: { content: { kind: 'text', text } } }) as never; // enough of one

/** A range of a conversation in which every fifth entry is not for this reader. */
export function rangeOf(afterSeq: number, uptoSeq: number, epoch = EPOCH): EntryRange {
  const seqs = Array.from({ length: uptoSeq - afterSeq }, (_, index) => afterSeq + 1 + index);
  const entries = seqs.filter((seq) => seq % 5 !== 0).map((seq) => entry(seq));
  return { epoch, afterSeq, uptoSeq, entries, more: false };
}

/** Numbers that this reader sees, after one up to another. */
export const visible = (afterSeq: number, uptoSeq: number): number[] =>
  rangeOf(afterSeq, uptoSeq).entries.map(({ seq }) => seq);
