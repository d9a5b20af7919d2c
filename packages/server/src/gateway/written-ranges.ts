import type { ConversationId } from '@beside/protocol';
import type { EntryRange } from '../ports/centre.ts';

/** A part of a conversation in the bytes of a frame. */
export interface WrittenRange {
  readonly afterSeq: number;
  readonly uptoSeq: number;
  /** The same bytes for every socket they are sent to; never changed. */
  readonly frame: Buffer;
}

interface KeptRange extends WrittenRange {
  /** Of each entry, where it begins in the frame. */
  readonly places: readonly { readonly seq: number; readonly at: number }[];
}

/** What is kept beside what was added last. A resuming reader gets 200 entries at most, of 4 KiB each. */
const MAX_KEPT_BYTES = 1_048_576;
const COMMA = Buffer.from(',');
const END = Buffer.from(']}');

interface WrittenEntry {
  readonly seq: number;
  readonly text: Buffer;
}

/**
 * Ranges of one conversation as one person may read it, written out once for all who read along: those who come back
 * together are sent the same bytes instead of reading, opening and writing the same entries each for themselves.
 */
export class WrittenRanges {
  readonly #conversationId: ConversationId;
  readonly #maxFrameBytes: number;
  #epoch: string | undefined;
  #kept: KeptRange[] = [];
  #keptBytes = 0;

  /** @param maxFrameBytes of entries in one frame, which has one at least */
  constructor(conversationId: ConversationId, maxFrameBytes: number) {
    this.#conversationId = conversationId;
    this.#maxFrameBytes = maxFrameBytes;
  }

  /** Adds what was read; what does not continue what is kept takes its place. */
  add(range: EntryRange): void {
    if (range.epoch !== this.#epoch || range.afterSeq !== this.#kept.at(-1)?.uptoSeq) this.#clear();
    while (this.#keptBytes > MAX_KEPT_BYTES) this.#keptBytes -= this.#kept.shift()?.frame.length ?? 0;
    this.#epoch = range.epoch;
    let { afterSeq } = range;
    const lastSeq = range.entries.at(-1)?.seq;
    for (const entries of this.#inFrames(range)) {
      const last = entries.at(-1);
      // Numbers after the last entry are of entries that this reader does not see.
      const uptoSeq = last && last.seq !== lastSeq ? last.seq : range.uptoSeq;
      const head = this.#head(range.epoch, afterSeq, uptoSeq);
      const places: { seq: number; at: number }[] = [];
      let at = head.length;
      for (const { seq, text } of entries) {
        places.push({ seq, at });
        at += text.length + 1; // and a comma
      }
      const texts = entries.flatMap(({ text }, index) => (index === 0 ? [text] : [COMMA, text]));
      const frame = Buffer.concat([head, ...texts, END]);
      this.#kept.push({ afterSeq, uptoSeq, frame, places });
      this.#keptBytes += frame.length;
      afterSeq = uptoSeq;
    }
  }

  /** The first frame for a reader who has everything up to a number; `undefined` when it is to be read first. */
  find(epoch: string, afterSeq: number): WrittenRange | undefined {
    if (epoch !== this.#epoch) return undefined;
    const kept = this.#kept.find((range) => range.afterSeq <= afterSeq && afterSeq < range.uptoSeq);
    if (!kept || kept.afterSeq === afterSeq) return kept;
    const { uptoSeq, frame, places } = kept;
    const from = places.find(({ seq }) => seq > afterSeq)?.at ?? frame.length - END.length;
    return {
      afterSeq,
      uptoSeq,
      frame: Buffer.concat([this.#head(epoch, afterSeq, uptoSeq), frame.subarray(from)]),
    };
  }

  /** The entries of a range, as many as fit into a frame at a time; none in one frame when only numbers go on. */
  *#inFrames({ afterSeq, uptoSeq, entries }: EntryRange): Generator<WrittenEntry[]> {
    let frame: WrittenEntry[] = [];
    let bytes = 0;
    for (const entry of entries) {
      const text = Buffer.from(JSON.stringify(entry));
      if (frame.length > 0 && bytes + text.length > this.#maxFrameBytes) {
        yield frame;
        frame = [];
        bytes = 0;
      }
      frame.push({ seq: entry.seq, text });
      bytes += text.length + 1;
    }
    if (frame.length > 0 || uptoSeq > afterSeq) yield frame;
  }

  #clear(): void {
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #head(epoch: string, afterSeq: number, uptoSeq: number): Buffer {
    const frame = {
      type: 'entries',
      conversationId: this.#conversationId,
      epoch,
      afterSeq,
      uptoSeq,
      entries: [],
    };
    // The entries come last: in the place of the empty list's `]}` go the entries.
    return Buffer.from(JSON.stringify(frame).slice(0, -END.length));
  }
}

/** How many sweeps after its last use something is forgotten at the latest, and half of it at the earliest. */
const FORGOTTEN_AFTER_SWEEPS = 20;
/** Conversations that are kept; of each at most two times what a resuming reader gets. */
const MAX_CONVERSATIONS = 16;

/** What was written of conversations that several sockets of one person read, for as long as it is of use. */
export class WrittenBook {
  /** Conversation → reader → ranges; those of now, and those that were not used since. */
  #young = new Map<string, Map<string, WrittenRanges>>();
  #old = new Map<string, Map<string, WrittenRanges>>();
  #sweeps = 0;

  /** Those of a conversation for a reader; `create` when there are none. */
  get(conversationId: string, reader: string, create: () => WrittenRanges): WrittenRanges {
    const readers =
      this.#young.get(conversationId) ?? this.#old.get(conversationId) ?? new Map<string, WrittenRanges>();
    if (!this.#young.has(conversationId) && this.#young.size >= MAX_CONVERSATIONS / 2) this.#age();
    this.#young.set(conversationId, readers);
    const ranges = readers.get(reader) ?? create();
    readers.set(reader, ranges);
    return ranges;
  }

  /** Called every second. */
  sweep(): void {
    this.#sweeps += 1;
    if (this.#sweeps % (FORGOTTEN_AFTER_SWEEPS / 2) === 0) this.#age();
  }

  /** What a conversation held was replaced or erased. */
  forget(conversationId: string): void {
    this.#young.delete(conversationId);
    this.#old.delete(conversationId);
  }

  #age(): void {
    this.#old = this.#young;
    this.#young = new Map();
  }
}
