import { BesideError } from '@beside/protocol';
import { openSessions, type Session, type Sessions, type SessionsOptions } from './sessions.ts';
import { troubleOf } from './trouble.ts';

/** Work that may take its time, on one connection. Rejects with the mend where the database refuses or does not answer. */
export async function withPatience<Value>(
  place: Pick<SessionsOptions, 'url' | 'schema'>,
  work: (sessions: Sessions) => Promise<Value>,
): Promise<Value> {
  const sessions = openSessions({ ...place, kind: 'patient', max: 1 });
  try {
    return await work(sessions);
  } catch (error) {
    throw describeStart(error);
  } finally {
    await sessions.close();
  }
}

/** Does one thing on one connection; a failure ends it. */
export async function use<Value>(
  taking: Promise<Session>,
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const session = await taking;
  try {
    const value = await work(session);
    session.release(false);
    return value;
  } catch (error) {
    session.release(true);
    throw error;
  }
}

/** What an operator reads: the reason in the words of the database or of the network, which name no secret. */
export function describeStart(error: unknown): unknown {
  if (error instanceof BesideError || !(error instanceof Error)) return error;
  const isPermanent = 'code' in error && /^(?:28|3D|42501)/.test(String(error.code));
  if (!isPermanent && troubleOf(error) !== 'lost') return error;
  const reason = error.message || String('code' in error ? error.code : error.name);
  return new BesideError(isPermanent ? 'config_invalid' : 'unavailable', {
    cause: error,
    details: {
      field: 'DATABASE_URL',
      mend: isPermanent ? `the database refuses: ${reason}` : `the database does not answer: ${reason}`,
    },
  });
}
