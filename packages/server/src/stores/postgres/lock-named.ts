import type { Run, Statement } from './sessions.ts';

// 1: apart from the one of migrations. Two names with the same hash wait for each other, which is no harm.
const LOCK: Statement = {
  name: 'lock-name',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))',
};

/** Waits until no other transaction holds this name, and holds it until this one ends. */
export async function lockNamed(run: Run, name: string): Promise<void> {
  await run(LOCK, name);
}
