import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, isErrorCode, type Clock } from '@beside/protocol';
import type { Config } from '../config/load-config.ts';
import { eraseCustomer, type Erasure } from '../engine/erase-customer.ts';
import type { Whom } from '../engine/find-person.ts';
import { DOOR_FILE, ERASE_PATH, doorSchema, whomSchema } from '../http/operator-door.ts';
import { openErasures } from '../stores/files/erasure-list.ts';
import { openStore } from '../stores/open-store.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { badOption, type CommandFlags, type CommandParts, type OperatorCommand } from './operator-command.ts';
import { openKeyring } from './existing-key.ts';

/** What was erased, and who did it: the server that runs, or this program alone. */
export interface EraseResult extends Erasure {
  readonly by: 'server' | 'program';
}

/** `npm run erase -- --customer ID`. */
export const eraseCommand: OperatorCommand<EraseResult> = {
  usage: `erase --customer ID | --conversation ID | --site ID --subject TEXT  [--data FOLDER] [--config FILE] [--json]

  --customer      id of the customer, as their page and a vendor's desk know it
  --conversation  id of one of their conversations
  --site          with --subject: the site's own name for them, as its identity tokens say it
  --data          folder of the database and keys (.data)
  --config        configuration file of the server, JSON
  --json          print one line of JSON
`,
  options: {
    customer: { type: 'string' },
    conversation: { type: 'string' },
    site: { type: 'string' },
    subject: { type: 'string' },
  },
  async run({ flags, config, clock }: CommandParts) {
    const whom = readWhom(flags);
    if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'beside.sqlite')))
      throw badOption('--data', `${config.dataDir} holds no database: name the server's folder`);
    const asked = await askServer(config.dataDir, whom);
    const result: EraseResult = asked
      ? { ...asked, by: 'server' }
      : { ...(await eraseAlone(config, clock, whom)), by: 'program' };
    if (result.traces === 'busy')
      throw new BesideError('unavailable', {
        details: {
          field: 'traces',
          mend: 'the customer is erased, but a program (a backup?) still reads an older state, which is kept for it; run this once more when it is done',
        },
      });
    return result;
  },
  describe: ({ isRepeated, customers, conversations, entries, reports }) =>
    isRepeated
      ? 'This customer was erased before; nothing of them was left.\n'
      : `Erased: ${customers} customer records (one per browser), ${conversations} conversations with ${entries} entries, ${reports} reports.
Backups that were made before still hold their sealed data and wrapped key: delete them when their time is over.
What a vendor behind this server, or the customer's own browser, keeps is not reached from here.\n`,
};

function readWhom({ customer, conversation, site, subject }: CommandFlags): Whom {
  const said = { customerId: customer, conversationId: conversation, siteId: site, subject };
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  const whom = whomSchema.safeParse(Object.fromEntries(given));
  if (whom.success) return whom.data;
  const field =
    conversation === undefined
      ? (site ?? subject) === undefined
        ? '--customer'
        : '--subject'
      : '--conversation';
  throw badOption(field, 'name one person: by one id, a UUID, or by --site and --subject');
}

/** `undefined` when no server answers there. Only a running server can end sockets and forget what it remembers. */
async function askServer(dataDir: string, whom: Whom): Promise<Erasure | undefined> {
  const path = join(dataDir, DOOR_FILE);
  if (!existsSync(path)) return undefined;
  const door = doorSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!door.success) return undefined;
  let response: Response;
  try {
    response = await fetch(new URL(ERASE_PATH, door.data.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${door.data.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(whom),
    });
  } catch {
    return undefined; // left behind by a server that was killed: its folder is free, or its lock says no
  }
  const answer = parseJson(await response.text());
  if (response.ok) return answer as Erasure; // of our own server, which knows the token
  const code = (answer as { error?: { code?: string } } | undefined)?.error?.code ?? '';
  // Another program got the port of a server that was killed.
  if (code === 'unauthenticated' || !isErrorCode(code)) return undefined;
  throw new BesideError(code);
}

async function eraseAlone(config: Config, clock: Clock, whom: Whom): Promise<Erasure> {
  const { dataDir, databaseUrl } = config;
  const store = await openStore({ dataDir, databaseUrl, clock });
  try {
    const keyring = await openKeyring(store, config, clock);
    const timeline = createTimeline({ keyring, clock });
    const erasures = openErasures({ dataDir, clock });
    const bus = { publish: () => undefined };
    return await eraseCustomer({ store, keyring, timeline, bus, clock, erasures }, whom);
  } finally {
    await store.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not what our server writes
  }
}
