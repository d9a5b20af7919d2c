import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createDemoAgents, keepDemoLogins } from './demo.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-demo-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const randomBytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);
const hashPassword = (password: string): Promise<string> => Promise.resolve(`hash of ${password}`);
const refuse = (): Promise<string> => Promise.reject(new Error('nothing is to be hashed'));

const secretsOf = (logins: Awaited<ReturnType<typeof keepDemoLogins>>) =>
  createDemoAgents(logins, []).map(({ password, passwordHash, disabled }) => ({
    password,
    passwordHash,
    disabled,
  }));

describe('logins of the demonstration', () => {
  it('are made once, with their hashes, and later starts hash and try nothing', async (t) => {
    const folder = createFolder(t);
    const made = await keepDemoLogins(folder, randomBytes, hashPassword);

    const kept = await keepDemoLogins(folder, randomBytes, refuse);

    assert.deepEqual(kept, made);
    assert.equal(statSync(join(folder, 'demo-logins.json')).mode & 0o777, 0o600);
    const [{ password } = { password: '' }] = kept;
    assert.deepEqual(secretsOf(kept)[0], {
      password: undefined,
      passwordHash: `hash of ${password}`,
      disabled: false,
    });
  });

  it('take a password that somebody wrote into the file, and those of folders without hashes', async (t) => {
    const folder = createFolder(t);
    const path = join(folder, 'demo-logins.json');
    await keepDemoLogins(folder, randomBytes, hashPassword);
    const [first, second] = JSON.parse(readFileSync(path, 'utf8')) as object[];
    const { hashed: _hashed, ...plain } = second as { hashed: object; password: string };
    writeFileSync(path, JSON.stringify([{ ...first, password: 'chosen by hand' }, plain]));

    const secrets = secretsOf(await keepDemoLogins(folder, randomBytes, refuse));

    assert.deepEqual(secrets, [
      { password: 'chosen by hand', passwordHash: undefined, disabled: false },
      { password: plain.password, passwordHash: undefined, disabled: false },
      { password: undefined, passwordHash: undefined, disabled: true },
    ]);
  });
});
