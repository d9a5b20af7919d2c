import { BesideError } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Availability } from './availability.ts';
import { createRecords } from './records.ts';
import type { Answer, Run, Session, Sessions } from './sessions.ts';
import { troubleOf, type Trouble } from './trouble.ts';

/** A connection that was idle may have been lost long ago; the second one is new, or there is none. */
const MAX_TRIES = 2;

/**
 * Reads, each statement on any connection that is free. They reject with `unavailable` when the database does not answer,
 * at once while that is known.
 */
export function createReads(sessions: Sessions, availability: Availability): Transaction {
  const run: Run = async (statement, ...values) => {
    for (let tries = 1; ; tries += 1) {
      if (!availability.isReachable) throw new BesideError('unavailable');
      const outcome = await attempt(sessions, (session) => session.run(statement, ...values));
      if ('answer' in outcome) return outcome.answer;
      if (outcome.trouble === 'other' || outcome.trouble === 'conflict') throw outcome.error;
      availability.doubt();
      if (outcome.trouble === 'slow' || tries >= MAX_TRIES)
        throw new BesideError('unavailable', { cause: outcome.error });
    }
  };
  return createRecords(run, false);
}

type Outcome = { readonly answer: Answer } | { readonly trouble: Trouble; readonly error: unknown };

async function attempt(sessions: Sessions, ask: (session: Session) => Promise<Answer>): Promise<Outcome> {
  let session: Session | undefined;
  try {
    session = await sessions.take();
    const answer = await ask(session);
    session.release(false);
    return { answer };
  } catch (error) {
    const trouble = troubleOf(error);
    session?.release(trouble === 'lost');
    return { trouble, error };
  }
}
