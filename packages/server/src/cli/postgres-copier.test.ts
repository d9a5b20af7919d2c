import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { writeBackup } from './backup.ts';
import { readBackup } from './backup-set.ts';
import { createPostgresCopier } from './postgres-copier.ts';
import { canStartPostgres, startPostgres } from './testing/postgres.ts';

const SCHEMA = `CREATE TABLE beside_schema (version integer NOT NULL); INSERT INTO beside_schema VALUES (1);
  CREATE TABLE value (name text PRIMARY KEY, value text NOT NULL);
  INSERT INTO value VALUES ('instance-id', 'this one'), ('other', 'x');
  CREATE TABLE customer (id integer); CREATE TABLE report (id integer); CREATE TABLE agent (id integer);
  CREATE TABLE conversation (id integer); CREATE TABLE entry (id integer, body bytea);
  INSERT INTO entry SELECT id, decode(md5(id::text), 'hex') FROM generate_series(1, 1000) AS id;`;

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-pgcopy-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const query = (url: string, sql: string): string =>
  execFileSync('psql', ['--no-psqlrc', '-Atqc', sql, `--dbname=${url}`])
    .toString()
    .trim();

const environment = { PATH: process.env['PATH'] };
const detailsOf = (error: unknown): unknown =>
  error instanceof BesideError ? [error.code, error.details['field']] : error;

describe('a copy of a PostgreSQL database', { skip: canStartPostgres ? false : 'no PostgreSQL here' }, () => {
  it('is a backup that counts what is in the very snapshot, and restores to the same rows', async (t) => {
    const url = startPostgres(t);
    query(url, SCHEMA);
    const folder = createFolder(t);
    const to = join(folder, 'backup');

    const manifest = await writeBackup({
      copier: createPostgresCopier({ url, environment }),
      dataDir: folder,
      to,
      takenAt: '2026-11-25T00:00:00.000Z',
    });

    assert.deepEqual(await readBackup(to), manifest);
    const { store, schemaVersion, instanceId, keyFingerprint, counts, files } = manifest;
    assert.deepEqual([store, schemaVersion, instanceId, keyFingerprint], ['postgres', 1, 'this one', null]);
    assert.deepEqual(counts, { customer: 0, conversation: 0, entry: 1_000, report: 0, agent: 0 });
    assert.deepEqual(Object.keys(files), ['beside.dump', 'erasures.txt']);
    const dump = join(to, 'beside.dump');
    assert.equal(statSync(dump).mode & 0o777, 0o600);
    assert.equal(readFileSync(dump).includes('secret-word'), false);
    query(url, 'CREATE DATABASE other');
    const other = url.replace('/postgres?', '/other?');
    execFileSync('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${other}`, dump]);
    const sum = "SELECT md5(string_agg(encode(body, 'hex'), ',' ORDER BY id)) FROM entry";
    assert.equal(query(other, sum), query(url, sum));
  });

  it('says which program is missing, and leaves nothing behind when the database does not answer', async (t) => {
    const folder = createFolder(t);
    const url = `postgres://beside:secret-word@/postgres?host=${encodeURIComponent(folder)}`;
    const attempt = async (given: Record<string, string | undefined>): Promise<unknown> => {
      const copier = createPostgresCopier({ url, environment: given });
      const takenAt = '2026-11-25T00:00:00.000Z';
      return writeBackup({ copier, dataDir: folder, to: join(folder, 'backup'), takenAt }).catch(detailsOf);
    };

    const outcomes = [await attempt({ PATH: folder }), await attempt(environment)];

    assert.deepEqual(outcomes, [
      ['config_invalid', 'psql'],
      ['unavailable', 'database'],
    ]);
    assert.equal(existsSync(join(folder, 'backup.new')), false);
    assert.equal(spawnSync('ls', [folder]).stdout.toString(), '');
  });
});
