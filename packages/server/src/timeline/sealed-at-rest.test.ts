import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { SignJWT } from 'jose';
import { startConversation, startTestServer, takeConversation } from '../gateway/testing/test-server.ts';
import { codeOf, newId } from '../gateway/testing/wire.ts';

const SECRET = 'a shared secret of thirty-two bytes or more';
const ORIGIN = 'https://shop.example';
const FILE = {
  sites: [{ siteId: 'shop', name: 'Shop', origins: [ORIGIN], identity: { algorithm: 'HS256', key: SECRET } }],
};

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-sealed-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The forms in which a text could lie in a file. */
function formsOf(text: string): Buffer[] {
  return [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
    Buffer.from(Buffer.from(text).toString('hex')),
    // Of three bytes each, so that it is the same wherever it begins in what is encoded with it.
    Buffer.from(Buffer.from(text).toString('base64').slice(4, -4)),
  ];
}

/** Those of the texts that are found in any file of the folder. */
function findIn(dataDir: string, texts: readonly string[]): string[] {
  const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)));
  return texts.filter((text) => formsOf(text).some((form) => files.some((file) => file.includes(form))));
}

describe('what people say and are', () => {
  it('lies in no file in the clear, neither while the server runs nor afterwards', async (t) => {
    const dataDir = createFolder(t);
    const server = await startTestServer(FILE, dataDir);
    const [login] = server.logins;
    assert.ok(login);
    const texts: string[] = [];
    const canary = (what: string): string => {
      const text = `canary ${what} 카나리아 ${newId()}`;
      texts.push(text);
      return text;
    };
    const page = await server.customer({ origin: ORIGIN });
    const identityToken = await new SignJWT({
      sub: canary('subject'),
      aud: 'shop',
      exp: Math.floor(Date.now() / 1_000) + 60,
      jti: newId(),
      name: canary('verified name'),
      email: canary('verified email'),
    })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));
    assert.equal((await page.ask({ type: 'identify', identityToken })).type, 'result');
    const conversationId = await startConversation(page, canary('message'));
    await page.command({
      type: 'conversation.set-context',
      conversationId,
      context: {
        page: { url: 'https://shop.example/secret-page', title: canary('title') },
        customerName: canary('name'),
        attributes: { city: canary('attribute') },
      },
    });
    const agent = await server.agent(login);
    await takeConversation(agent, conversationId);
    await agent.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: canary('answer') },
    });
    const properties = { query: canary('interaction') };
    await page.ask({ type: 'report', interactions: [{ id: newId(), name: 'page.left', at: 1, properties }] });
    texts.push(page.token, login.password, 'secret-page');
    const newToken = page.frames.filter(({ type }) => type === 'token').at(-1)?.['token'];
    texts.push(String(newToken));

    const logins = ['demo-logins.json'];
    const searched = texts.filter((text) => text !== login.password);
    assert.equal(texts.length, 13);
    assert.deepEqual(findIn(dataDir, searched), []);
    await server.stop();
    assert.deepEqual(findIn(dataDir, searched), []);
    // The search finds what is there: the demonstration's password, in the one file made for it.
    const withPassword = readdirSync(dataDir).filter((name) =>
      readFileSync(join(dataDir, name)).includes(login.password),
    );
    assert.deepEqual(withPassword, logins);
  });

  it('is sealed with a key of their own: deleting it takes everything of that customer, and of nobody else', async (t) => {
    const dataDir = createFolder(t);
    const first = await startTestServer({}, dataDir);
    const [gone, staying] = [await first.customer(), await first.customer()];
    const [goneId, stayingId] = [
      await startConversation(gone, 'forget me'),
      await startConversation(staying, 'keep me'),
    ];
    for (const [page, conversationId] of [
      [gone, goneId],
      [staying, stayingId],
    ] as const)
      await page.command({ type: 'conversation.end', conversationId });
    await first.stop();
    const database = new DatabaseSync(join(dataDir, 'beside.sqlite'));
    const keys = database.prepare('SELECT wrapped_key FROM customer').all();
    const erased = database
      .prepare(`UPDATE customer SET wrapped_key = x'00' WHERE token_hash = ?`)
      .run(createHash('sha256').update(gone.token).digest('hex'));
    database.close();

    const second = await startTestServer({}, dataDir);
    t.after(() => second.stop());
    const read = async (token: string, conversationId: string): Promise<unknown> => {
      const page = await second.customer({ token });
      return page.ask({ type: 'history', conversationId, beforeSeq: 100, limit: 10 });
    };

    assert.equal(new Set(keys.map((row) => String(row['wrapped_key']))).size, 2);
    assert.equal(Number(erased.changes), 1);
    const answer = (await read(gone.token, goneId)) as Parameters<typeof codeOf>[0];
    assert.equal(codeOf(answer), 'internal');
    assert.doesNotMatch(JSON.stringify(answer), /forget me/);
    assert.match(JSON.stringify(await read(staying.token, stayingId)), /keep me/);
  });
});
