import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startConversation, startTestServer } from './gateway/testing/test-server.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-shutdown-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a server that is told to stop', () => {
  it('says goodbye to everybody and loses nothing that it has acknowledged', async (t) => {
    const dataDir = createFolder(t);
    const limits = { messageBurst: 1_000, messagesPerMinute: 10_000 };
    const first = await startTestServer({ limits }, dataDir);
    const pages = await Promise.all([1, 2, 3].map(() => first.customer()));
    const ids = await Promise.all(pages.map((page) => startConversation(page)));
    const [login] = first.logins;
    assert.ok(login);
    const agent = await first.agent(login);
    const asked = pages.flatMap((page, index) =>
      Array.from({ length: 100 }, (_, line) =>
        page
          .command({
            type: 'chat.send',
            conversationId: ids[index],
            content: { kind: 'text', text: `line ${line} of ${index}` },
          })
          .catch(() => undefined),
      ),
    );
    await asked[0];

    const stopped = first.stop();
    const codes = await Promise.all([...pages, agent].map((wire) => wire.closed));
    await stopped;
    await first.stop();

    const second = await startTestServer({ limits }, dataDir);
    t.after(() => second.stop());
    const kept = await Promise.all(
      pages.map(async (page, index) => {
        const again = await second.customer({ token: page.token });
        const answer = await again.ask({
          type: 'history',
          conversationId: ids[index],
          beforeSeq: 10_000,
          limit: 200,
        });
        const entries = answer['entries'] as { type: string; seq: number }[]; // as the wire's schema says
        return entries.filter(({ type }) => type === 'chat.message').map(({ seq }) => seq);
      }),
    );
    // The first result is that of the start.
    const acknowledged = pages.map((page) =>
      page.frames
        .filter(({ type }) => type === 'result')
        .slice(1)
        .map((frame) => (frame['value'] as { seq: number }).seq),
    );
    assert.deepEqual(codes, [1001, 1001, 1001, 1001]);
    assert.ok(acknowledged.flat().length >= 4);
    // Nothing that was acknowledged is lost, and nothing that was done was left without its answer.
    assert.deepEqual(kept, acknowledged);
  });

  it('takes no new sockets and no requests afterwards', async (t) => {
    const server = await startTestServer({}, createFolder(t));
    await server.customer();
    const stopped = server.stop();

    const late = server.open(server.demo);
    const outcome = await late.closed;
    await stopped;

    assert.notEqual(outcome, 1000);
    assert.equal(late.isOpen, false);
    await assert.rejects(fetch(`${server.url}/healthz`));
    assert.equal(await server.open().closed, 1006);
  });
});
