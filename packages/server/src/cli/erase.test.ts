import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { startConversation, startTestServer, type TestServer } from '../gateway/testing/test-server.ts';
import { codeOf, newId } from '../gateway/testing/wire.ts';
import { hashOf } from '../stores/files/erasure-list.ts';
import { backupCommand } from './backup.ts';
import { eraseCommand } from './erase.ts';
import { runCommand, type CommandOutcome } from './operator-command.ts';
import { FILE, ORIGIN, addPerson, customerOf, findIn, listFiles } from './testing/person.ts';
import { startProgram } from './testing/program.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-erase-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const erase = (dataDir: string, customerId: string): Promise<CommandOutcome> =>
  runCommand(eraseCommand, ['--customer', customerId, '--data', dataDir, '--json'], {});

/** The bytes that would open what a customer left, in the backups too. */
function wrappedKeysOf(dataDir: string): Uint8Array[] {
  const database = new DatabaseSync(join(dataDir, 'beside.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT wrapped_key FROM customer').all();
  database.close();
  return rows.map((row) => row['wrapped_key'] as Uint8Array); // a STRICT column
}

const resultOf = ({ stdout }: CommandOutcome): Record<string, unknown> =>
  JSON.parse(stdout) as Record<string, unknown>; // compared by the tests

async function start(t: TestContext, dataDir: string): Promise<TestServer> {
  const server = await startTestServer(FILE, dataDir);
  t.after(() => server.stop());
  return server;
}

describe('erasing a customer', () => {
  for (const way of ['server', 'program'] as const) {
    it(`by the ${way} leaves nothing of them in any file, in no form, nor the key that opens it`, async (t) => {
      const dataDir = createFolder(t);
      const server = await start(t, dataDir);
      const person = await addPerson(server);
      const keys = wrappedKeysOf(dataDir);
      const stranger = await server.customer({ origin: ORIGIN });
      const strangersId = await startConversation(stranger, 'keep me');
      if (way === 'program') await server.stop();
      // Sealed before: no text is there, the keys are.
      assert.equal(keys.length, 2);
      assert.deepEqual(findIn(listFiles(dataDir), person.texts), []);
      assert.deepEqual(findIn(listFiles(dataDir), keys), keys);

      const outcome = await erase(dataDir, person.customerId);

      assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
      const { entries, ...result } = resultOf(outcome);
      assert.ok(Number(entries) > 6);
      assert.deepEqual(result, {
        isRepeated: false,
        customers: 2,
        conversations: 2,
        reports: 1,
        calls: 0,
        timers: 1,
        traces: 'clean',
        by: way,
      });
      const backup = join(dataDir, 'backup');
      assert.equal((await runCommand(backupCommand, ['--data', dataDir, '--to', backup], {})).exitCode, 0);
      const gone = [...person.texts, ...keys, person.customerId, ...person.tokens];
      assert.ok(listFiles(dataDir).some((path) => path.startsWith(backup)));
      assert.deepEqual(findIn(listFiles(dataDir), gone), []);
      await server.stop();
      assert.deepEqual(findIn(listFiles(dataDir), gone), []);

      const again = await start(t, dataDir);
      const known = await again.customer({ origin: ORIGIN, token: stranger.token });
      const page = await known.ask({ type: 'history', conversationId: strangersId, beforeSeq: 99, limit: 9 });
      assert.match(JSON.stringify(page), /keep me/);
    });
  }

  it('cuts off their pages, whose tokens are worth nothing from then on', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const person = await addPerson(server);

    assert.equal((await erase(dataDir, person.customerId)).exitCode, 0);

    assert.equal(await person.page.closed, 4401);
    for (const token of person.tokens) {
      const wire = await server.open(ORIGIN).opened();
      wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en', token });
      assert.equal(await wire.closed, 4401);
      assert.equal(codeOf(await wire.ofType('error')), 'unauthenticated');
    }
  });

  it('shows an agent who has the conversation before them that it was erased, and takes it off the desk', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const { agent, conversationId, customerId } = await addPerson(server);
    agent.send({ type: 'follow', conversationId });
    const [before] = await Promise.all([agent.ofType('entries')]);
    const from = agent.frames.length;

    assert.equal((await erase(dataDir, customerId)).exitCode, 0);

    const broken = await agent.ofType('discontinuity', from);
    assert.equal(broken['reason'], 'epoch');
    assert.notEqual(broken['epoch'], before['epoch']);
    const { entries, epoch, uptoSeq } = await agent.ofType('entries', from);
    assert.deepEqual([epoch, uptoSeq], [broken['epoch'], 1]);
    assert.deepEqual(
      (entries as { seq: number; type: string; body: unknown }[]).map(({ seq, type, body }) => ({
        seq,
        type,
        body,
      })),
      [{ seq: 1, type: 'conversation.ended', body: { by: 'system', reason: 'erased' } }],
    );
    await agent.find(
      (frame) =>
        frame.type === 'desk' && (frame['desk'] as { conversations: unknown[] }).conversations.length === 0,
      from,
    );
    const answer = await agent.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: 'are you there?' },
    });
    assert.equal(codeOf(answer), 'forbidden');
    const history = await agent.ask({ type: 'history', conversationId, beforeSeq: 99, limit: 9 });
    assert.equal(history.type, 'history-page');
  });

  it('lets the person come back as somebody new, who begins with nothing', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const person = await addPerson(server);
    await erase(dataDir, person.customerId);

    const fresh = await server.customer({ origin: ORIGIN });
    const conversationId = await startConversation(fresh, 'hello again');

    const { customerId, identified, conversation } = customerOf(fresh);
    assert.notEqual(customerId, person.customerId);
    assert.deepEqual([identified, conversation], [false, null]);
    assert.equal(
      codeOf(
        await fresh.ask({ type: 'history', conversationId: person.conversationId, beforeSeq: 9, limit: 9 }),
      ),
      'not_found',
    );
    const page = await fresh.ask({ type: 'history', conversationId, beforeSeq: 9, limit: 9 });
    assert.match(JSON.stringify(page), /hello again/);
  });

  it('is done once: a second time looks for what is left, and is no error', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const { customerId } = await addPerson(server);
    await erase(dataDir, customerId);

    const again = await erase(dataDir, customerId);

    assert.equal(again.exitCode, 0);
    assert.deepEqual([resultOf(again)['isRepeated'], resultOf(again)['customers']], [true, 0]);
    assert.match(
      readFileSync(join(dataDir, 'erasures.txt'), 'utf8'),
      new RegExp(`^${hashOf(customerId as never)} `, 'm'),
    );
  });

  it('is still done when a server was killed and left its door behind', async (t) => {
    const program = startProgram(t);
    const { socket, demo } = await program.ready;
    const { Wire } = await import('../gateway/testing/wire.ts');
    const wire = await new Wire(socket, { origin: demo }).opened();
    wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' });
    await wire.ofType('welcome');
    const text = `canary ${newId()}`;
    await startConversation(wire, text);
    program.signal('SIGKILL');
    await program.ended;
    assert.ok(existsSync(join(program.dataDir, 'operator.json')));

    const outcome = await erase(program.dataDir, customerOf(wire).customerId);

    assert.equal(outcome.exitCode, 0);
    assert.equal(resultOf(outcome)['by'], 'program');
    assert.doesNotMatch(program.stdout() + program.stderr(), new RegExp(text));
  });

  it('finds the person by a conversation of theirs, or by the name the site has for them', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const people = [await addPerson(server), await addPerson(server)] as const;
    const [subject = ''] = people[1].texts;
    const run = (...argv: string[]): Promise<CommandOutcome> =>
      runCommand(eraseCommand, ['--data', dataDir, '--json', ...argv], {});

    const outcomes = [
      await run('--conversation', people[0].conversationId),
      await run('--site', 'shop', '--subject', subject),
      await run('--site', 'shop', '--subject', subject),
    ];

    assert.deepEqual(
      outcomes.map((outcome) => [outcome.exitCode, resultOf(outcome)['customers']]),
      [
        [0, 2],
        [0, 2],
        [3, undefined],
      ],
    );
    assert.deepEqual(
      findIn(
        listFiles(dataDir),
        people.flatMap(({ texts, customerId }) => [...texts, customerId]),
      ),
      [],
    );
  });

  it('says what is wrong with what it was told, each with an exit code of its own', async (t) => {
    const dataDir = createFolder(t);
    const empty = createFolder(t);
    const server = await start(t, dataDir);
    const run = async (argv: string[], environment: Record<string, string> = {}): Promise<unknown[]> => {
      const { exitCode, stderr } = await runCommand(eraseCommand, argv, environment);
      return [exitCode, stderr.split(':')[1]?.trim()];
    };
    const id = newId();

    const asked = [
      await run(['--data', dataDir]),
      await run(['--data', dataDir, '--customer', 'everybody']),
      await run(['--data', dataDir, '--customer', id, '--conversation', id]),
      await run(['--data', dataDir, '--site', 'shop']),
      await run(['--data', empty, '--customer', id]),
      await run(['--customer', id, '--everybody']),
      await run(['--data', dataDir, '--customer', id]),
    ];
    await server.stop();
    const alone = [
      await run(['--data', dataDir, '--customer', id]),
      await run(['--data', dataDir, '--customer', id], {
        BESIDE_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      }),
    ];

    assert.deepEqual(asked, [
      [2, '--customer'],
      [2, '--customer'],
      [2, '--conversation'],
      [2, '--subject'],
      [2, '--data'],
      [2, 'flags'],
      [3, 'not_found'],
    ]);
    assert.deepEqual(alone, [
      [3, 'not_found'],
      [2, 'BESIDE_MASTER_KEY'],
    ]);
  });

  it('opens its door to nobody without the token of the data folder', async (t) => {
    const dataDir = createFolder(t);
    const server = await start(t, dataDir);
    const person = await addPerson(server);
    const path = join(dataDir, 'operator.json');
    const { url, token } = JSON.parse(readFileSync(path, 'utf8')) as { url: string; token: string };
    const ask = async (authorization: string, body: object): Promise<number> =>
      (
        await fetch(new URL('/v1/erase', url), {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;

    const { customerId } = person;
    const statuses = [
      await ask('', { customerId }),
      await ask(`Bearer ${token.slice(1)}`, { customerId }),
      await ask(`Bearer ${token}`, { customerId: '*' }),
      await ask(`Bearer ${token}`, {}),
    ];

    assert.deepEqual(statuses, [401, 401, 400, 400]);
    assert.ok(person.page.isOpen);
    await server.stop();
    assert.equal(existsSync(path), false);
    writeFileSync(path, 'nonsense');
    assert.equal((await erase(dataDir, customerId)).exitCode, 0);
  });
});
