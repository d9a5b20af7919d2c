import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, type Clock } from '@beside/protocol';

const KEY_BYTES = 32;

/**
 * The key that wraps all others: from the configuration (base64 of 32 bytes), else made once and kept in the data folder
 * (mode 0600). Throws `config_invalid` when it is not 32 bytes.
 */
export function loadMasterKey({
  dataDir,
  configured,
  clock,
}: {
  readonly dataDir: string;
  readonly configured?: string | undefined;
  readonly clock: Clock;
}): Uint8Array {
  if (configured !== undefined) return decode(configured, 'BESIDE_MASTER_KEY');
  const path = join(dataDir, 'master.key');
  if (existsSync(path)) return decode(readFileSync(path, 'utf8').trim(), path);
  const key = clock.randomBytes(KEY_BYTES);
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${Buffer.from(key).toString('base64')}\n`);
  fsyncSync(file); // without it nothing sealed can ever be read again
  closeSync(file);
  return key;
}

function decode(text: string, field: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    throw new BesideError('config_invalid', { details: { field, mend: 'give 32 bytes in base64' } });
  return key;
}
