import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { newConversation, newEntry } from '../conformance/samples.ts';
import { storeConformance } from '../conformance/store-conformance.ts';
import { openWriter } from './open-writer.ts';
import { MIGRATIONS } from './schema.ts';
import { openSqliteStore } from './store.ts';

storeConformance('sqlite', {
  async createPlace() {
    const dataDir = mkdtempSync(join(tmpdir(), 'beside-store-'));
    let writer: DatabaseSync | undefined;
    return {
      open: (clock) => openSqliteStore({ dataDir, clock, open: (path) => (writer = openWriter(path)) }),
      async refuseWrites() {
        writer?.exec('PRAGMA query_only = 1');
        return async () => {
          if (writer?.isOpen) writer.exec('PRAGMA query_only = 0');
        };
      },
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
});

function createFolder(t: TestContext): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-store-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

function detailsOf(error: unknown): unknown {
  assert.ok(error instanceof BesideError);
  return { code: error.code, ...error.details };
}

describe('openWriter', () => {
  it('fsyncs every commit and keeps a write-ahead log', (t) => {
    const writer = openWriter(join(createFolder(t), 'a.sqlite'));
    t.after(() => writer.close());

    const settings = ['journal_mode', 'synchronous'].map((name) => writer.prepare(`PRAGMA ${name}`).get());

    assert.deepEqual(
      settings.map((row) => ({ ...row })),
      [{ journal_mode: 'wal' }, { synchronous: 2 }],
    );
  });
});

describe('openSqliteStore', () => {
  const clock = createFakeClock();

  it('writes with a connection of openWriter unless it is given another one', async (t) => {
    const dataDir = createFolder(t);
    const store = await openSqliteStore({ dataDir, clock });
    t.after(() => store.close());
    await store.transact((transaction) => transaction.setValue('a', 'b'));

    const other = new DatabaseSync(join(dataDir, 'beside.sqlite'), { readOnly: true });
    t.after(() => other.close());

    assert.deepEqual({ ...other.prepare('PRAGMA journal_mode').get() }, { journal_mode: 'wal' });
    assert.ok(existsSync(join(dataDir, 'beside.sqlite-wal')));
  });

  it('lets one server have a folder at a time', async (t) => {
    const dataDir = createFolder(t);
    const store = await openSqliteStore({ dataDir, clock });

    const refusal = await openSqliteStore({ dataDir, clock }).catch(detailsOf);
    await store.close();
    const next = await openSqliteStore({ dataDir, clock });
    await next.close();

    assert.deepEqual(refusal, {
      code: 'config_invalid',
      field: 'data',
      mend: 'another server uses this folder: stop it or name another one',
    });
  });

  it("refuses a newer version's data and lets go of the folder", async (t) => {
    const dataDir = createFolder(t);
    const newer = new DatabaseSync(join(dataDir, 'beside.sqlite'));
    newer.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);

    const refusal = await openSqliteStore({ dataDir, clock }).catch(detailsOf);
    newer.exec('PRAGMA user_version = 0');
    newer.close();
    const store = await openSqliteStore({ dataDir, clock });
    await store.close();

    assert.deepEqual(refusal, {
      code: 'config_invalid',
      field: 'data',
      mend: 'the folder was written by a newer version: update',
    });
  });

  it('keeps everything of a folder that an older version wrote', async (t) => {
    const dataDir = createFolder(t);
    const older = new DatabaseSync(join(dataDir, 'beside.sqlite'));
    const schema = readFileSync(new URL('./released/schema-1.sql', import.meta.url), 'utf8');
    older.exec(`${schema} PRAGMA user_version = 1`);
    const record = newConversation({ lastSeq: 2 });
    older
      .prepare('INSERT INTO conversation VALUES (?, ?, ?, ?, 2, ?, ?, 1, 0, NULL, 1, NULL, 0, 0, 0, 0)')
      .run(record.conversationId, 'shop', record.customerId, record.epoch, 'new', 'general');
    const entries = [newEntry(1, { commandId: 'a', commandHash: 'b' }), newEntry(2, { backendId: 'c' })];
    for (const { seq, id, type, at, body, commandId, commandHash, backendId } of entries.toReversed())
      older
        .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(record.conversationId, seq, id, type, at, body, commandId, commandHash, backendId);
    older.close();

    const store = await openSqliteStore({ dataDir, clock });
    t.after(() => store.close());

    const { conversationId } = record;
    const kept = await store.read(async (transaction) => ({
      entries: await transaction.listEntriesAfter(conversationId, 0, 10),
      lastEntryId: (await transaction.findConversation(conversationId))?.lastEntryId,
      byCommand: (await transaction.findEntryByCommand(conversationId, 'a'))?.seq,
      byBackend: (await transaction.findEntryByBackend(conversationId, 'c'))?.seq,
    }));
    assert.deepEqual(kept, {
      entries: entries.map((entry) => ({ ...entry, body: new Uint8Array(entry.body) })),
      lastEntryId: entries[1]?.id,
      byCommand: 1,
      byBackend: 2,
    });
  });

  it('is read-only when the disk is full, tells why, and loses nothing that was answered', async (t) => {
    const errors: unknown[] = [];
    let writer: DatabaseSync | undefined;
    const dataDir = createFolder(t);
    const store = await openSqliteStore({
      dataDir,
      clock: createFakeClock(),
      onError: (error) => errors.push(error),
      open: (path) => (writer = openWriter(path)),
    });
    const outcomes: string[] = [];
    const put = (name: string): Promise<void> =>
      store
        .transact((transaction) => transaction.setValue(name, 'x'.repeat(20_000)))
        .then(
          () => void outcomes.push(name),
          (error: unknown) => void outcomes.push(String((error as BesideError).code)), // what a store rejects with
        );
    await put('before');

    writer?.exec('PRAGMA max_page_count = 1'); // SQLite takes the present size instead: nothing may grow
    await Promise.all(['a', 'b'].map(put));
    const values = await store.read((transaction) =>
      Promise.all(['before', 'a', 'b'].map((name) => transaction.getValue(name))),
    );
    await store.close();

    assert.deepEqual(outcomes, ['before', 'read_only', 'read_only']);
    assert.deepEqual(
      values.map((value) => value?.length),
      [20_000, undefined, undefined],
    );
    assert.match(String(errors[0]), /database or disk is full/);
  });
});
