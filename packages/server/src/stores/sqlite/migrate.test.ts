import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { lockFolder } from './lock-folder.ts';
import { migrateFolder } from './migrate.ts';
import { MIGRATIONS } from './schema.ts';

/** Schemas as versions that people have made them: version → SQL. */
const RELEASED = new Map(
  readdirSync(new URL('./released/', import.meta.url)).map((name) => [
    Number(/^schema-(\d+)\.sql$/.exec(name)?.[1]),
    readFileSync(new URL(`./released/${name}`, import.meta.url), 'utf8'),
  ]),
);

function createFolder(t: TestContext, schema = '', version = 0): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-migrate-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = new DatabaseSync(join(dataDir, 'beside.sqlite'));
  database.exec(`${schema} PRAGMA user_version = ${version}`);
  database.close();
  return dataDir;
}

function schemaOf(dataDir: string): unknown[] {
  const database = new DatabaseSync(join(dataDir, 'beside.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  const version = database.prepare('PRAGMA user_version').get();
  database.close();
  return [...rows, version].map((row) => ({ ...row }));
}

describe('migrating an embedded database', () => {
  for (const [version, schema] of RELEASED)
    it(`brings version ${version} to the schema that a new one has`, (t) => {
      const dataDir = createFolder(t, schema, version);
      const fresh = createFolder(t);

      assert.deepEqual(migrateFolder(dataDir), { from: version, to: MIGRATIONS.length });
      assert.deepEqual(migrateFolder(dataDir), { from: MIGRATIONS.length, to: MIGRATIONS.length });
      assert.deepEqual(migrateFolder(fresh), { from: 0, to: MIGRATIONS.length });

      assert.deepEqual(schemaOf(dataDir), schemaOf(fresh));
    });

  it('never changes a migration that was released', () => {
    assert.equal(RELEASED.get(1)?.trim(), MIGRATIONS[0]?.trim());
  });

  it('refuses what a newer version wrote, and a folder that a server has, and leaves both as they were', (t) => {
    const newer = createFolder(t, '', MIGRATIONS.length + 1);
    const taken = createFolder(t, RELEASED.get(1), 1);
    const before = [schemaOf(newer), schemaOf(taken)];
    const release = lockFolder(taken);

    const mends = [newer, taken].map((folder) => {
      try {
        return migrateFolder(folder);
      } catch (error) {
        return error instanceof BesideError ? error.details['mend'] : error;
      }
    });
    release();

    assert.deepEqual(mends, [
      'the folder was written by a newer version: update',
      'another server uses this folder: stop it or name another one',
    ]);
    assert.deepEqual([schemaOf(newer), schemaOf(taken)], before);
  });

  it('leaves the version before when a step fails half way', (t) => {
    // Something is in the way of the second step's last statement.
    const dataDir = createFolder(t, `${RELEASED.get(1)} CREATE TABLE entry_before (a);`, 1);
    const before = schemaOf(dataDir);

    assert.throws(() => migrateFolder(dataDir), /entry_before/);

    assert.deepEqual(schemaOf(dataDir), before);
  });
});
