import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { BesideError } from '@beside/protocol';
import * as z from 'zod/mini';
import { syncFile } from '../stores/files/durable-file.ts';
import { COUNTED, NAMED, type SnapshotContent } from '../stores/sqlite/snapshot.ts';
import { cannotCopy, type Copier } from './copier.ts';

const answerSchema = z.object({
  snapshot: z.string(),
  schemaVersion: z.int(),
  counts: z.record(z.enum(COUNTED), z.int()),
  values: z.nullable(z.record(z.string(), z.string())),
});

/** Where the programs of PostgreSQL are, and what they are given. */
export interface PostgresCopierOptions {
  /** `postgres://…` of the server's database. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Copies a PostgreSQL database with `pg_dump`, in its custom format. What the manifest counts is read by `psql` in the very
 * snapshot that is dumped. Rejects with `config_invalid` when one of the programs is not installed.
 */
export function createPostgresCopier(options: PostgresCopierOptions): Copier {
  const programs = createPrograms(options);
  return {
    store: 'postgres',
    check: () => undefined, // it answers or not
    async copy(to) {
      const session = programs.start('psql', [
        '--no-psqlrc',
        '--quiet',
        '--tuples-only',
        '--no-align',
        '--set=ON_ERROR_STOP=1',
      ]);
      session.child.stdin.on('error', () => undefined); // it has ended, and says why
      session.child.stdin.write(`BEGIN ISOLATION LEVEL REPEATABLE READ;\n${QUESTION};\n`);
      const line = await session.firstLine();
      const { snapshot, values, ...content } = answerSchema.parse(JSON.parse(line));
      const dump = programs.start('pg_dump', [
        '--format=custom',
        '--no-owner',
        '--no-privileges',
        `--snapshot=${snapshot}`,
        `--file=${to}`,
      ]);
      await dump.ended;
      session.child.stdin.end('COMMIT;\n');
      await session.ended;
      chmodSync(to, 0o600);
      syncFile(to);
      return { ...content, values: new Map(Object.entries(values ?? {})) } satisfies SnapshotContent;
    },
  };
}

/** One line of JSON about the snapshot in which it is asked, and its name for `pg_dump`. */
const QUESTION = `SELECT json_build_object('snapshot', pg_export_snapshot(), 'schemaVersion', (SELECT version FROM beside_schema),
  'counts', json_build_object(${COUNTED.map((table) => `'${table}', (SELECT count(*) FROM ${table})`).join(', ')}),
  'values', (SELECT json_object_agg(name, value) FROM value WHERE name IN (${NAMED.map((name) => `'${name}'`).join(', ')})))`;

interface RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  /** Rejects with what it said when it did not end well. */
  readonly ended: Promise<void>;
  /** Of its output; rejects like `ended`. */
  firstLine(): Promise<string>;
}

function createPrograms({ url, environment }: PostgresCopierOptions) {
  // The password goes by the environment: what a program is started with can be read by everybody on the machine.
  // Not read as a URL: a database behind a socket has no host in its address.
  const [, before = '', password = '', after = ''] = /^(\w+:\/\/[^:@/?]*):([^@/?]*)(@.*)$/s.exec(url) ?? [];
  const address = after === '' ? url : before + after;
  const env = { ...environment, ...(password === '' ? {} : { PGPASSWORD: decodeURIComponent(password) }) };
  return {
    start(name: 'psql' | 'pg_dump', argv: readonly string[]): RunningProgram {
      const child = spawn(name, [...argv, `--dbname=${address}`], { env });
      let said = '';
      child.stderr.on('data', (data: Buffer) => (said += data.toString()));
      const failed = new Promise<never>((_resolve, reject) => {
        child.on('error', (cause) =>
          reject(isMissing(cause) ? missing(name, cause) : cannotCopy(cause.message, cause)),
        );
      });
      const closed = once(child, 'close').then(([code]) => {
        if (code !== 0) throw cannotCopy(said.trim().split('\n', 1)[0] ?? name);
      });
      const ended = Promise.race([failed, closed]);
      ended.catch(() => undefined); // told to whoever waits for it
      const lines = createInterface({ input: child.stdout });
      return {
        child,
        ended,
        firstLine: async () => {
          const nothing = ended.then(() => Promise.reject(cannotCopy(`${name} said nothing`)));
          const [line] = (await Promise.race([once(lines, 'line'), nothing])) as [string];
          return line;
        },
      };
    },
  };
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

function missing(name: string, cause: unknown): BesideError {
  const mend = `the program is not installed: install PostgreSQL's client programs, of the database's version or a newer one`;
  return new BesideError('config_invalid', { cause, details: { field: name, mend } });
}
