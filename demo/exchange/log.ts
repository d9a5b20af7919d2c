import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { LogRecord } from './records.ts';

/** The exchange's memory and the judge of what was dialled: lines of JSON that are only ever added to. */
export interface ExchangeLog {
  /** What was there when it was opened. */
  readonly records: readonly LogRecord[];
  /** On disk when it returns; of deliveries only sure to outlive the process, for a second one does no harm. */
  append(record: LogRecord): void;
  close(): void;
}

/** Opens or creates a log. A last line that a crash cut off was never acted on and is taken away. */
export function openLog(path: string): ExchangeLog {
  const file = openSync(path, 'a+', 0o600);
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  return {
    records: parseLog(whole),
    append(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      let written = 0;
      while (written < line.length) written += writeSync(file, line, written);
      if (record.kind !== 'delivered') fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/** The records of a log's text; a last line without its end is left out. */
export function parseLog(text: string): LogRecord[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogRecord); // lines of our own
}
