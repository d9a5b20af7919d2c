import { BesideError } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Availability } from './availability.ts';
import { createRecords } from './records.ts';
import type { Run, Session, Sessions, Statement } from './sessions.ts';
import { troubleOf, type Trouble } from './trouble.ts';

const BEGIN: Statement = { text: 'BEGIN' };
const COMMIT: Statement = { text: 'COMMIT' };
const ROLLBACK: Statement = { text: 'ROLLBACK' };
/** How often work is begun in all when others are in its way, or its connection breaks before the commit. */
const MAX_TRIES = 5;

type Work<Value> = (transaction: Transaction) => Promise<Value>;

type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  /** Nothing of it happened; what the work rejected with, or what was wrong with it. */
  | { readonly kind: 'rejected'; readonly error: unknown }
  /** Nothing of it happened. */
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly error: unknown }
  /** There was no connection to begin with. */
  | { readonly kind: 'away'; readonly error: unknown }
  /** The connection was lost while it was committed. */
  | { readonly kind: 'unknown'; readonly error: unknown };

/**
 * Runs work in a transaction of its own, begun anew a few times when it meets others.
 *
 * Rejects with what the work rejects with; with `read_only` when nothing is stored and nothing happened; and with
 * `unavailable` when it took too long or met others too often (nothing happened), or when the connection broke while it
 * was committed (`outcome: unknown`): then the same command with the same key finds what it did, or does it.
 */
export async function runTransaction<Value>(
  sessions: Sessions,
  availability: Availability,
  work: Work<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(sessions, work);
    switch (outcome.kind) {
      case 'done':
        return outcome.value;
      case 'rejected':
        throw outcome.error;
      case 'away':
        availability.down(outcome.error);
        throw new BesideError('read_only', { cause: outcome.error });
      case 'unknown':
        availability.doubt();
        throw new BesideError('unavailable', { cause: outcome.error, details: { outcome: 'unknown' } });
      case 'failed': {
        const { trouble, error } = outcome;
        if (trouble === 'lost') availability.doubt();
        const isWorthIt = trouble === 'again' || (trouble === 'lost' && availability.isWritable);
        if (isWorthIt && tries < MAX_TRIES) continue;
        if (trouble === 'again' || trouble === 'slow') throw new BesideError('unavailable', { cause: error });
        availability.down(error);
        throw new BesideError('read_only', { cause: error });
      }
      default:
        return outcome satisfies never;
    }
  }
}

async function attempt<Value>(sessions: Sessions, work: Work<Value>): Promise<Outcome<Value>> {
  let session: Session;
  try {
    session = await sessions.take();
  } catch (error) {
    return { kind: 'away', error };
  }
  const guard = createGuard(session);
  // Not waited for: it goes out together with the first statement.
  void guard.run(BEGIN).catch(() => undefined);
  let result: { readonly value: Value } | { readonly thrown: unknown };
  try {
    result = { value: await work(createRecords(guard.run, true)) };
  } catch (thrown) {
    result = { thrown };
  }
  const failure = await guard.close();
  if (!failure && 'value' in result) return commit(session, result.value);

  await endBroken(session, failure?.trouble === 'lost');
  if (failure && !isOfTheWork(failure.trouble)) return { kind: 'failed', ...failure };
  return { kind: 'rejected', error: 'thrown' in result ? result.thrown : failure?.error };
}

async function commit<Value>(session: Session, value: Value): Promise<Outcome<Value>> {
  try {
    const { command } = await session.run(COMMIT);
    session.release(false);
    if (command === 'COMMIT') return { kind: 'done', value };
    return { kind: 'rejected', error: new BesideError('internal', { details: { commit: command } }) };
  } catch (error) {
    const trouble = troubleOf(error);
    session.release(true);
    // What the database answered with an error was taken back; without an answer nobody knows.
    if (trouble === 'lost') return { kind: 'unknown', error };
    return isOfTheWork(trouble) ? { kind: 'rejected', error } : { kind: 'failed', trouble, error };
  }
}

async function endBroken(session: Session, isLost: boolean): Promise<void> {
  if (isLost) {
    session.release(true);
    return;
  }
  try {
    await session.run(ROLLBACK);
    session.release(false);
  } catch {
    session.release(true); // the database takes back what is left open when the connection ends
  }
}

/** Whether it is the work that was wrong, and not the time or the database. */
const isOfTheWork = (trouble: Trouble): boolean => trouble === 'conflict' || trouble === 'other';

interface Failure {
  readonly trouble: Trouble;
  readonly error: unknown;
}

/** Remembers the first failure, after which nothing may be committed, whoever caught it; and ends with the work. */
function createGuard(session: Session): {
  readonly run: Run;
  close(): Promise<Failure | undefined>;
} {
  const running = new Set<Promise<unknown>>();
  let failure: Failure | undefined;
  let isClosed = false;

  const send: Run = async (statement, ...values) => {
    try {
      return await session.run(statement, ...values);
    } catch (error) {
      const trouble = troubleOf(error);
      failure ??= {
        trouble,
        error: trouble === 'conflict' ? new BesideError('conflict', { cause: error }) : error,
      };
      throw failure.error;
    }
  };

  return {
    run: async (statement, ...values) => {
      if (isClosed) throw new BesideError('internal', { details: { problem: 'the transaction is over' } });
      if (failure) throw failure.error;
      const answer = send(statement, ...values);
      running.add(answer);
      try {
        return await answer;
      } finally {
        running.delete(answer);
      }
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(running);
      return failure;
    },
  };
}
