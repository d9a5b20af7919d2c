import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';

/**
 * A lock that dies with the process: an open exclusive transaction on a database of its own. Returns the way to let go.
 *
 * @throws BesideError `config_invalid` when another process has the folder
 */
export function lockFolder(dataDir: string): () => void {
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new BesideError('config_invalid', {
      cause,
      details: { field: 'data', mend: 'another server uses this folder: stop it or name another one' },
    });
  }
  return () => lock.close();
}
