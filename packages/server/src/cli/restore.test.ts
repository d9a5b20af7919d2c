import assert from 'node:assert/strict';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import {
  startConversation,
  startTestServer,
  type TestCustomer,
  type TestServer,
} from '../gateway/testing/test-server.ts';
import type { AnyFrame, Wire } from '../gateway/testing/wire.ts';
import { describeFiles } from './backup-set.ts';
import { backupCommand } from './backup.ts';
import { eraseCommand } from './erase.ts';
import { runCommand, type CommandOutcome } from './operator-command.ts';
import { restoreCommand, type RestoreResult } from './restore.ts';
import { FILE, ORIGIN, addPerson, customerOf, findIn, listFiles } from './testing/person.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-restore-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const restore = (dataDir: string, from: string, ...more: string[]): Promise<CommandOutcome> =>
  runCommand(restoreCommand, ['--data', dataDir, '--from', from, '--json', ...more], {});

async function backUp(dataDir: string, to: string): Promise<string> {
  assert.equal((await runCommand(backupCommand, ['--data', dataDir, '--to', to], {})).exitCode, 0);
  return to;
}

const resultOf = ({ stdout }: CommandOutcome): RestoreResult => JSON.parse(stdout) as RestoreResult; // compared by the tests

async function start(t: TestContext, dataDir: string, file: object = FILE): Promise<TestServer> {
  const server = await startTestServer({ ...file }, dataDir);
  t.after(() => server.stop());
  return server;
}

const say = (customer: Wire, conversationId: string, text: string): Promise<AnyFrame> =>
  customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });

/** The cursor of who has read everything. */
function cursorOf(customer: TestCustomer): { epoch: string; seq: number } {
  const range = customer.frames.findLast(({ type }) => type === 'entries');
  return { epoch: String(range?.['epoch']), seq: Number(range?.['uptoSeq']) };
}

/** Follows from a cursor and resolves to what came of it. */
async function follow(server: TestServer, token: string, conversationId: string, cursor: object) {
  const page = await server.customer({ token, origin: ORIGIN });
  page.send({ type: 'follow', conversationId, cursor });
  const { reason, epoch, afterSeq } = await page.ofType('discontinuity');
  const { lastSeq } = customerOf(page).conversation ?? { lastSeq: -1 };
  await page.find((frame) => frame.type === 'entries' && frame['uptoSeq'] === lastSeq);
  const ranges = page.frames.filter(({ type }) => type === 'entries');
  const entries = ranges.flatMap((range) => range['entries'] as { seq: number; body: unknown }[]);
  return { page, reason, epoch, afterSeq, lastSeq, entries };
}

