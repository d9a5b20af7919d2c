import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newId, type BesideError, type Clock, type Epoch } from '@beside/protocol';
import type { Config } from '../config/load-config.ts';
import { eraseListed } from '../engine/erase-customer.ts';
import type { Store } from '../ports/store.ts';
import { renameDurably } from '../stores/files/durable-file.ts';
import { ERASURES_FILE, openErasures, readErasures, writeErasures } from '../stores/files/erasure-list.ts';
import { lockFolder } from '../stores/sqlite/lock-folder.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { readBackup, type Manifest } from './backup-set.ts';
import { openKeyring } from './existing-key.ts';
import { badOption, textOf, type CommandParts, type OperatorCommand } from './operator-command.ts';
import { createSqliteRestorer } from './restore-sqlite.ts';
import type { Restorer } from './restorer.ts';

/** What was restored. */
export interface RestoreResult {
  readonly store: Manifest['store'];
  readonly from: string;
  readonly data: string;
  readonly takenAt: string;
  /** Every one has a new epoch. */
  readonly conversations: number;
  /** Customers of the backup who had been erased since, and are again. */
  readonly erasedAgain: number;
  /** Where what was there before lies now: a folder, or a schema of the database. */
  readonly movedTo: string | null;
}

/** `npm run restore -- --from FOLDER`. */
export const restoreCommand: OperatorCommand<RestoreResult> = {
  usage: `restore --from FOLDER [--force] [--erasures FILE] [--data FOLDER] [--config FILE] [--json]

  --from      folder of a backup
  --force     move aside what the data folder, or the database in DATABASE_URL, holds; without it that is refused
  --erasures  a newer erasures.txt, when the data folder has none
  --data      folder of the database and keys (.data); the master key must be there, or in BESIDE_MASTER_KEY.
              With DATABASE_URL the backup goes to that database, and the list of erasures to this folder
  --config    configuration file of the server, JSON
  --json      print one line of JSON

No server of these data may run.
`,
  options: { from: { type: 'string' }, force: { type: 'boolean' }, erasures: { type: 'string' } },
  run: restore,
  describe: ({ store, takenAt, data, conversations, erasedAgain, movedTo }) =>
    `Restored the state of ${takenAt} into ${store === 'sqlite' ? data : 'the database'}: ${conversations} conversations, each with a new epoch.
${erasedAgain > 0 ? `${erasedAgain} customers who had been erased since were erased again.\n` : ''}${
      movedTo === null
        ? ''
        : `What was there before lies in ${store === 'sqlite' ? movedTo : `its schema "${movedTo}"`}: delete it when you no longer need it; erasing does not reach it.\n`
    }Agents sign in again; customers go on with the token they had then.\n`,
};

async function restore({ flags, config, clock }: CommandParts): Promise<RestoreResult> {
  const { dataDir, databaseUrl } = config;
  const from = textOf(flags['from']);
  if (!from) throw badOption('--from', 'name the folder of a backup');
  const extra = textOf(flags['erasures']);
  if (extra !== undefined && !existsSync(extra)) throw badOption('--erasures', `there is no file ${extra}`);
  const backup = resolve(from);
  const manifest = await readBackup(backup);
  const draft = join(dataDir, 'restoring');
  const restorer = await createRestorer(dataDir, databaseUrl, draft);
  if (manifest.store !== restorer.store) throw ofOtherKind(manifest.store);
  restorer.check(backup, manifest);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataDir);
  try {
    if ((await restorer.isTaken()) && flags['force'] !== true)
      throw badOption(...takenMend(databaseUrl === undefined ? dataDir : undefined));
    rmSync(draft, { recursive: true, force: true }); // of a run that was cut off
    mkdirSync(draft, { mode: 0o700 });
    const lists = [backup, dataDir].map((folder) => join(folder, ERASURES_FILE));
    if (extra !== undefined) lists.push(resolve(extra));
    writeErasures(join(draft, ERASURES_FILE), new Map(lists.flatMap((path) => [...readErasures(path)])));
    const done = await prepare(await restorer.openDraft(backup, clock), { draft, config, clock });
    // First: whoever is in the list and still in the database is erased again by the next restore, the other way not.
    renameDurably(join(draft, ERASURES_FILE), join(dataDir, ERASURES_FILE));
    const movedTo = await restorer.putInPlace(clock);
    return {
      ...{ store: manifest.store, from: backup, data: dataDir, takenAt: manifest.takenAt },
      ...done,
      movedTo,
    };
  } catch (error) {
    await restorer.discard().catch(() => undefined); // why it failed is what counts; the next run takes it away
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
    unlock();
  }
}

/** Loads the driver only where it is used. */
async function createRestorer(
  dataDir: string,
  databaseUrl: string | undefined,
  draft: string,
): Promise<Restorer> {
  if (databaseUrl === undefined) return createSqliteRestorer(dataDir, draft);
  const { createPostgresRestorer } = await import('./restore-postgres.ts');
  return createPostgresRestorer(databaseUrl);
}

function ofOtherKind(store: Manifest['store']): BesideError {
  return badOption(
    'DATABASE_URL',
    store === 'postgres'
      ? 'the backup is of a PostgreSQL database: set the variable to one'
      : 'the backup is of an embedded database: take the variable away',
  );
}

function takenMend(dataDir: string | undefined): [string, string] {
  return dataDir === undefined
    ? ['DATABASE_URL', 'the database holds data already: name another one, or --force to move it aside']
    : ['--data', `${dataDir} holds data already: name another folder, or --force to move it aside`];
}

/** Makes the copy what the server will start from: new epochs, and nobody in it who was erased. Closes it. */
async function prepare(
  store: Store,
  { draft, config, clock }: { readonly draft: string; readonly config: Config; readonly clock: Clock },
): Promise<{ conversations: number; erasedAgain: number }> {
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
    await store.close();
  }
}
