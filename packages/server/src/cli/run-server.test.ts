import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Wire, codeOf, newId, type AnyFrame } from '../gateway/testing/wire.ts';
import { canFillDisk, createFolder, fillDisk, startProgram, type ProgramLine } from './testing/program.ts';

interface Page {
  readonly wire: Wire;
  readonly token: string;
}

async function openPage({ socket, demo }: ProgramLine, token?: string): Promise<Page> {
  const wire = await new Wire(socket, { origin: demo }).opened();
  wire.send({
    type: 'hello',
    versions: [1],
    role: 'customer',
    siteId: 'shop',
    locale: 'en',
    ...(token === undefined ? {} : { token }),
  });
  await wire.ofType('welcome');
  const given = wire.frames.find(({ type }) => type === 'token')?.['token'];
  return { wire, token: typeof given === 'string' ? given : (token ?? '') };
}

async function start(wire: Wire): Promise<string> {
  const conversationId = newId();
  await wire.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
  return conversationId;
}

const say = (wire: Wire, conversationId: string, text: string): Promise<AnyFrame> =>
  wire.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });

const post = (url: string, path: string, body: object, origin = url): Promise<Response> =>
  fetch(new URL(path, url), {
    method: 'POST',
    headers: { origin, 'content-type': path.endsWith('interactions') ? 'text/plain' : 'application/json' },
    body: JSON.stringify(body),
  });

describe('the program', () => {
  it('prints one line with where it is, and says goodbye when it is told to end', async (t) => {
    const program = startProgram(t);
    const line = await program.ready;
    const { wire } = await openPage(line);

    program.signal('SIGTERM');

    assert.equal(await wire.closed, 1001);
    assert.equal(await program.ended, 0);
    assert.equal(program.stdout(), `${JSON.stringify(line)}\n`);
    assert.deepEqual(Object.keys(line), [
      'url',
      'demo',
      'viewer',
      'console',
      'socket',
      'schema',
      'pid',
      'logins',
    ]);
    assert.equal(line.pid, program.pid);
  });

  it('keeps what it makes to itself: files of the data folder are for their owner only', async (t) => {
    const program = startProgram(t, { dataDir: join(createFolder(t)) });
    await program.ready;

    for (const name of ['master.key', 'demo-logins.json', 'beside.sqlite', 'beside.sqlite-wal'])
      assert.equal(statSync(join(program.dataDir, name)).mode & 0o777, 0o600, name);
  });

  it('ends with the field and the mend when the configuration is not allowed', async (t) => {
    const program = startProgram(t, { file: { prot: 1 } });

    assert.equal(await program.ended, 1);
    assert.deepEqual(
      [program.stdout(), program.stderr()],
      ['', 'beside: prot: no such setting exists here; correct its name or take it out\n'],
    );
  });

  it('ends at once when it is told twice', async (t) => {
    const program = startProgram(t);
    await program.ready;

    program.signal('SIGINT');
    program.signal('SIGINT');

    assert.ok([0, 130, 'SIGINT'].includes(await program.ended));
  });

  it('comes back after it was killed with everything it had acknowledged', async (t) => {
    const dataDir = createFolder(t);
    const first = startProgram(t, { dataDir });
    const { wire, token } = await openPage(await first.ready);
    const conversationId = await start(wire);
    const results: number[] = [];
    for (let count = 0; count < 15; count += 1)
      results.push(((await say(wire, conversationId, `line ${count}`))['value'] as { seq: number }).seq);
    first.signal('SIGKILL');
    await first.ended;

    const second = startProgram(t, { dataDir });
    const page = await openPage(await second.ready, token);
    const history = await page.wire.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 200 });

    const seqs = (history['entries'] as { seq: number }[]).map(({ seq }) => seq);
    assert.deepEqual(seqs.slice(-15), results);
    page.wire.close();
  });
});

