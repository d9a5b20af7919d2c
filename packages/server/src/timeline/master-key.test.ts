import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { startConversation, startTestServer } from '../gateway/testing/test-server.ts';
import { loadMasterKey } from './master-key.ts';

const clock = createFakeClock();

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-key-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function detailsOf(error: unknown): unknown {
  assert.ok(error instanceof BesideError);
  return { code: error.code, ...error.details };
}

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return detailsOf(error);
  }
  return 'accepted';
}

describe('loadMasterKey', () => {
  it('makes one the first time, for its owner only, and finds it again', (t) => {
    const dataDir = createFolder(t);

    const key = loadMasterKey({ dataDir, clock });

    assert.deepEqual(loadMasterKey({ dataDir, clock }), Buffer.from(key));
    assert.deepEqual(readdirSync(dataDir), ['master.key']);
    assert.equal(statSync(join(dataDir, 'master.key')).mode & 0o777, 0o600);
    assert.equal(
      readFileSync(join(dataDir, 'master.key'), 'utf8'),
      `${Buffer.from(key).toString('base64')}\n`,
    );
  });

  it('writes none when one is configured', (t) => {
    const dataDir = createFolder(t);
    const configured = Buffer.alloc(32, 7).toString('base64');

    assert.deepEqual(loadMasterKey({ dataDir, configured, clock }), Buffer.alloc(32, 7));
    assert.deepEqual(readdirSync(dataDir), []);
  });

  it('refuses what is not 32 bytes, naming where it comes from and never what it is', (t) => {
    const dataDir = createFolder(t);
    const path = join(dataDir, 'master.key');
    for (const text of ['', 'short', Buffer.alloc(31).toString('base64'), 'a'.repeat(64)]) {
      const refusal = { code: 'config_invalid', mend: 'give 32 bytes in base64' };
      writeFileSync(path, text);

      assert.deepEqual(
        refusalOf(() => loadMasterKey({ dataDir, clock })),
        { ...refusal, field: path },
      );
      assert.deepEqual(
        refusalOf(() => loadMasterKey({ dataDir, configured: text, clock })),
        {
          ...refusal,
          field: 'BESIDE_MASTER_KEY',
        },
      );
    }
  });

  it('is not confused by a draft of a start that was cut off', (t) => {
    const dataDir = createFolder(t);
    writeFileSync(join(dataDir, 'master.key.new'), 'half of', { mode: 0o644 });

    const key = loadMasterKey({ dataDir, clock });

    assert.equal(key.length, 32);
    assert.deepEqual(loadMasterKey({ dataDir, clock }), Buffer.from(key));
    assert.equal(statSync(join(dataDir, 'master.key')).mode & 0o777, 0o600);
  });
});

describe('a server with another key than that of its data', () => {
  const withKey = (byte: number) => ({
    environment: { BESIDE_MASTER_KEY: Buffer.alloc(32, byte).toString('base64') },
  });

  it('does not start, says what to do, and leaves everything as it is', async (t) => {
    const dataDir = createFolder(t);
    const first = await startTestServer({}, dataDir, withKey(1));
    const page = await first.customer();
    const conversationId = await startConversation(page, 'sealed');
    await first.stop();

    const refusals = [
      await startTestServer({}, dataDir, withKey(2)).catch(detailsOf),
      await startTestServer({}, dataDir).catch(detailsOf),
    ];
    const second = await startTestServer({}, dataDir, withKey(1));
    t.after(() => second.stop());

    const refusal = {
      code: 'config_invalid',
      field: 'BESIDE_MASTER_KEY',
      mend: 'the data is sealed with another key: give that one (without the variable, master.key of the folder), or another folder',
    };
    assert.deepEqual(refusals, [refusal, refusal]);
    const again = await second.customer({ token: page.token });
    const history = await again.ask({ type: 'history', conversationId, beforeSeq: 100, limit: 10 });
    assert.match(JSON.stringify(history), /"sealed"/);
  });
});
