import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** `info`: nobody knows whether it happened. */
export type Phase = 'invoke' | 'ok' | 'fail' | 'info';
/** Customers and agents may see different entries of the same conversation. */
export type Reader = 'customer' | 'agent';

/** An entry as a reader was shown it. */
export interface SeenEntry {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  /** Of a message; every message of a run has a text of its own. */
  readonly text?: string;
}

/** What each operation says; later channels add theirs. */
export interface Values {
  /** One try of a command. Tries of one command have one `commandId`. */
  command: {
    readonly commandId: string;
    readonly conversationId: string;
    readonly kind: 'start' | 'message' | 'accept';
    readonly text?: string;
    /** The key of an earlier command with another body: has to be refused as a conflict. */
    readonly isOtherBody?: boolean;
    /** The answer as it came, byte for byte; with `ok`. */
    readonly answer?: string;
    /** Place of its entry; with `ok`. */
    readonly seq?: number;
    /** Why not; with `fail` and `info`. */
    readonly code?: string;
  };
  /** A page of history; `isFinal`: the whole of it, after everything. */
  read: {
    readonly conversationId: string;
    readonly reader: Reader;
    readonly isFinal: boolean;
    readonly entries?: readonly SeenEntry[];
    readonly code?: string;
  };
  /** A socket began to follow, having everything up to `seq`; without it: the newest page only. */
  follow: {
    readonly conversationId: string;
    readonly reader: Reader;
    readonly connection: number;
    readonly seq?: number;
  };
  /** Entries that the server pushed. */
  heard: {
    readonly conversationId: string;
    readonly reader: Reader;
    readonly connection: number;
    readonly epoch: string;
    readonly afterSeq: number;
    readonly uptoSeq: number;
    readonly entries: readonly SeenEntry[];
  };
  /** The server said that what the reader had does not continue. */
  discontinuity: {
    readonly conversationId: string;
    readonly connection: number;
    readonly reason: string;
    readonly afterSeq: number;
  };
  fault: { readonly kind: string; readonly parameters: unknown };
  /** The last fault is over. */
  calm: { readonly faults: number };
  /** Somebody writes, and waits until it is answered and shown, and everything before it too. */
  settle: { readonly conversationIds: readonly string[] };
}

/** One line of a history. */
export type HistoryEvent = {
  [Op in keyof Values]: {
    /** Milliseconds since the run began, on a clock that only goes forward. */
    readonly tMonoMs: number;
    readonly process: string;
    readonly op: Op;
    readonly phase: Phase;
    readonly value: Values[Op];
  };
}[keyof Values];

/** The lines of one operation. */
export type EventOf<Op extends keyof Values> = Extract<HistoryEvent, { op: Op }>;

/** Writes down what happens, in memory and in a file. */
export interface History {
  readonly events: readonly HistoryEvent[];
  add<Op extends keyof Values>(process: string, op: Op, phase: Phase, value: Values[Op]): void;
  /** Resolves when the file is written. */
  close(): Promise<void>;
}

/** Begins a history; one JSON object a line. */
export function openHistory(path: string): History {
  const startedAt = performance.now();
  const events: HistoryEvent[] = [];
  const file = createWriteStream(path);
  return {
    events,
    add(process, op, phase, value) {
      const tMonoMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const event = { tMonoMs, process, op, phase, value } as HistoryEvent; // the parameters belong together by `Op`
      events.push(event);
      file.write(`${JSON.stringify(event)}\n`);
    },
    async close() {
      file.end();
      await finished(file);
    },
  };
}

/** The lines of one operation, in their order. */
export function eventsOf<Op extends keyof Values>(
  events: readonly HistoryEvent[],
  op: Op,
): readonly EventOf<Op>[] {
  return events.filter((event): event is EventOf<Op> => event.op === op);
}
