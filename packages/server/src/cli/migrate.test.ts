import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { Wire, codeOf, newId } from '../gateway/testing/wire.ts';
import { MIGRATIONS as POSTGRES } from '../stores/postgres/schema.ts';
import { MIGRATIONS as SQLITE } from '../stores/sqlite/schema.ts';
import { startPostgres, type Postgres } from '../stores/testing/start-postgres.ts';
import { migrateCommand } from './migrate.ts';
import { runCommand } from './operator-command.ts';
import { createFolder, startProgram, type ProgramLine } from './testing/program.ts';

let postgres: Postgres;

before(async () => {
  postgres = await startPostgres({ fsync: false });
});
after(() => postgres.remove());

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

async function openPage({ socket, demo }: ProgramLine, token?: string): Promise<Wire> {
  const wire = await new Wire(socket, { origin: demo }).opened();
  const known = token === undefined ? {} : { token };
  wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en', ...known });
  await wire.ofType('welcome');
  return wire;
}

describe('npm run migrate', () => {
  it('brings an embedded database of the first version to this one, and says so', async (t) => {
    const dataDir = createFolder(t);
    const older = new DatabaseSync(join(dataDir, 'beside.sqlite'));
    const schema = readFileSync(new URL('../stores/sqlite/released/schema-1.sql', import.meta.url), 'utf8');
    older.exec(`${schema} PRAGMA user_version = 1`);
    older.close();
    const run = (...argv: string[]) => runCommand(migrateCommand, ['--data', dataDir, ...argv], {});

    const outcomes = [await run('--json'), await run()];

    assert.deepEqual(outcomes, [
      { exitCode: 0, stdout: `{"store":"sqlite","from":1,"to":${SQLITE.length}}\n`, stderr: '' },
      { exitCode: 0, stdout: `The tables (sqlite) are of version ${SQLITE.length} already.\n`, stderr: '' },
    ]);
  });

  it('makes no embedded database where there is none', async (t) => {
    const { exitCode, stderr } = await runCommand(migrateCommand, ['--data', createFolder(t)], {});

    assert.equal(exitCode, 2);
    assert.match(stderr, /^beside: --data: .* holds no database/);
  });

  it('makes the tables of the database in DATABASE_URL, whose password is said nowhere', async (t) => {
    const url = (await postgres.createDatabase()).replace('beside@', 'beside:secret-word@');
    const run = (DATABASE_URL: string) =>
      runCommand(migrateCommand, ['--data', createFolder(t)], { DATABASE_URL });

    const made = await run(url);
    const missing = await run(url.replace(databaseOf(url), 'missing'));

    assert.deepEqual(made, {
      exitCode: 0,
      stdout: `The tables (postgres) were of version 0, and are of version ${POSTGRES.length} now.\n`,
      stderr: '',
    });
    assert.deepEqual(missing, {
      exitCode: 2,
      stdout: '',
      stderr: 'beside: DATABASE_URL: the database refuses: database "missing" does not exist\n',
    });
  });
});

describe('the program with DATABASE_URL', () => {
  it('keeps everything in that database, also after it was killed', async (t) => {
    const environment = { DATABASE_URL: await postgres.createDatabase() };
    const dataDir = createFolder(t);
    const first = startProgram(t, { dataDir, environment });
    const page = await openPage(await first.ready);
    const conversationId = newId();
    await page.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    await page.command({ type: 'chat.send', conversationId, content: { kind: 'text', text: 'kept' } });
    const token = String(page.frames.find(({ type }) => type === 'token')?.['token']);
    first.signal('SIGKILL');
    await first.ended;

    const second = startProgram(t, { dataDir, environment });
    const again = await openPage(await second.ready, token);
    const history = await again.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 10 });
    again.close();

    assert.match(JSON.stringify(history['entries']), /"kept"/);
    assert.throws(() => readFileSync(join(dataDir, 'beside.sqlite')));
    assert.ok(!second.stderr().includes('is set, but'));
  });

  it('is not ready while the database is away, and ready by itself when it is back', async (t) => {
    const environment = { DATABASE_URL: await postgres.createDatabase() };
    const program = startProgram(t, { environment });
    const line = await program.ready;
    const page = await openPage(line);
    const conversationId = newId();
    await page.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    const say = async (text: string): Promise<unknown> => {
      const content = { kind: 'text', text };
      const answer = await page.command({ type: 'chat.send', conversationId, content });
      return answer.type === 'result' ? 'result' : codeOf(answer);
    };
    const becomes = async (wanted: number): Promise<void> => {
      while ((await fetch(new URL('/readyz', line.url))).status !== wanted);
    };

    await postgres.stop('immediate');
    await becomes(503);
    const refused = await say('away');
    await postgres.start();
    await becomes(200);
    const stored = await say('back');
    page.close();

    assert.deepEqual([refused, stored], ['read_only', 'result']);
  });

  it('ends with the reason when the database is not there, is of a newer version, or is no address', async (t) => {
    const newer = await postgres.createDatabase();
    await runCommand(migrateCommand, ['--data', createFolder(t)], { DATABASE_URL: newer });
    await postgres.run(databaseOf(newer), 'UPDATE beside_schema SET version = 99');

    const said = await Promise.all(
      ['postgres://beside@127.0.0.1:1/beside', newer, 'mysql://localhost/beside'].map(
        async (DATABASE_URL) => {
          const program = startProgram(t, { environment: { DATABASE_URL } });
          return [await program.ended, program.stderr()];
        },
      ),
    );

    assert.deepEqual(said, [
      [1, 'beside: DATABASE_URL: the database does not answer: connect ECONNREFUSED 127.0.0.1:1\n'],
      [
        1,
        `beside: DATABASE_URL: its tables are of version 99, this server knows ${POSTGRES.length}: update it\n`,
      ],
      [1, 'beside: DATABASE_URL: write it as postgres://user:password@host:5432/database\n'],
    ]);
  });
});

describe('with a configuration file', () => {
  it('the address of the database still comes from the environment only', async (t) => {
    const dataDir = createFolder(t);
    const path = join(dataDir, 'config.json');
    writeFileSync(path, JSON.stringify({ databaseUrl: 'postgres://localhost/beside' }));

    const { exitCode, stderr } = await runCommand(migrateCommand, ['--config', path], {});

    assert.deepEqual([exitCode, /databaseUrl/.test(stderr)], [2, true]);
  });
});
