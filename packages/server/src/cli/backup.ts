import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BesideError } from '@beside/protocol';
import { renameDurably, syncFile, syncFolder, writeDurably } from '../stores/files/durable-file.ts';
import { ERASURES_FILE, readErasures, writeErasures } from '../stores/files/erasure-list.ts';
import { copyDatabase, readSnapshot } from '../stores/sqlite/snapshot.ts';
import {
  DATABASE_FILE,
  MANIFEST_FILE,
  MANIFEST_VERSION,
  describeFiles,
  type Manifest,
} from './backup-set.ts';
import { badOption, textOf, type CommandParts, type OperatorCommand } from './operator-command.ts';

/** Where the backup is and what it holds. */
export interface BackupResult {
  readonly to: string;
  readonly manifest: Manifest;
  /** Where the key is that opens it; not in the backup. */
  readonly key: string;
}

/** `npm run backup`. */
export const backupCommand: OperatorCommand<BackupResult> = {
  usage: `backup [--to FOLDER] [--data FOLDER] [--config FILE] [--json]

  --to      new folder for the backup (.backups/ and the moment)
  --data    folder of the database and keys (.data)
  --config  configuration file of the server, JSON
  --json    print one line of JSON

The server may run. The master key is not in the backup.
`,
  options: { to: { type: 'string' } },
  run: backUp,
  describe: ({ to, manifest, key }) =>
    `Backup of ${manifest.takenAt} in ${to}: ${manifest.counts['conversation']} conversations, ${manifest.counts['entry']} entries.
It opens only with the master key, which is not in it: ${key}. Keep a copy of that key apart from the backups.\n`,
};

async function backUp({ flags, config, clock }: CommandParts): Promise<BackupResult> {
  const source = join(config.dataDir, DATABASE_FILE);
  if (!existsSync(source))
    throw badOption('--data', `${config.dataDir} holds no database: name the server's folder`);
  const takenAt = new Date(clock.now()).toISOString();
  const to = resolve(textOf(flags['to']) || join('.backups', takenAt.replaceAll(':', '-')));
  if (existsSync(to)) throw badOption('--to', `${to} is there already: name a new folder`);
  const draft = `${to}.new`;
  rmSync(draft, { recursive: true, force: true }); // of a run that was cut off
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  mkdirSync(draft, { mode: 0o700 });
  try {
    const manifest = await fill(draft, source, config.dataDir, takenAt);
    syncFolder(draft);
    renameDurably(draft, to);
    const key =
      config.masterKey === undefined ? join(config.dataDir, 'master.key') : 'the variable BESIDE_MASTER_KEY';
    return { to, manifest, key };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(draft: string, source: string, dataDir: string, takenAt: string): Promise<Manifest> {
  const copy = join(draft, DATABASE_FILE);
  try {
    copyDatabase(source, copy);
  } catch (cause) {
    throw new BesideError('unavailable', {
      cause,
      details: {
        field: 'database',
        mend: `it cannot be copied: ${cause instanceof Error ? cause.message : ''}`,
      },
    });
  }
  chmodSync(copy, 0o600);
  syncFile(copy);
  // After the copy: who was erased while it was made is in it, and has to be in the list.
  writeErasures(join(draft, ERASURES_FILE), readErasures(join(dataDir, ERASURES_FILE)));
  const { schemaVersion, counts, values } = readSnapshot(copy);
  const manifest: Manifest = {
    format: 'beside-backup',
    version: MANIFEST_VERSION,
    store: 'sqlite',
    schemaVersion,
    takenAt,
    instanceId: values.get('instance-id') ?? null,
    keyFingerprint: values.get('master-key-fingerprint') ?? null,
    counts: { ...counts },
    files: await describeFiles(draft),
  };
  writeDurably(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}
