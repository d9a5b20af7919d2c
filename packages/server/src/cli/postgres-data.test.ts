import assert from 'node:assert/strict';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startConversation, startTestServer, type TestServer } from '../gateway/testing/test-server.ts';
import type { Wire } from '../gateway/testing/wire.ts';
import { MIGRATIONS } from '../stores/postgres/schema.ts';
import { startPostgres, type Postgres } from '../stores/testing/start-postgres.ts';
import { describeFiles } from './backup-set.ts';
import { backupCommand, type BackupResult } from './backup.ts';
import { eraseCommand } from './erase.ts';
import { runCommand, type CommandOutcome } from './operator-command.ts';
import { restoreCommand, type RestoreResult } from './restore.ts';
import { FILE, ORIGIN, addPerson, customerOf, findIn, listFiles } from './testing/person.ts';
import { startProgram } from './testing/program.ts';

let postgres: Postgres;

before(async () => {
  postgres = await startPostgres({ fsync: false });
});
after(() => postgres.remove());

/** A data folder and a database that belong together. */
interface Place {
  readonly dataDir: string;
  readonly environment: { readonly DATABASE_URL: string };
  start(): Promise<TestServer>;
  run(
    command: typeof backupCommand | typeof restoreCommand | typeof eraseCommand,
    ...argv: string[]
  ): Promise<CommandOutcome>;
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-pgdata-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function createPlace(t: TestContext): Promise<Place> {
  const dataDir = createFolder(t);
  const environment = { DATABASE_URL: await postgres.createDatabase() };
  return {
    dataDir,
    environment,
    async start() {
      const server = await startTestServer({ ...FILE }, dataDir, { environment });
      t.after(() => server.stop());
      return server;
    },
    run: (command, ...argv) =>
      runCommand(command as typeof backupCommand, ['--data', dataDir, '--json', ...argv], environment), // one form of all
    query: async (text) =>
      (await postgres.run(new URL(environment.DATABASE_URL).pathname.slice(1), text)).rows,
  };
}

const say = (customer: Wire, conversationId: string, text: string) =>
  customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });

const resultOf = <Result>({ exitCode, stdout, stderr }: CommandOutcome): Result => {
  assert.deepEqual([exitCode, stderr], [0, '']);
  return JSON.parse(stdout) as Result; // compared by the tests
};

const failureOf = ({ exitCode, stdout }: CommandOutcome): unknown[] => {
  const { error } = JSON.parse(stdout) as { error: { code: string; details: { field: string } } };
  return [exitCode, error.code, error.details.field];
};

async function backUp(t: TestContext, place: Place): Promise<string> {
  const to = join(createFolder(t), 'backup');
  resultOf(await place.run(backupCommand, '--to', to));
  return to;
}

/** Every row of every table of ours, as text, apart from what a restore changes. */
async function contentOf(place: Place, schema = 'public'): Promise<unknown> {
  const tables = await place.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const content: Record<string, unknown> = {};
  for (const { name } of tables) {
    if (name === 'agent_session' || name === 'value') continue; // signed out; a probe counts in it
    const rows = await place.query(
      `SELECT to_jsonb(one) - 'epoch' AS row FROM ${schema}."${String(name)}" AS one ORDER BY one::text`,
    );
    content[String(name)] = rows.map(({ row }) => row);
  }
  return content;
}

