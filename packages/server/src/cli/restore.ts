import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { newId, type Clock, type Epoch } from '@beside/protocol';
import type { Config } from '../config/load-config.ts';
import { eraseListed } from '../engine/erase-customer.ts';
import { renameDurably, syncFile, syncFolder } from '../stores/files/durable-file.ts';
import { ERASURES_FILE, openErasures, readErasures, writeErasures } from '../stores/files/erasure-list.ts';
import { MIGRATIONS } from '../stores/sqlite/schema.ts';
import { readSnapshot } from '../stores/sqlite/snapshot.ts';
import { lockFolder } from '../stores/sqlite/lock-folder.ts';
import { openSqliteStore } from '../stores/sqlite/store.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { broken, readBackup, tooNew, type Manifest } from './backup-set.ts';
import { COPY_FILES } from './copier.ts';
import { openKeyring } from './existing-key.ts';
import { badOption, textOf, type CommandParts, type OperatorCommand } from './operator-command.ts';

const DATABASE_FILE = COPY_FILES.sqlite;

/** What was restored. */
export interface RestoreResult {
  readonly from: string;
  readonly data: string;
  readonly takenAt: string;
  /** Every one has a new epoch. */
  readonly conversations: number;
  /** Customers of the backup who had been erased since, and are again. */
  readonly erasedAgain: number;
  /** Where what was there before lies now. */
  readonly movedTo: string | null;
}

/** `npm run restore -- --from FOLDER`. */
export const restoreCommand: OperatorCommand<RestoreResult> = {
  usage: `restore --from FOLDER [--force] [--erasures FILE] [--data FOLDER] [--config FILE] [--json]

  --from      folder of a backup
  --force     move aside what the data folder holds; without it such a folder is refused
  --erasures  a newer erasures.txt, when the data folder has none
  --data      folder of the database and keys (.data); the master key must be there, or in BESIDE_MASTER_KEY
  --config    configuration file of the server, JSON
  --json      print one line of JSON

The server must not run.
`,
  options: { from: { type: 'string' }, force: { type: 'boolean' }, erasures: { type: 'string' } },
  run: restore,
  describe: ({ takenAt, data, conversations, erasedAgain, movedTo }) =>
    `Restored the state of ${takenAt} into ${data}: ${conversations} conversations, each with a new epoch.
${erasedAgain > 0 ? `${erasedAgain} customers who had been erased since were erased again.\n` : ''}${
      movedTo === null
        ? ''
        : `What was there before lies in ${movedTo}: delete it when you no longer need it; erasing does not reach it.\n`
    }Agents sign in again; customers go on with the token they had then.\n`,
};

async function restore({ flags, config, clock }: CommandParts): Promise<RestoreResult> {
  const { dataDir, databaseUrl } = config;
  if (databaseUrl !== undefined)
    throw badOption(
      'DATABASE_URL',
      'a PostgreSQL database is not restored from here: give the backup to pg_restore, or take the variable away',
    );
  const from = textOf(flags['from']);
  if (!from) throw badOption('--from', 'name the folder of a backup');
  const extra = textOf(flags['erasures']);
  if (extra !== undefined && !existsSync(extra)) throw badOption('--erasures', `there is no file ${extra}`);
  const backup = resolve(from);
  const manifest = await readBackup(backup);
  checkDatabase(backup, manifest);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataDir);
  const draft = join(dataDir, 'restoring');
  try {
    const isTaken = existsSync(join(dataDir, DATABASE_FILE));
    if (isTaken && flags['force'] !== true)
      throw badOption(
        '--data',
        `${dataDir} holds data already: name another folder, or --force to move it aside`,
      );
    rmSync(draft, { recursive: true, force: true }); // of a run that was cut off
    mkdirSync(draft, { mode: 0o700 });
    copyFileSync(join(backup, DATABASE_FILE), join(draft, DATABASE_FILE), constants.COPYFILE_EXCL);
    chmodSync(join(draft, DATABASE_FILE), 0o600);
    const lists = [
      join(backup, ERASURES_FILE),
      join(dataDir, ERASURES_FILE),
      ...(extra ? [resolve(extra)] : []),
    ];
    writeErasures(join(draft, ERASURES_FILE), new Map(lists.flatMap((path) => [...readErasures(path)])));
    const done = await prepare(draft, config, clock);
    const movedTo = isTaken ? moveAside(dataDir, clock) : null;
    renameDurably(join(draft, ERASURES_FILE), join(dataDir, ERASURES_FILE));
    renameDurably(join(draft, DATABASE_FILE), join(dataDir, DATABASE_FILE));
    return { from: backup, data: dataDir, takenAt: manifest.takenAt, ...done, movedTo };
  } finally {
    rmSync(draft, { recursive: true, force: true });
    unlock();
  }
}

function checkDatabase(backup: string, manifest: Manifest): void {
  if (manifest.store !== 'sqlite') throw broken('store', `it is of a database of the kind ${manifest.store}`);
  if (manifest.schemaVersion > MIGRATIONS.length) throw tooNew();
  try {
    const { schemaVersion } = readSnapshot(join(backup, DATABASE_FILE));
    if (schemaVersion > MIGRATIONS.length) throw tooNew();
  } catch (cause) {
    throw broken(DATABASE_FILE, 'it is no whole database: take another backup', cause);
  }
}

/** Makes the copy what the server will start from: new epochs, and nobody in it who was erased. */
async function prepare(
  draft: string,
  config: Config,
  clock: Clock,
): Promise<{ conversations: number; erasedAgain: number }> {
  const store = await openSqliteStore({ dataDir: draft, clock });
  try {
    const keyring = await openKeyring(store, config, clock);
    const conversations = await store.transact((transaction) =>
      transaction.beginAnew(() => newId<Epoch>(clock)),
    );
    const timeline = createTimeline({ keyring, clock });
    const erasures = openErasures({ dataDir: draft, clock });
    const bus = { publish: () => undefined };
    const erasedAgain = await eraseListed({ store, keyring, timeline, bus, clock, erasures });
    return { conversations, erasedAgain };
  } finally {
    await store.close(); // the log is in the database then
    syncFile(join(draft, DATABASE_FILE));
  }
}

/**
 * Gives what is there a second name in a folder of its own. The log goes first: beside another database it would be taken
 * for that one's. At no moment is there no database, for a server would begin a new one.
 */
function moveAside(dataDir: string, clock: Clock): string {
  const movedTo = join(dataDir, `replaced-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`);
  mkdirSync(movedTo, { mode: 0o700 });
  nameTwice(join(dataDir, DATABASE_FILE), join(movedTo, DATABASE_FILE));
  for (const end of ['-wal', '-shm'])
    if (existsSync(join(dataDir, DATABASE_FILE + end)))
      renameSync(join(dataDir, DATABASE_FILE + end), join(movedTo, DATABASE_FILE + end));
  syncFolder(movedTo);
  syncFolder(dataDir);
  return movedTo;
}

function nameTwice(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL); // not every file system knows second names
    syncFile(to);
  }
}
