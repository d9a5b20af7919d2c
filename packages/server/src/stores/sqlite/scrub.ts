import { createReadStream } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { ScrubOutcome } from '../../ports/store-upkeep.ts';

/**
 * Empties the write-ahead log and looks for `traces` of erased rows in the file; only if one is found, or none is given
 * to look for, the file is written anew, which takes the database for itself meanwhile. Deleting has overwritten already
 * (`secure_delete`), so that is rare. The connection has no transaction open.
 */
export async function scrub(
  writer: DatabaseSync,
  path: string,
  traces: readonly Uint8Array[],
): Promise<ScrubOutcome> {
  if (!emptyLog(writer)) return 'busy';
  if (traces.length > 0 && !(await contains(path, traces))) return 'clean';
  await turnOfItsOwn();
  writer.exec('VACUUM');
  return emptyLog(writer) ? 'clean' : 'busy';
}

/** Moves the log into the database and cuts it to nothing; `false`, at once, while somebody reads an older state. */
function emptyLog(writer: DatabaseSync): boolean {
  const [wait] = Object.values(writer.prepare('PRAGMA busy_timeout').get() ?? {});
  writer.exec('PRAGMA busy_timeout = 0');
  try {
    return writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } finally {
    writer.exec(`PRAGMA busy_timeout = ${Number(wait)}`);
  }
}

/** Whether a file has one of these bytes in it, read in pieces that overlap by the longest of them. */
async function contains(path: string, traces: readonly Uint8Array[]): Promise<boolean> {
  const wanted = traces.map((trace) => Buffer.from(trace));
  const overlap = Math.max(...wanted.map((trace) => trace.length)) - 1;
  let end = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const part = Buffer.concat([end, piece]);
    if (wanted.some((trace) => part.includes(trace))) return true;
    end = part.subarray(Math.max(0, part.length - overlap));
  }
  return false;
}

/** A group of commits never reaches over a turn of the event loop: at its beginning no transaction is open. */
const turnOfItsOwn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
