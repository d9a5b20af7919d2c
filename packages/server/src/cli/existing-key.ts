import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, type Clock } from '@beside/protocol';
import type { Config } from '../config/load-config.ts';
import type { Store } from '../ports/store.ts';
import { createKeyring, type Keyring } from '../timeline/keyring.ts';
import { checkMasterKey, loadMasterKey } from '../timeline/master-key.ts';

/**
 * The keyring of data that is there already.
 *
 * @throws BesideError `config_invalid` when there is no key, or it is not the one the data is sealed with; never makes one
 */
export async function openKeyring(store: Store, config: Config, clock: Clock): Promise<Keyring> {
  const { dataDir, masterKey: configured } = config;
  if (configured === undefined && !existsSync(join(dataDir, 'master.key')))
    throw new BesideError('config_invalid', {
      details: {
        field: 'BESIDE_MASTER_KEY',
        mend: `the key the data is sealed with is missing: set the variable, or put master.key into ${dataDir}`,
      },
    });
  const keyring = createKeyring({ masterKey: loadMasterKey({ dataDir, configured, clock }), clock });
  await checkMasterKey(store, keyring);
  return keyring;
}
