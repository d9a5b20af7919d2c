import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import { createGroupCommit, isDiskError, type GroupCommit } from './group-commit.ts';
import { MIGRATIONS } from './schema.ts';
import { createWorkRecords } from './work.ts';

interface Scene {
  readonly group: GroupCommit;
  readonly database: DatabaseSync;
  /** Statements and answers in the order in which they happened. */
  readonly happened: string[];
  readonly failures: unknown[];
  /** What a statement throws instead of being run. */
  readonly planted: Map<string, Error>;
}

/** A group commit over a database in memory whose control statements are written down, and fail when told. */
function setScene(): Scene {
  const database = new DatabaseSync(':memory:');
  database.exec(MIGRATIONS[0] ?? '');
  const happened: string[] = [];
  const failures: unknown[] = [];
  const planted = new Map<string, Error>();
  const prepare = database.prepare.bind(database);
  const spied = new Proxy(database, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name) as unknown;
      return (sql: string) => {
        const statement = prepare(sql);
        return {
          run: () => {
            happened.push(sql);
            const error = planted.get(sql);
            if (error) throw error;
            return statement.run();
          },
        };
      };
    },
  });
  const group = createGroupCommit(spied, createWorkRecords(database) as Transaction, {
    // only values are used here
    isWritable: () => true,
    onFailure: (error) => failures.push(error),
  });
  return { group, database, happened, failures, planted };
}

const set =
  (name: string) =>
  (transaction: Transaction): Promise<void> =>
    transaction.setValue(name, 'x');

const diskError = (errcode: number): Error => Object.assign(new Error('disk'), { errcode });

describe('createGroupCommit', () => {
  it('answers everybody who asked at the same time after one commit', async () => {
    const { group, happened } = setScene();

    await Promise.all(
      ['a', 'b', 'c'].map((name) => group.transact(set(name)).then(() => happened.push(`answer ${name}`))),
    );

    assert.deepEqual(happened, [
      'BEGIN IMMEDIATE',
      ...['a', 'b', 'c'].flatMap(() => ['SAVEPOINT work', 'RELEASE work']),
      'COMMIT',
      'answer a',
      'answer b',
      'answer c',
    ]);
  });

  it('gives a group at most 256 works', async () => {
    const { group, happened } = setScene();

    await Promise.all(Array.from({ length: 600 }, (_, index) => group.transact(set(`v${index}`))));

    assert.equal(happened.filter((sql) => sql === 'COMMIT').length, 3);
  });

  it('tells nobody of a refusal before the commit either, for it may rest on what is not committed', async () => {
    const { group, happened } = setScene();

    const works = [
      group.transact(set('a')).then(() => happened.push('answer')),
      group.transact(() => Promise.reject(new BesideError('conflict'))).catch(() => happened.push('refusal')),
    ];
    await Promise.all(works);

    assert.deepEqual(happened.slice(-3), ['COMMIT', 'answer', 'refusal']);
  });

  for (const sql of ['BEGIN IMMEDIATE', 'COMMIT', 'RELEASE work']) {
    it(`acknowledges nothing when ${sql} fails, and goes on when it works again`, async () => {
      const { group, database, failures, planted } = setScene();
      const error = diskError(10);
      planted.set(sql, error);

      const refused = await Promise.allSettled([group.transact(set('a')), group.transact(set('b'))]);
      planted.clear();
      await group.transact(set('c'));

      assert.deepEqual(
        refused.map((outcome) => outcome.status === 'rejected' && (outcome.reason as BesideError).code),
        ['read_only', 'read_only'],
      );
      assert.deepEqual(failures, [error]);
      assert.deepEqual(
        database
          .prepare('SELECT name FROM value')
          .all()
          .map((row) => row['name']),
        ['c'],
      );
    });
  }

  it('answers everybody even when the disk does not let it roll back', async () => {
    const { group, failures, planted } = setScene();
    planted.set('COMMIT', diskError(13));
    planted.set('ROLLBACK', diskError(10));

    const refused = await Promise.allSettled([group.transact(set('a')), group.transact(set('b'))]);
    await group.idle();

    assert.deepEqual(
      refused.map((outcome) => outcome.status === 'rejected' && (outcome.reason as BesideError).code),
      ['read_only', 'read_only'],
    );
    assert.equal(failures.length, 1);
  });

  it('gives up the whole group when a work meets a full disk', async () => {
    const { group, database, failures } = setScene();

    const outcomes = await Promise.allSettled([
      group.transact(set('a')),
      group.transact(() => Promise.reject(diskError(13))),
      group.transact(set('b')),
    ]);

    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['rejected', 'rejected', 'rejected'],
    );
    assert.deepEqual([database.prepare('SELECT * FROM value').all(), failures.length], [[], 1]);
  });
});

describe('isDiskError', () => {
  it('knows full, broken and read-only disks by their codes, also the long ones', () => {
    const codes = [8, 10, 11, 13, 14, 10 + (3 << 8), 1, 5, 19, 19 + (6 << 8)];

    assert.deepEqual(
      codes.filter((code) => isDiskError(diskError(code))),
      [8, 10, 11, 13, 14, 778],
    );
    assert.equal(isDiskError(new Error('disk full')), false);
    assert.equal(isDiskError('full'), false);
  });
});
