import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { renameDurably, syncFolder, writeDurably } from '../stores/files/durable-file.ts';
import { ERASURES_FILE, readErasures, writeErasures } from '../stores/files/erasure-list.ts';
import { MANIFEST_FILE, MANIFEST_VERSION, describeFiles, type Manifest } from './backup-set.ts';
import { COPY_FILES, createPostgresCopier, createSqliteCopier, type Copier } from './copier.ts';
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
  --data    folder of the database and keys (.data); with DATABASE_URL, of keys and lists
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
  const { dataDir, databaseUrl: url } = config;
  const copier =
    url === undefined ? createSqliteCopier(join(dataDir, COPY_FILES.sqlite)) : createPostgresCopier(url);
  copier.check();
  const takenAt = new Date(clock.now()).toISOString();
  const to = resolve(textOf(flags['to']) || join('.backups', takenAt.replaceAll(':', '-')));
  const manifest = await writeBackup({ copier, dataDir: config.dataDir, to, takenAt });
  const key =
    config.masterKey === undefined ? join(config.dataDir, 'master.key') : 'the variable BESIDE_MASTER_KEY';
  return { to, manifest, key };
}

/** Makes a new folder with a copy and what describes it; the folder has its name only when all of it is on the disk. */
export async function writeBackup(parts: {
  readonly copier: Copier;
  /** Has the list of erasures. */
  readonly dataDir: string;
  readonly to: string;
  readonly takenAt: string;
}): Promise<Manifest> {
  const { to } = parts;
  if (existsSync(to)) throw badOption('--to', `${to} is there already: name a new folder`);
  const draft = `${to}.new`;
  rmSync(draft, { recursive: true, force: true }); // of a run that was cut off
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  mkdirSync(draft, { mode: 0o700 });
  try {
    const manifest = await fill(draft, parts);
    syncFolder(draft);
    renameDurably(draft, to);
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(
  draft: string,
  { copier, dataDir, takenAt }: { copier: Copier; dataDir: string; takenAt: string },
): Promise<Manifest> {
  const { schemaVersion, counts, values } = await copier.copy(join(draft, COPY_FILES[copier.store]));
  // After the copy: who was erased while it was made is in it, and has to be in the list.
  writeErasures(join(draft, ERASURES_FILE), readErasures(join(dataDir, ERASURES_FILE)));
  const manifest: Manifest = {
    format: 'beside-backup',
    version: MANIFEST_VERSION,
    store: copier.store,
    schemaVersion,
    takenAt,
    instanceId: values.get('instance-id') ?? null,
    keyFingerprint: values.get('master-key-fingerprint') ?? null,
    counts: { ...counts },
    files: await describeFiles(draft, copier.store),
  };
  writeDurably(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}