describe('a restore', () => {
  it('starts a new epoch: whoever had read on is told, reads what there is again, once, and goes on', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const customer = await server.customer({ origin: ORIGIN });
    const conversationId = await startConversation(customer, 'one');
    await say(customer, conversationId, 'two');
    const backup = await backUp(dataDir, join(createFolder(t), 'backup'));
    await say(customer, conversationId, 'written after the backup');
    customer.send({ type: 'follow', conversationId });
    await customer.find((frame) => frame.type === 'entries' && frame['uptoSeq'] === 4);
    const cursor = cursorOf(customer);
    await server.stop();

    const outcome = await restore(dataDir, backup, '--force');

    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    const { conversations, erasedAgain } = resultOf(outcome);
    assert.deepEqual([conversations, erasedAgain], [1, 0]);
    const again = await start(t, dataDir);
    const seen = await follow(again, customer.token, conversationId, cursor);
    assert.equal(seen.reason, 'epoch');
    assert.notEqual(seen.epoch, cursor.epoch);
    assert.deepEqual([seen.afterSeq, seen.entries.map(({ seq }) => seq)], [0, [1, 2, 3]]);
    assert.doesNotMatch(JSON.stringify(seen.entries), /written after/);
    const from = seen.page.frames.length;
    await say(seen.page, conversationId, 'four');
    const next = await seen.page.ofType('entries', from);
    assert.deepEqual([next['epoch'], next['afterSeq'], next['uptoSeq']], [seen.epoch, 3, 4]);
  });

  it('moves what was there aside, whole, and only when it is told to', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const customer = await server.customer({ origin: ORIGIN });
    const conversationId = await startConversation(customer, 'one');
    const backup = await backUp(dataDir, join(createFolder(t), 'backup'));
    await say(customer, conversationId, 'later');

    const running = await restore(dataDir, backup, '--force');
    await server.stop();
    const refused = await restore(dataDir, backup);
    const forced = await restore(dataDir, backup, '--force');

    assert.deepEqual([running.exitCode, refused.exitCode, forced.exitCode], [2, 2, 0]);
    const { movedTo } = resultOf(forced);
    assert.ok(movedTo);
    copyFileSync(join(dataDir, 'master.key'), join(movedTo, 'master.key'));
    const before = await start(t, movedTo);
    const page = await before.customer({ token: customer.token, origin: ORIGIN });
    assert.equal(customerOf(page).conversation?.lastSeq, 3);
    const left = readdirSync(dataDir).filter((name) => name.startsWith('restoring'));
    assert.deepEqual(left, []);
  });

  it('signs agents out, for whoever was signed out since must not be in again', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const { cookie } = await server.signIn(server.logins[0]!); // the demonstration has some
    const backup = await backUp(dataDir, join(createFolder(t), 'backup'));
    await server.stop();
    await restore(dataDir, backup, '--force');

    const again = await start(t, dataDir);

    const { status } = await fetch(new URL('/v1/agents/me', again.url), { headers: { cookie } });
    assert.equal(status, 401);
  });

  it('does not bring back who was erased since, whether the list is in the folder, in the backup or given', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const person = await addPerson(server);
    const stranger = await server.customer({ origin: ORIGIN });
    await startConversation(stranger, 'keep me');
    const folder = createFolder(t);
    const old = await backUp(dataDir, join(folder, 'old'));
    const erased = await runCommand(eraseCommand, ['--customer', person.customerId, '--data', dataDir], {});
    assert.equal(erased.exitCode, 0);
    await server.stop();

    const elsewhere = createFolder(t);
    copyFileSync(join(dataDir, 'master.key'), join(elsewhere, 'master.key'));
    const list = join(folder, 'erasures.txt');
    copyFileSync(join(dataDir, 'erasures.txt'), list);
    const outcomes = [
      await restore(dataDir, old, '--force'),
      await restore(elsewhere, old, '--erasures', list),
    ];

    for (const [index, place] of [dataDir, elsewhere].entries()) {
      assert.deepEqual([outcomes[index]?.exitCode, outcomes[index]?.stderr], [0, '']);
      assert.equal(resultOf(outcomes[index]!).erasedAgain, 2);
      const later = await backUp(place, join(createFolder(t), 'later'));
      assert.equal(readFileSync(join(later, 'erasures.txt'), 'utf8'), readFileSync(list, 'utf8'));
      const kept = join(place, 'beside.sqlite');
      assert.deepEqual(findIn([kept, ...listFiles(later)], [person.customerId, ...person.texts]), []);
      const again = await start(t, place);
      const wire = await again.open(ORIGIN).opened();
      const [token] = person.tokens;
      wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en', token });
      assert.equal(await wire.closed, 4401);
      const page = await again.customer({ token: stranger.token, origin: ORIGIN });
      const conversationId = customerOf(page).conversation?.conversationId;
      const history = await page.ask({ type: 'history', conversationId, beforeSeq: 99, limit: 9 });
      assert.match(JSON.stringify(history), /keep me/);
    }
  });

  it('refuses what is no whole backup, of a newer version, or of another key, and leaves the folder as it was', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    await startConversation(await server.customer({ origin: ORIGIN }), 'one');
    const folder = createFolder(t);
    const good = await backUp(dataDir, join(folder, 'good'));
    await server.stop();
    const target = createFolder(t);
    copyFileSync(join(dataDir, 'master.key'), join(target, 'master.key'));
    let count = 0;
    const spoil = async (how: (copy: string) => void | Promise<void>): Promise<string> => {
      const copy = join(folder, `spoilt-${(count += 1)}`);
      cpSync(good, copy, { recursive: true });
      await how(copy);
      return copy;
    };
    const rewrite = (copy: string, change: object): void => {
      const path = join(copy, 'manifest.json');
      writeFileSync(
        path,
        JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...change }),
      );
    };
    const attempt = async (from: string, dir = target): Promise<unknown[]> => {
      const { exitCode, stdout } = await restore(dir, from);
      const { error } = JSON.parse(stdout) as { error: { code: string; details: { field: string } } };
      return [exitCode, error.code, error.details.field];
    };

    const outcomes = {
      nothing: await attempt(join(folder, 'nowhere')),
      noManifest: await attempt(await spoil((copy) => rmSync(join(copy, 'manifest.json')))),
      brokenManifest: await attempt(await spoil((copy) => writeFileSync(join(copy, 'manifest.json'), '{'))),
      otherManifest: await attempt(await spoil((copy) => writeFileSync(join(copy, 'manifest.json'), '{}'))),
      newerManifest: await attempt(
        await spoil((copy) => writeFileSync(join(copy, 'manifest.json'), '{"version":2}')),
      ),
      cutOff: await attempt(await spoil((copy) => truncateSync(join(copy, 'beside.sqlite'), 8_192))),
      missing: await attempt(await spoil((copy) => rmSync(join(copy, 'erasures.txt')))),
      flipped: await attempt(
        await spoil((copy) => {
          const bytes = readFileSync(join(copy, 'beside.sqlite'));
          bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
          writeFileSync(join(copy, 'beside.sqlite'), bytes);
        }),
      ),
      noDatabase: await attempt(
        await spoil(async (copy) => {
          writeFileSync(join(copy, 'beside.sqlite'), 'not a database');
          rewrite(copy, { files: await describeFiles(copy, 'sqlite') });
        }),
      ),
      newerSchema: await attempt(
        await spoil(async (copy) => {
          const database = new DatabaseSync(join(copy, 'beside.sqlite'));
          database.exec('PRAGMA user_version = 999');
          database.close();
          rewrite(copy, { files: await describeFiles(copy, 'sqlite'), schemaVersion: 999 });
        }),
      ),
      noKey: await attempt(good, createFolder(t)),
    };
    const { exitCode: wrongKey } = await runCommand(restoreCommand, ['--data', target, '--from', good], {
      BESIDE_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
    });
    const { exitCode: noFrom } = await runCommand(restoreCommand, ['--data', target], {});

    assert.deepEqual(outcomes, {
      nothing: [5, 'backup_invalid', 'manifest.json'],
      noManifest: [5, 'backup_invalid', 'manifest.json'],
      brokenManifest: [5, 'backup_invalid', 'manifest.json'],
      otherManifest: [5, 'backup_invalid', 'manifest.json'],
      newerManifest: [5, 'backup_invalid', 'manifest.json'],
      cutOff: [5, 'backup_invalid', 'beside.sqlite'],
      missing: [5, 'backup_invalid', 'erasures.txt'],
      flipped: [5, 'backup_invalid', 'beside.sqlite'],
      noDatabase: [5, 'backup_invalid', 'beside.sqlite'],
      newerSchema: [5, 'backup_invalid', 'manifest.json'],
      noKey: [2, 'config_invalid', 'BESIDE_MASTER_KEY'],
    });
    assert.deepEqual([wrongKey, noFrom], [2, 2]);
    assert.deepEqual(
      readdirSync(target).filter((name) => !name.startsWith('lock.sqlite')),
      ['master.key'],
    );
    assert.equal((await restore(target, good)).exitCode, 0);
    assert.ok(existsSync(join(target, 'beside.sqlite')));
  });
});
