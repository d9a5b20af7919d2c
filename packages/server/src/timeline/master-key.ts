import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, type Clock } from '@beside/protocol';
import type { Store } from '../ports/store.ts';
import { writeDurably } from '../stores/files/durable-file.ts';
import type { Keyring } from './keyring.ts';

const KEY_BYTES = 32;
const FINGERPRINT = 'master-key-fingerprint';

/**
 * The key that wraps all others: from the configuration (base64 of 32 bytes), else made once and kept in the data folder
 * (mode 0600). Throws `config_invalid` when it is not 32 bytes. Called by whoever has the folder for themselves.
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
  // Whole or not at all, and on the disk before anything is sealed: without it nothing can ever be read again.
  writeDurably(path, `${Buffer.from(key).toString('base64')}\n`);
  return key;
}

/**
 * Remembers which key the data is sealed with, and rejects with `config_invalid` when it is another one now: nothing that
 * is there could be read, and what is new could not be read with the right one.
 */
export async function checkMasterKey(
  store: Store,
  { fingerprint }: Pick<Keyring, 'fingerprint'>,
): Promise<void> {
  const known = await store.read((transaction) => transaction.getValue(FINGERPRINT));
  if (known === fingerprint) return;
  if (known !== undefined)
    throw new BesideError('config_invalid', {
      details: {
        field: 'BESIDE_MASTER_KEY',
        mend: 'the data is sealed with another key: give that one (without the variable, master.key of the folder), or another folder',
      },
    });
  await store.transact((transaction) => transaction.setValue(FINGERPRINT, fingerprint));
}

function decode(text: string, field: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES)
    throw new BesideError('config_invalid', { details: { field, mend: 'give 32 bytes in base64' } });
  return key;
}
