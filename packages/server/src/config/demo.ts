import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ConfiguredAgent, ConfiguredSite } from './load-config.ts';

/** A demonstration login, as printed at start. */
export interface DemoLogin {
  readonly role: 'agent' | 'supervisor';
  readonly email: string;
  readonly password: string;
}

/** A login with its password's hash, which need not be made or tried at a start then. */
export interface KeptLogin extends DemoLogin {
  /** Absent in folders of before it was kept, and of no use once somebody has written another password. */
  readonly hashed?: { readonly hash: string; readonly ofPassword: string } | undefined;
}

const loginsSchema = z.array(
  z.strictObject({
    role: z.enum(['agent', 'supervisor']),
    email: z.email(),
    password: z.string().min(12),
    hashed: z.strictObject({ hash: z.string(), ofPassword: z.string() }).optional(),
  }),
);

const PEOPLE = [
  { role: 'agent', email: 'mina@demo.beside', name: 'Mina Kim', alias: '미나 Mina' },
  { role: 'agent', email: 'jun@demo.beside', name: 'Jun Park', alias: '준 Jun' },
  { role: 'supervisor', email: 'sora@demo.beside', name: 'Sora Lee', alias: '소라 Sora' },
] as const;

/** The people who answer on the demonstration sites, with the passwords of this data folder. */
export function createDemoAgents(
  logins: readonly KeptLogin[],
  sites: readonly ConfiguredSite[],
): ConfiguredAgent[] {
  const queues = Object.fromEntries(
    sites.map((site) => [site.siteId, site.queues.map((queue) => queue.queueId)]),
  );
  return PEOPLE.map((person) => {
    const login = logins.find(({ email }) => email === person.email);
    return { ...person, ...(login ? secretOf(login) : {}), queues, capacity: 4, disabled: !login };
  });
}

function secretOf({ password, hashed }: KeptLogin): Pick<ConfiguredAgent, 'password' | 'passwordHash'> {
  return hashed?.ofPassword === password ? { passwordHash: hashed.hash } : { password };
}

/**
 * The logins of this data folder: made with random passwords the first time, the same ones at later starts.
 *
 * @param randomBytes of a cryptographic source
 */
export async function keepDemoLogins(
  dataDir: string,
  randomBytes: (count: number) => Uint8Array,
  hashPassword: (password: string) => Promise<string>,
): Promise<KeptLogin[]> {
  const path = join(dataDir, 'demo-logins.json');
  if (existsSync(path)) return loginsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const logins = await Promise.all(
    PEOPLE.map(async ({ role, email }) => {
      const password = Buffer.from(randomBytes(12)).toString('base64url');
      const hashed = { hash: await hashPassword(password), ofPassword: password };
      return { role, email, password, hashed };
    }),
  );
  writeFileSync(path, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return logins;
}
