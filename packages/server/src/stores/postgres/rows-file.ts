import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { BesideError } from '@beside/protocol';
import * as z from 'zod/mini';

const lineSchema = z.union([
  /** A row of the table before it, as PostgreSQL writes a record: any value of any type, exactly. */
  z.string(),
  /** First: of which version the tables are. */
  z.object({ schemaVersion: z.int() }),
  /** Before the rows of a table; columns in the order in which a row has them. */
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ sequence: z.string(), value: z.int(), isCalled: z.boolean() }),
  /** Last: how many rows there were. A file without it was cut off. */
  z.object({ rows: z.int() }),
]);

/** One line of a file of rows, in the order of the schema above; JSON. */
export type RowsLine = z.infer<typeof lineSchema>;

/** Writes a new file of rows for its owner's eyes only, gzipped. Not fsynced. */
export async function writeRows(path: string, lines: AsyncIterable<readonly RowsLine[]>): Promise<void> {
  await pipeline(
    async function* () {
      for await (const some of lines) yield some.map((line) => `${JSON.stringify(line)}\n`).join('');
    },
    // What is sealed can hardly be pressed; its hexadecimal form to half at any level.
    createGzip({ level: constants.Z_BEST_SPEED }),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
}

/** Hands the lines of a file over, in their order. Rejects with `backup_invalid` where it is no such file. */
export async function readRows(path: string, take: (line: RowsLine) => Promise<void>): Promise<void> {
  const gunzip = createGunzip();
  // Named here, because what comes out of the pipeline may as well be of whoever takes the lines.
  let damage: unknown;
  gunzip.once('error', (error) => (damage = error));
  try {
    await pipeline(createReadStream(path), gunzip, async (source: AsyncIterable<Buffer>) => {
      const decoder = new StringDecoder('utf8');
      let rest = '';
      for await (const chunk of source) {
        const lines = (rest + decoder.write(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) await take(parse(line));
      }
      if (rest !== '') throw brokenRows('its last line is cut off');
    });
  } catch (error) {
    throw error === damage ? brokenRows('it cannot be unpacked', error) : error;
  }
}

/** What is wrong with a file of rows. */
export function brokenRows(problem: string, cause?: unknown): BesideError {
  return new BesideError('backup_invalid', {
    cause,
    details: { field: 'rows', mend: `${problem}: take another backup` },
  });
}

function parse(text: string): RowsLine {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw brokenRows('it is not of the form of one', cause);
  }
}
