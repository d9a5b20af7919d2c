import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { openWriter } from './open-writer.ts';
import { scrub } from './scrub.ts';

const SECRET = Buffer.from('a secret of its own kind, nowhere else');

/** A database with much in it, of which one row is deleted again. */
function createDatabase(t: TestContext, secureDelete: 'ON' | 'OFF'): { writer: DatabaseSync; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'beside-scrub-'));
  const path = join(folder, 'a.sqlite');
  const writer = openWriter(path);
  t.after(() => {
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writer.exec(
    `PRAGMA secure_delete = ${secureDelete}; CREATE TABLE thing (id INTEGER PRIMARY KEY, body BLOB)`,
  );
  const insert = writer.prepare('INSERT INTO thing VALUES (?, ?)');
  writer.exec('BEGIN');
  for (let id = 0; id < 20_000; id += 1) insert.run(id, id === 12_345 ? SECRET : Buffer.from(`thing ${id}`));
  writer.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM thing WHERE id = 12345');
  return { writer, path };
}

const countThings = (writer: DatabaseSync): unknown =>
  writer.prepare('SELECT count(*) AS count FROM thing').get()?.['count'];

describe('scrubbing', () => {
  for (const secureDelete of ['ON', 'OFF'] as const)
    it(`leaves nothing in file or log, deleted with secure_delete ${secureDelete}`, async (t) => {
      const { writer, path } = createDatabase(t, secureDelete);
      assert.ok(readFileSync(path).includes(SECRET), 'the file still has it: the deletion is in the log');

      assert.equal(await scrub(writer, path, [SECRET]), 'clean');

      assert.equal(readFileSync(path).includes(SECRET), false);
      assert.equal(statSync(`${path}-wal`).size, 0);
      assert.equal(countThings(writer), 19_999);
    });

  it('writes the file anew when there is nothing to look for', async (t) => {
    const { writer, path } = createDatabase(t, 'OFF');

    assert.equal(await scrub(writer, path, []), 'clean');

    assert.equal(readFileSync(path).includes(SECRET), false);
  });

  it('finds what lies across two pieces of the file that are read', async (t) => {
    const { writer, path } = createDatabase(t, 'OFF');
    const pieces = 3;
    const pad = writer.prepare('INSERT INTO thing VALUES (?, zeroblob(?))');
    for (let piece = 0; piece < pieces; piece += 1) pad.run(100_000 + piece, 1 << 20);
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    // Bytes that stand over the boundary of the first piece.
    const traces = [readFileSync(path).subarray((1 << 20) - 16, (1 << 20) + 16)];
    const before = statSync(path).size;
    writer.exec('DELETE FROM thing WHERE id >= 100000');

    await scrub(writer, path, traces);

    assert.ok(statSync(path).size < before, 'it was not written anew');
  });

  it('waits for nobody who reads an older state: it says so, and is done when they are', async (t) => {
    const { writer, path } = createDatabase(t, 'ON');
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM thing').get();
    writer.exec("INSERT INTO thing VALUES (30000, 'later')");

    assert.equal(await scrub(writer, path, [SECRET]), 'busy');
    reader.exec('COMMIT');

    assert.equal(await scrub(writer, path, [SECRET]), 'clean');
    assert.equal(readFileSync(path).includes(SECRET), false);
    reader.close();
    assert.deepEqual({ ...writer.prepare('PRAGMA busy_timeout').get() }, { timeout: 5_000 });
  });
});