describe('the log', () => {
  it('holds nothing that a person wrote, is called, or signs in with', async (t) => {
    const program = startProgram(t);
    const line = await program.ready;
    const [login] = line.logins;
    assert.ok(login);
    const { wire, token } = await openPage(line);
    const conversationId = await start(wire);
    const canary = (what: string): string => `canary-${what}-9f8e7d`;

    await say(wire, conversationId, canary('message'));
    await say(wire, newId(), canary('refused-message'));
    await wire.errorOf(`{"type":"ping","at":"${canary('broken')}"}`);
    await wire.errorOf(`{"broken ${canary('json')}`);
    wire.send({ type: canary('type') });
    await wire.ask({ type: 'identify', identityToken: canary('identity') });
    await wire.command({
      type: 'conversation.set-context',
      conversationId,
      context: {
        page: { url: `https://shop.example/?q=${canary('query')}`, title: canary('title') },
        customerName: canary('name'),
        attributes: { city: canary('attribute') },
      },
    });
    await post(line.url, '/v1/agents/login', {
      email: `${canary('email')}@centre.example`,
      password: canary('password'),
    });
    await post(line.url, '/v1/agents/login', { ...login, email: login.email });
    await post(
      line.url,
      '/v1/interactions',
      { siteId: 'shop', token, reportId: canary('report') },
      line.demo,
    );
    await fetch(`${line.url}/nowhere/${canary('path')}?a=${canary('search')}`, {
      headers: { cookie: `__Host-beside-agent=${canary('cookie')}`, 'user-agent': canary('agent') },
    });
    if (canFillDisk) {
      const empty = fillDisk(program.pid);
      assert.equal(codeOf(await say(wire, conversationId, canary('unstored'))), 'read_only');
      empty();
    }
    program.signal('SIGTERM');
    await program.ended;

    const written = program.stderr();
    assert.doesNotMatch(written, /canary/);
    for (const secret of [
      token,
      login.password,
      login.email,
      '127.0.0.1',
      wire.frames.length > 0 ? 'shop.example' : '',
    ])
      assert.equal(written.includes(secret), false, secret);
    if (canFillDisk) assert.match(written, /the database refuses/);
  });
});

describe('a full disk', () => {
  const skip = canFillDisk ? false : 'prlimit is not installed';

  it(
    'is said in words, acknowledges nothing, lets read, and is over when there is room',
    { skip },
    async (t) => {
      const program = startProgram(t);
      const line = await program.ready;
      const { wire, token } = await openPage(line);
      const conversationId = await start(wire);
      await say(wire, conversationId, 'before');
      const ready = (): Promise<Response> => fetch(`${line.url}/readyz`);
      assert.deepEqual([(await ready()).status, await (await ready()).json()], [200, { status: 'ok' }]);

      const empty = fillDisk(program.pid);
      const refused = await Promise.all(['a', 'b', 'c'].map((text) => say(wire, conversationId, text)));
      const status = await ready();
      const health = await fetch(`${line.url}/healthz`);
      const page = await openPage(line, token);
      const during = await page.wire.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 200 });
      const late = await new Wire(line.socket, { origin: line.demo }).opened();
      late.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' });
      const stranger = await late.ofType('error');
      empty();
      while ((await ready()).status !== 200);
      const after = await say(wire, conversationId, 'after');
      const history = await page.wire.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 200 });

      assert.deepEqual(refused.map(codeOf), ['read_only', 'read_only', 'read_only']);
      assert.deepEqual(
        [status.status, await status.json(), health.status],
        [503, { status: 'read-only' }, 200],
      );
      assert.deepEqual([codeOf(stranger), await late.closed], ['read_only', 1001]);
      assert.equal(after.type, 'result');
      const textsIn = (frame: AnyFrame): string[] =>
        (frame['entries'] as { body: { content?: { text: string } } }[]).flatMap(
          ({ body }) => body.content?.text ?? [],
        ); // as the wire's schema says
      assert.deepEqual([textsIn(during), textsIn(history)], [['before'], ['before', 'after']]);
      program.signal('SIGTERM');
      assert.equal(await program.ended, 0);
    },
  );
});
