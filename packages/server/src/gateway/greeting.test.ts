import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ERRORS, type ErrorCode } from '@beside/protocol';
import { createShiftClock } from './testing/shift-clock.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';
import { newId, type AnyFrame, type Wire } from './testing/wire.ts';

const SITES = [
  { siteId: 'bank', name: 'Bank', origins: ['https://bank.example', 'https://www.bank.example:8443'] },
  { siteId: 'toys', name: 'Toys', origins: ['https://toys.example', 'https://bank.example.kr'] },
];

const clock = createShiftClock();
let server: TestServer;

before(async () => {
  server = await startTestServer({ sites: SITES }, undefined, { clock });
});
after(() => server.stop());

const hello = (more: object = {}): object => ({
  type: 'hello',
  versions: [1],
  role: 'customer',
  siteId: 'bank',
  locale: 'en',
  ...more,
});

function errorFrame(code: ErrorCode, details?: object): AnyFrame {
  const error = { code, message: ERRORS[code].message, ...(details === undefined ? {} : { details }) };
  return { type: 'error', error };
}

/** What a page of an origin is answered to a first frame, and how the socket ends. */
async function greeting(origin: string | undefined, frame: unknown): Promise<[readonly AnyFrame[], number]> {
  const wire = await server.open(origin).opened();
  wire.send(frame);
  const code = await wire.closed;
  return [wire.frames, code];
}

/** 101 when a page of this origin may open a socket; else the status of the refusal. */
async function upgradeOf(origin: string): Promise<number> {
  const wire = server.open(origin);
  const status = await Promise.race([wire.closed, wire.opened().then(() => 101)]);
  wire.close();
  return status;
}

describe('a first frame', () => {
  it('[bad_W13] has to come within five seconds', async () => {
    const wire = await server.open().opened();
    clock.shift(4_500);
    assert.equal(wire.isOpen, true);
    clock.shift(2_000);

    assert.equal(await wire.closed, 4401);
    assert.deepEqual(wire.frames, [errorFrame('hello_required')]);
  });

  it('[bad_W13] has to be hello', async () => {
    const id = newId();
    const early = [{ type: 'ping', at: 1 }, { type: 'command', id, intentAt: 1, command: {} }, { type: 'x' }];

    for (const frame of early)
      assert.deepEqual(await greeting(undefined, frame), [[errorFrame('hello_required')], 4401]);
  });

  it('[bad_W13] is the only hello; a second one changes nothing', async () => {
    const customer = await server.customer({ siteId: 'bank', origin: 'https://bank.example' });
    const welcomed = customer.frames.length;
    customer.send(hello({ siteId: 'toys' }));
    const answer = await customer.ofType('error', welcomed);
    const conversationId = newId();

    const started = await customer.command({
      type: 'conversation.start',
      conversationId,
      channel: 'chat',
      locale: 'en',
    });

    assert.deepEqual(answer, errorFrame('hello_required', { problem: 'once' }));
    assert.equal(started.type, 'result');
    assert.equal(customer.frames.filter(({ type }) => type === 'welcome').length, 1);
    customer.close();
  });

  it('ends the socket when it cannot be read', async () => {
    assert.deepEqual(await greeting(undefined, '{'), [[errorFrame('bad_frame', { problem: 'json' })], 4400]);
    assert.deepEqual(await greeting('https://bank.example', hello({ locale: 7 })), [
      [errorFrame('bad_frame', { path: 'locale', problem: 'invalid_type' })],
      4400,
    ]);
    assert.deepEqual(await greeting('https://bank.example', hello({ admin: true })), [
      [errorFrame('bad_frame', { path: '', problem: 'unrecognized_keys' })],
      4400,
    ]);
  });

  it('picks the newest version that both sides speak', async () => {
    const wire = await server.open('https://bank.example').opened();
    wire.send(hello({ versions: [99, 1, 2_000] }));

    assert.equal((await wire.ofType('welcome'))['version'], 1);
    wire.close();
  });

  it('tells which versions there are when none is spoken by both', async () => {
    // The rest of it is of the future, too.
    const future = { type: 'hello', versions: [99], who: { kind: 'customer' } };

    assert.deepEqual(await greeting('https://bank.example', future), [
      [errorFrame('version_unsupported', { versions: '1' })],
      4426,
    ]);
  });

  for (const versions of [[], 'one', [1.5], ['1'], Array<number>(50).fill(1)]) {
    it(`is refused when its versions are ${JSON.stringify(versions).slice(0, 20)}`, async () => {
      const [, code] = await greeting('https://bank.example', hello({ versions }));

      assert.ok(code === 4400 || code === 4426, String(code));
    });
  }
});

