import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';
import type { Migrated } from '../migrated.ts';
import { lockFolder } from './lock-folder.ts';
import { openWriter } from './open-writer.ts';
import { MIGRATIONS } from './schema.ts';

/**
 * Brings the schema to this version; each step is whole or did not happen. An embedded database has one server, so that
 * nobody else is surprised: it does this itself when it starts.
 *
 * @throws BesideError `config_invalid` when a newer version has been there
 */
export function migrate(database: DatabaseSync): Migrated {
  const { user_version: from } = database.prepare('PRAGMA user_version').get() as { user_version: number }; // SQLite's own answer
  if (from > MIGRATIONS.length) {
    throw new BesideError('config_invalid', {
      details: { field: 'data', mend: 'the folder was written by a newer version: update' },
    });
  }
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < from) continue;
    database.exec(`BEGIN; ${migration} PRAGMA user_version = ${index + 1}; COMMIT`);
  }
  return { from, to: MIGRATIONS.length };
}

/** The same for a data folder that no server has open. Throws like {@link migrate} and like `lockFolder`. */
export function migrateFolder(dataDir: string): Migrated {
  const releaseFolder = lockFolder(dataDir);
  try {
    const writer = openWriter(join(dataDir, 'beside.sqlite'));
    try {
      return migrate(writer);
    } finally {
      writer.close();
    }
  } finally {
    releaseFolder();
  }
}
