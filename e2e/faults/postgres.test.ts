import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { findPostgresPrograms, startPostgres } from './postgres.ts';

const programs = findPostgresPrograms();

test(
  'a database that is stopped at once has everything that was committed',
  { skip: !programs },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'beside-postgres-'));
    await chmod(folder, 0o711);
    const postgres = await startPostgres(join(folder, 'postgres'));
    t.after(async () => {
      await postgres.close();
      await rm(folder, { recursive: true });
    });
    const query = async (text: string): Promise<string> =>
      (
        await promisify(execFile)('psql', ['--no-psqlrc', '-At', '-d', postgres.url, '-c', text])
      ).stdout.trim();
    await query('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1), (2)');

    await postgres.stopImmediately();
    await assert.rejects(query('SELECT 1'));
    await postgres.start();

    assert.equal(await query('SELECT count(*) FROM kept'), '2');
  },
);
