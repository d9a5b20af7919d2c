import type { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';

interface Work {
  readonly run: (transaction: Transaction) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups what is asked at the same time into one commit, and answers only after that commit is on disk. */
export interface GroupCommit {
  transact<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  /** Resolves when everything asked so far is answered. */
  idle(): Promise<void>;
}

const MAX_GROUP = 256;

/**
 * Starts the one writer of a database.
 *
 * @param onFailure hears that the disk refused; every work of that group was rejected with `read_only`
 */
export function createGroupCommit(
  database: DatabaseSync,
  transaction: Transaction,
  hooks: { readonly isWritable: () => boolean; readonly onFailure: (error: unknown) => void },
): GroupCommit {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const savepoint = database.prepare('SAVEPOINT work');
  const release = database.prepare('RELEASE work');
  const undo = database.prepare('ROLLBACK TO work');
  const queue: Work[] = [];
  let running: Promise<void> | undefined;

  async function runGroup(group: readonly Work[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      begin.run();
      for (const work of group) {
        savepoint.run();
        try {
          const value = await work.run(transaction);
          release.run();
          answers.push(() => work.resolve(value));
        } catch (error) {
          if (isDiskError(error)) throw error;
          undo.run();
          release.run();
          answers.push(() => work.reject(error));
        }
      }
      commit.run();
    } catch (error) {
      try {
        if (database.isTransaction) rollback.run();
      } catch {
        // The first error says more; whatever is left open is found by the next BEGIN, which fails the same way.
      }
      hooks.onFailure(error);
      const refusal = new BesideError('read_only', { cause: error });
      for (const work of group) work.reject(refusal);
      return;
    }
    for (const answer of answers) answer();
  }

  async function drain(): Promise<void> {
    // What arrives in this turn of the event loop shares the commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      await runGroup(queue.splice(0, MAX_GROUP));
      // Lets the answers go out and new work come in before the next commit.
      await new Promise((resolve) => setImmediate(resolve));
    }
    running = undefined;
  }

  return {
    transact: (work) =>
      new Promise((resolve, reject) => {
        if (!hooks.isWritable()) {
          reject(new BesideError('read_only'));
          return;
        }
        queue.push({ run: work, resolve: resolve as (value: unknown) => void, reject });
        running ??= drain();
      }),
    idle: async () => {
      while (running) await running;
    },
  };
}

/** Whether SQLite says that the disk is full or broken (result codes 10 IOERR, 11 CORRUPT, 13 FULL, 14 CANTOPEN, 8 READONLY). */
export function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return false;
  return [8, 10, 11, 13, 14].includes(error.errcode & 0xff);
}