describe('a backup of a PostgreSQL database', () => {
  it('is a folder for its owner only, taken while a server writes, which says what it holds', async (t) => {
    const place = await createPlace(t);
    const server = await place.start();
    await startConversation(await server.customer({ origin: ORIGIN }));
    const to = join(createFolder(t), 'backup');

    const { manifest, key } = resultOf<BackupResult>(await place.run(backupCommand, '--to', to));

    const { store, schemaVersion, counts, files } = manifest;
    assert.deepEqual([store, schemaVersion], ['postgres', MIGRATIONS.length]);
    assert.deepEqual(
      { ...counts, agent: 0 },
      { customer: 1, conversation: 1, entry: 2, report: 0, agent: 0 },
    );
    assert.ok(manifest.instanceId && manifest.keyFingerprint);
    assert.deepEqual(Object.keys(files), ['beside.rows.gz', 'erasures.txt']);
    assert.equal(key, join(place.dataDir, 'master.key'));
    const lines = gunzipSync(readFileSync(join(to, 'beside.rows.gz')))
      .toString()
      .trim()
      .split('\n');
    assert.deepEqual(JSON.parse(lines[0] ?? ''), { schemaVersion: MIGRATIONS.length });
    assert.doesNotMatch(lines.join(), /Hello/);
  });

  it('of a database of nobody’s is refused', async (t) => {
    const place = await createPlace(t);

    assert.deepEqual(failureOf(await place.run(backupCommand, '--to', join(createFolder(t), 'backup'))), [
      2,
      'invalid_option',
      'DATABASE_URL',
    ]);
  });
});

