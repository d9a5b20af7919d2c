import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startConversation, startTestServer } from '../gateway/testing/test-server.ts';
import { newId } from '../gateway/testing/wire.ts';
import { MIGRATIONS } from '../stores/sqlite/schema.ts';
import { backupCommand, type BackupResult } from './backup.ts';
import { runCommand, type CommandOutcome } from './operator-command.ts';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('../../../../scripts/backup.ts', import.meta.url));

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-backup-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const backUp = (dataDir: string, to: string, environment = {}): Promise<CommandOutcome> =>
  runCommand(backupCommand, ['--data', dataDir, '--to', to, '--json'], environment);

const resultOf = ({ stdout }: CommandOutcome): BackupResult => JSON.parse(stdout) as BackupResult; // compared by the tests

describe('a backup', () => {
  it('is a folder for its owner only, which says what it holds and has no key in it', async (t) => {
    const dataDir = createFolder(t);
    const to = join(createFolder(t), 'deeper', 'today');
    const server = await startTestServer({}, dataDir);
    t.after(() => server.stop());
    const customer = await server.customer();
    await startConversation(customer);

    const outcome = await backUp(dataDir, to);

    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    const { manifest, key } = resultOf(outcome);
    assert.deepEqual(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')), manifest);
    const { takenAt, instanceId, keyFingerprint, counts, files, ...fixed } = manifest;
    assert.deepEqual(fixed, {
      format: 'beside-backup',
      version: 1,
      store: 'sqlite',
      schemaVersion: MIGRATIONS.length,
    });
    assert.deepEqual(counts, { customer: 1, conversation: 1, entry: 2, report: 0, agent: counts['agent'] });
    assert.ok(Math.abs(Date.parse(takenAt) - Date.now()) < 60_000);
    assert.match(`${instanceId} ${keyFingerprint}`, /^[0-9a-f-]{36} [0-9a-f]{32}$/);
    assert.deepEqual(readdirSync(to).sort(), ['beside.sqlite', 'erasures.txt', 'manifest.json']);
    assert.deepEqual(Object.keys(files), ['beside.sqlite', 'erasures.txt']);
    assert.deepEqual(
      ['', 'beside.sqlite', 'erasures.txt', 'manifest.json'].map(
        (name) => statSync(join(to, name)).mode & 0o777,
      ),
      [0o700, 0o600, 0o600, 0o600],
    );
    assert.equal(key, join(dataDir, 'master.key'));
    const master = readFileSync(key);
    for (const name of readdirSync(to)) {
      const content = readFileSync(join(to, name));
      assert.equal(
        content.includes(master) || content.includes(Buffer.from(master.toString(), 'base64')),
        false,
      );
    }
  });

  it('has everything that was acknowledged before it began, and conversations without a gap, while others write', async (t) => {
    const dataDir = createFolder(t);
    const folder = createFolder(t);
    const server = await startTestServer(
      { limits: { messageBurst: 100_000, messagesPerMinute: 1_000_000, framesPerSecond: 10_000 } },
      dataDir,
    );
    t.after(() => server.stop());
    const acknowledged: string[] = [];
    let isOver = false;
    const write = async (): Promise<void> => {
      const customer = await server.customer();
      const conversationId = await startConversation(customer);
      for (let line = 0; !isOver; line += 1) {
        const id = newId();
        const content = { kind: 'text', text: `line ${line}` };
        await customer.command({ type: 'chat.send', conversationId, content }, id);
        acknowledged.push(id);
      }
    };
    const writers = Promise.all([write(), write(), write()]);
    while (acknowledged.length < 300) await new Promise((resolve) => setImmediate(resolve));

    const backups = [];
    for (const name of ['first', 'second']) {
      const before = [...acknowledged];
      const to = join(folder, name);
      // In a process of its own, as an operator does it: the server goes on.
      await run(process.execPath, ['--conditions=development', SCRIPT, '--data', dataDir, '--to', to]);
      backups.push({ before, to, during: acknowledged.length - before.length });
    }
    isOver = true;
    await writers;

    for (const { before, to, during } of backups) {
      assert.ok(during > 0, 'the server was held up');
      const copy = new DatabaseSync(join(to, 'beside.sqlite'), { readOnly: true });
      const ids = new Set(
        copy
          .prepare('SELECT command_id FROM entry')
          .all()
          .map((row) => row['command_id']),
      );
      assert.deepEqual(
        before.filter((id) => !ids.has(id)),
        [],
      );
      const gaps = copy
        .prepare(
          `SELECT c.conversation_id FROM conversation c LEFT JOIN entry e USING (conversation_id) GROUP BY c.conversation_id
           HAVING count(e.seq) <> c.last_seq OR max(e.seq) <> c.last_seq OR min(e.seq) <> 1`,
        )
        .all();
      copy.close();
      assert.deepEqual(gaps, []);
    }
  });

  it('can be taken of a folder no server uses, and names the key that a variable holds', async (t) => {
    const dataDir = createFolder(t);
    const BESIDE_MASTER_KEY = Buffer.alloc(32, 3).toString('base64');
    const server = await startTestServer({}, dataDir, { environment: { BESIDE_MASTER_KEY } });
    await startConversation(await server.customer());
    await server.stop();

    const outcome = await backUp(dataDir, join(dataDir, 'copy'), { BESIDE_MASTER_KEY });

    assert.equal(outcome.exitCode, 0);
    assert.equal(resultOf(outcome).key, 'the variable BESIDE_MASTER_KEY');
    assert.equal(resultOf(outcome).manifest.counts['entry'], 2);
    const next = await startTestServer({}, dataDir, { environment: { BESIDE_MASTER_KEY } });
    await next.stop();
  });

  it('leaves nothing half made: a folder that is there is refused, a copy that fails is taken away', async (t) => {
    const [dataDir, empty, folder] = [createFolder(t), createFolder(t), createFolder(t)];
    const damaged = join(folder, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'beside.sqlite'), 'this is no database, whatever its name says'.repeat(100));
    const server = await startTestServer({}, dataDir);
    await server.stop();
    const to = join(folder, 'here');
    mkdirSync(`${to}.new`); // of a run that was cut off

    const codes = [
      (await backUp(empty, to)).exitCode,
      (await backUp(damaged, to)).exitCode,
      (await backUp(dataDir, to)).exitCode,
      (await backUp(dataDir, to)).exitCode,
    ];

    assert.deepEqual(codes, [2, 4, 0, 2]);
    assert.equal(existsSync(`${to}.new`), false);
    assert.deepEqual(readdirSync(folder).sort(), ['damaged', 'here']);
  });
});
