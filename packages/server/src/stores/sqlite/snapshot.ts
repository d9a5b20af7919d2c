import { DatabaseSync } from 'node:sqlite';
import { COUNTED, NAMED, type SnapshotContent } from '../snapshot-content.ts';

/**
 * Copies a database into a new file as it is at one moment, also while a server writes to it, which is not held up:
 * everything that was committed before the call is in it. Free space is not copied. Not fsynced.
 */
export function copyDatabase(from: string, to: string): void {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
}

/**
 * Reads what a copy holds, checking every page of it. Throws SQLite's error, or an Error that names the damage, when it
 * is no whole database of ours.
 */
export function readSnapshot(path: string): SnapshotContent {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const [verdict] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    if (verdict !== 'ok') throw new Error(`the database is damaged: ${String(verdict)}`);
    const count = (table: string): number =>
      Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']);
    const values = database
      .prepare('SELECT name, value FROM value WHERE name IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(NAMED));
    return {
      schemaVersion: Number(database.prepare('PRAGMA user_version').get()?.['user_version']),
      counts: Object.fromEntries(COUNTED.map((table) => [table, count(table)])) as SnapshotContent['counts'], // one each
      values: new Map(values.map((row) => [String(row['name']), String(row['value'])])),
    };
  } finally {
    database.close();
  }
}