describe('a restore of a PostgreSQL database', () => {
  it('starts a new epoch: whoever had read on is told, reads what there is again, and goes on', async (t) => {
    const place = await createPlace(t);
    const server = await place.start();
    const customer = await server.customer({ origin: ORIGIN });
    const conversationId = await startConversation(customer, 'one');
    await say(customer, conversationId, 'two');
    const backup = await backUp(t, place);
    const before = await contentOf(place);
    await say(customer, conversationId, 'written after the backup');
    customer.send({ type: 'follow', conversationId });
    const range = await customer.find((frame) => frame.type === 'entries' && frame['uptoSeq'] === 4);
    await server.stop();

    const { store, conversations, erasedAgain, movedTo } = resultOf<RestoreResult>(
      await place.run(restoreCommand, '--from', backup, '--force'),
    );

    assert.deepEqual([store, conversations, erasedAgain], ['postgres', 1, 0]);
    assert.deepEqual(await contentOf(place), before);
    // What was there is there whole, under the name that was told.
    const [moved] = await place.query(`SELECT last_seq FROM "${movedTo}".conversation`);
    assert.equal(moved?.['last_seq'], 4);
    const again = await place.start();
    const page = await again.customer({ token: customer.token, origin: ORIGIN });
    page.send({ type: 'follow', conversationId, cursor: { epoch: range['epoch'], seq: 4 } });
    const broken = await page.ofType('discontinuity');
    const { epoch, uptoSeq } = await page.ofType('entries');
    assert.deepEqual([broken['reason'], broken['afterSeq'], uptoSeq], ['epoch', 0, 3]);
    assert.notEqual(epoch, range['epoch']);
    const from = page.frames.length;
    await say(page, conversationId, 'four');
    assert.equal((await page.ofType('entries', from))['uptoSeq'], 4);
    // And once more, into a database that has something moved aside already.
    await again.stop();
    resultOf(await place.run(restoreCommand, '--from', backup, '--force'));
    assert.deepEqual(await contentOf(place), before);
  });

  it('goes into an empty database elsewhere, from tables of any version', async (t) => {
    const place = await createPlace(t);
    const server = await place.start();
    await startConversation(await server.customer({ origin: ORIGIN }), 'one');
    await server.stop();
    const backup = await backUp(t, place);
    // As a server of the first version would have written it.
    const path = join(backup, 'beside.rows.gz');
    const elsewhere = await createPlace(t);
    copyFileSync(join(place.dataDir, 'master.key'), join(elsewhere.dataDir, 'master.key'));
    const tablesOfFirst = new Set(
      [...(MIGRATIONS[0] ?? '').matchAll(/CREATE (?:TABLE|SEQUENCE) (\w+)/g)].map(([, name]) => name),
    );
    let isKept = true;
    let rows = 0;
    const lines = gunzipSync(readFileSync(path))
      .toString()
      .trim()
      .split('\n')
      .flatMap((text) => {
        const line = JSON.parse(text) as string | { table?: string; schemaVersion?: number; rows?: number };
        if (typeof line === 'string') {
          if (isKept) rows += 1;
          return isKept ? [text] : [];
        }
        if (line.table !== undefined) isKept = tablesOfFirst.has(line.table);
        if (line.schemaVersion !== undefined) return ['{"schemaVersion":1}'];
        if (line.rows !== undefined) return [JSON.stringify({ rows })];
        return isKept || line.table === undefined ? [text] : [];
      });
    writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
    const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as object;
    writeFileSync(
      join(backup, 'manifest.json'),
      JSON.stringify({ ...manifest, schemaVersion: 1, files: await describeFiles(backup, 'postgres') }),
    );

    const { movedTo } = resultOf<RestoreResult>(await elsewhere.run(restoreCommand, '--from', backup));

    assert.equal(movedTo, null);
    const ofFirst = async (of: Place): Promise<unknown> =>
      Object.entries((await contentOf(of)) as object).filter(([name]) => tablesOfFirst.has(name));
    assert.deepEqual(await ofFirst(elsewhere), await ofFirst(place));
    await (await elsewhere.start()).stop();
  });

  it('does not bring back who was erased since', async (t) => {
    const place = await createPlace(t);
    const server = await place.start();
    const person = await addPerson(server);
    const stranger = await server.customer({ origin: ORIGIN });
    await startConversation(stranger, 'keep me');
    const old = await backUp(t, place);
    resultOf(await place.run(eraseCommand, '--customer', person.customerId));
    await server.stop();

    const { erasedAgain } = resultOf<RestoreResult>(
      await place.run(restoreCommand, '--from', old, '--force'),
    );

    assert.equal(erasedAgain, 2);
    assert.doesNotMatch(JSON.stringify(await contentOf(place)), new RegExp(person.customerId));
    const again = await place.start();
    const wire = await again.open(ORIGIN).opened();
    const [token] = person.tokens;
    wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en', token });
    assert.equal(await wire.closed, 4401);
    const page = await again.customer({ token: stranger.token, origin: ORIGIN });
    assert.ok(customerOf(page).conversation);
  });

  it('refuses what it must not do, and leaves the database as it was', async (t) => {
    const place = await createPlace(t);
    const server = await place.start();
    await startConversation(await server.customer({ origin: ORIGIN }), 'one');
    const backup = await backUp(t, place);
    const restore = (from: string, ...more: string[]): Promise<CommandOutcome> =>
      place.run(restoreCommand, '--from', from, '--force', ...more);
    const spoil = async (how: (path: string) => void): Promise<string> => {
      const copy = join(createFolder(t), 'copy');
      cpSync(backup, copy, { recursive: true });
      how(join(copy, 'beside.rows.gz'));
      const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8')) as object;
      const files = await describeFiles(copy, 'postgres');
      writeFileSync(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, files }));
      return copy;
    };
    const edit = (change: (text: string) => string) => (path: string) =>
      writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(path)).toString())));
    const embedded = createFolder(t);
    const before = await contentOf(place);

    // A server of another machine: the lock of this folder does not tell of it.
    const beside = createFolder(t);
    copyFileSync(join(place.dataDir, 'master.key'), join(beside, 'master.key'));
    const running = await runCommand(
      restoreCommand,
      ['--data', beside, '--from', backup, '--force', '--json'],
      place.environment,
    );
    await server.stop();
    const refusals = {
      running: failureOf(running),
      taken: failureOf(await place.run(restoreCommand, '--from', backup)),
      otherKind: failureOf(
        await runCommand(restoreCommand, ['--data', embedded, '--from', backup, '--json'], {}),
      ),
      otherKey: failureOf(
        await runCommand(restoreCommand, ['--data', beside, '--from', backup, '--force', '--json'], {
          ...place.environment,
          BESIDE_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
        }),
      ),
      cutOff: failureOf(await restore(await spoil((path) => truncateSync(path, 900)))),
      rowMissing: failureOf(
        await restore(await spoil(edit((text) => text.replace(/\n"\([^\n]*(?=\n)/, '')))),
      ),
      otherColumns: failureOf(
        await restore(await spoil(edit((text) => text.replace('"customer_id"', '"customer"')))),
      ),
      otherRow: failureOf(
        await restore(await spoil(edit((text) => text.replace(/\n"\([^\n]*(?=\n)/, '\n"(1,2)"')))),
      ),
      nonsense: failureOf(await restore(await spoil((path) => writeFileSync(path, 'nonsense')))),
    };

    assert.deepEqual(refusals, {
      running: [2, 'invalid_option', 'DATABASE_URL'],
      taken: [2, 'invalid_option', 'DATABASE_URL'],
      otherKind: [2, 'invalid_option', 'DATABASE_URL'],
      otherKey: [2, 'config_invalid', 'BESIDE_MASTER_KEY'],
      cutOff: [5, 'backup_invalid', 'rows'],
      rowMissing: [5, 'backup_invalid', 'rows'],
      otherColumns: [5, 'backup_invalid', 'rows'],
      otherRow: [5, 'backup_invalid', 'rows'],
      nonsense: [5, 'backup_invalid', 'rows'],
    });
    assert.deepEqual(await contentOf(place), before);
    const schemas = await place.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'beside%' OR nspname LIKE 'replaced%'`,
    );
    assert.deepEqual(schemas, []);
    assert.ok(!readdirSync(place.dataDir).includes('restoring'));
  });
});

describe('erasing a customer from a PostgreSQL database', () => {
  for (const way of ['server', 'program'] as const)
    it(`by the ${way} leaves no text of them in tables, write-ahead log, logs or files, nor a row about them`, async (t) => {
      const place = await createPlace(t);
      const server = await place.start();
      const person = await addPerson(server);
      const stranger = await server.customer({ origin: ORIGIN });
      await startConversation(stranger, 'keep me');
      if (way === 'program') await server.stop();

      const { traces, by, customers } = resultOf<{ traces: string; by: string; customers: number }>(
        await place.run(eraseCommand, '--customer', person.customerId),
      );

      assert.deepEqual([traces, by, customers], ['unchecked', way, 2]);
      const backup = await backUp(t, place);
      assert.doesNotMatch(JSON.stringify(await contentOf(place)), new RegExp(person.customerId));
      await server.stop();
      await postgres.run('postgres', 'CHECKPOINT');
      // Everything PostgreSQL has: tables with what is free in them, write-ahead log, its own log.
      const files = [...listFiles(postgres.folder), ...listFiles(place.dataDir), ...listFiles(backup)].filter(
        (path) => !/\.s\.PGSQL/.test(path),
      );
      assert.ok(files.some((path) => path.includes('pg_wal')));
      assert.deepEqual(findIn(files, [...person.texts, ...person.tokens]), []);
      const again = await place.start();
      const page = await again.customer({ token: stranger.token, origin: ORIGIN });
      assert.ok(customerOf(page).conversation);
    });

  it('leaves nothing in what the program writes, either', async (t) => {
    const place = await createPlace(t);
    const program = startProgram(t, { file: FILE, environment: place.environment, dataDir: place.dataDir });
    const { socket } = await program.ready;
    const { Wire } = await import('../gateway/testing/wire.ts');
    const wire = await new Wire(socket, { origin: ORIGIN }).opened();
    wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' });
    await wire.ofType('welcome');
    const text = 'a canary that nobody may find';
    await startConversation(wire, text);

    resultOf(await place.run(eraseCommand, '--customer', customerOf(wire).customerId));
    program.signal('SIGTERM');
    await program.ended;

    assert.doesNotMatch(program.stdout() + program.stderr(), new RegExp(text));
  });
});