describe('the origin of a page', () => {
  const nearly = [
    'null',
    'https://evil.example',
    'https://bank.example.evil.example',
    'https://evil-bank.example',
    'https://www.bank.example',
    'https://sub.bank.example',
    'http://bank.example',
    'https://bank.example:443',
    'https://bank.example:8443',
    'https://bank.example/',
    'https://BANK.example',
    'https://bank.example, https://evil.example',
    'https://evil.example#https://bank.example',
    'file://',
    '*',
  ];

  it('has to be exactly one that is written down', async () => {
    assert.equal(await upgradeOf('https://bank.example'), 101);
    assert.equal(await upgradeOf('https://www.bank.example:8443'), 101);
    for (const origin of nearly) assert.equal(await upgradeOf(origin), 403, origin);
  });

  it('of another site is answered like a site that does not exist', async () => {
    const refused = [[errorFrame('origin_refused')], 4403];

    assert.deepEqual(await greeting('https://toys.example', hello()), refused);
    assert.deepEqual(await greeting('https://bank.example.kr', hello()), refused);
    assert.deepEqual(await greeting('https://toys.example', hello({ siteId: 'nowhere' })), refused);
    assert.deepEqual(await greeting(server.url, hello()), refused);
  });

  it('has to be there, unless the site allows clients without a browser', async () => {
    assert.deepEqual(await greeting(undefined, hello()), [[errorFrame('origin_refused')], 4403]);
    const wire = await server.open().opened();
    wire.send(hello({ siteId: 'shop' }));

    assert.equal((await wire.ofType('welcome'))['role'], 'customer');
    wire.close();
  });

  it('of a console is that of the server or none, never that of a site', async () => {
    const [login] = server.logins;
    assert.ok(login);
    const console = await server.signIn(login);
    const agentHello = async (): Promise<object> => ({
      type: 'hello',
      versions: [1],
      role: 'agent',
      ticket: await console.ticket(),
      locale: 'en',
    });

    assert.deepEqual(await greeting(server.demo, await agentHello()), [[errorFrame('origin_refused')], 4403]);
    const wire = await server.open(server.url).opened();
    wire.send(await agentHello());
    assert.equal((await wire.ofType('welcome'))['role'], 'agent');
    wire.close();
  });
});

describe('a ticket', () => {
  let console: Awaited<ReturnType<TestServer['signIn']>>;
  const unauthenticated = [[errorFrame('unauthenticated')], 4401];
  const sayHello = (wire: Wire, ticket: string): void =>
    wire.send({ type: 'hello', versions: [1], role: 'agent', ticket, locale: 'en' });
  const refusalOf = async (ticket: string): Promise<unknown> =>
    greeting(undefined, { type: 'hello', versions: [1], role: 'agent', ticket, locale: 'en' });

  beforeEach(async () => {
    const [login] = server.logins;
    assert.ok(login);
    console = await server.signIn(login);
  });

  it('is good once', async () => {
    const ticket = await console.ticket();
    const first = await server.open().opened();
    sayHello(first, ticket);
    await first.ofType('welcome');

    assert.deepEqual(await refusalOf(ticket), unauthenticated);
    assert.equal(first.isOpen, true);
    first.close();
  });

  it('is good once, however many sockets bring it at the same moment', async () => {
    const ticket = await console.ticket();
    const wires = await Promise.all(Array.from({ length: 5 }, () => server.open().opened()));
    for (const wire of wires) sayHello(wire, ticket);

    const answers = await Promise.all(
      wires.map((wire) => wire.find(({ type }) => type === 'welcome' || type === 'error')),
    );

    assert.deepEqual(answers.map(({ type }) => type).sort(), ['error', 'error', 'error', 'error', 'welcome']);
    for (const wire of wires) wire.close();
  });

  it('is good for thirty seconds', async () => {
    const ticket = await console.ticket();
    clock.shift(30_001);

    assert.deepEqual(await refusalOf(ticket), unauthenticated);
  });

  it('dies with the sign-in it was bought with', async () => {
    const ticket = await console.ticket();
    assert.equal((await server.post('/v1/agents/logout', {}, { cookie: console.cookie })).status, 204);

    assert.deepEqual(await refusalOf(ticket), unauthenticated);
  });

  it('is no guess, no cookie and no customer token', async () => {
    const customer = await server.customer();
    const cookieValue = console.cookie.split('=')[1] ?? '';

    for (const guess of ['x'.repeat(43), cookieValue, customer.token])
      assert.deepEqual(await refusalOf(guess), unauthenticated);
    customer.close();
  });

  it('is needed: a cookie alone makes no agent', async () => {
    const wire = await server.open().opened();
    wire.send({ type: 'hello', versions: [1], role: 'agent', locale: 'en' });

    assert.equal(await wire.closed, 4400);
  });
});
