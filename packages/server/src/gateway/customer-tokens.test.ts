import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createShiftClock } from './testing/shift-clock.ts';
import { startConversation, startTestServer, type TestServer } from './testing/test-server.ts';
import { codeOf, type AnyFrame, type Wire } from './testing/wire.ts';

const HOUR_MS = 3_600_000;
const clock = createShiftClock();
let server: TestServer;

before(async () => {
  server = await startTestServer({}, undefined, { clock });
});
after(() => server.stop());

/** What a page with a token is answered: its new token if any, or how it is refused. */
async function greet(token: string, siteId = 'shop'): Promise<Greeting> {
  const wire = await server.open(server.demo).opened();
  wire.send({ type: 'hello', versions: [1], role: 'customer', siteId, locale: 'en', token });
  const answer = await wire.find(({ type }) => type === 'welcome' || type === 'error');
  if (answer.type === 'error') return { refused: [codeOf(answer), await wire.closed] };
  wire.close();
  return { newToken: tokenIn(wire), customerId: customerIdOf(answer) };
}

interface Greeting {
  readonly refused?: readonly [string, number];
  readonly newToken?: string | undefined;
  readonly customerId?: string;
}

function tokenIn(wire: Wire, from = 0): string | undefined {
  const token = wire.frames.slice(from).find(({ type }) => type === 'token')?.['token'];
  return typeof token === 'string' ? token : undefined;
}

function customerIdOf(welcome: AnyFrame): string {
  return (welcome['customer'] as { customerId: string }).customerId; // as the wire's schema says
}

const REFUSED: Greeting = { refused: ['unauthenticated', 4401] };

describe("a customer's token", () => {
  it('is given once, is 256 random bits, and is never changed while it is young', async () => {
    const [one, two] = [await server.customer(), await server.customer()];

    assert.match(one.token, /^[A-Za-z0-9_-]{43}$/);
    assert.notEqual(one.token, two.token);
    assert.equal((await greet(one.token)).newToken, undefined);
    one.close();
    two.close();
  });

  it('makes the same customer again, on the same site only', async () => {
    const page = await server.customer();
    const conversationId = await startConversation(page);
    const again = await server.customer({ token: page.token });
    const welcome = await again.ofType('welcome');

    const { conversation } = welcome['customer'] as { conversation: { conversationId: string } };
    assert.equal(conversation.conversationId, conversationId);
    assert.deepEqual(await greet(page.token, 'outlet'), REFUSED);
    page.close();
    again.close();
  });

  it('is changed after an hour; the old one is good until the new one was used', async () => {
    const page = await server.customer();
    page.close();
    clock.shift(HOUR_MS + 1);

    const { newToken, customerId } = await greet(page.token);
    assert.ok(newToken);
    // Lost on the way: the page comes with the old one again, and nothing is lost.
    assert.equal((await greet(page.token)).customerId, customerId);
    assert.deepEqual(await greet(newToken), { newToken: undefined, customerId });

    assert.deepEqual(await greet(page.token), REFUSED);
  });

  it('is changed on an open page with its heartbeat', async () => {
    const page = await server.customer();
    const from = page.frames.length;
    clock.shift(40_000);
    page.send({ type: 'ping', at: 1 });
    await page.ofType('pong', from);
    assert.equal(tokenIn(page, from), undefined);
    for (let minutes = 0; minutes <= 60; minutes += 0.5) {
      clock.shift(30_000);
      const pongs = page.frames.length;
      page.send({ type: 'ping', at: 1 });
      await page.ofType('pong', pongs);
    }

    const newToken = tokenIn(page, from);
    assert.ok(newToken);
    assert.equal(page.frames.filter(({ type }) => type === 'token').length, 2);
    assert.notEqual((await greet(newToken)).customerId, undefined);
    assert.deepEqual(await greet(page.token), REFUSED);
    page.close();
  });

  it('that was stolen and used is worth nothing once the owner has used the next one', async () => {
    const page = await server.customer();
    page.close();
    clock.shift(HOUR_MS + 1);
    const owners = await greet(page.token);
    await greet(owners.newToken ?? '');

    for (const stolen of [page.token, page.token.slice(0, -1) + 'A', page.token.toLowerCase()])
      assert.deepEqual(await greet(stolen), REFUSED);
  });

  it('is over after a day without being used', async () => {
    const page = await server.customer();
    page.close();
    clock.shift(24 * HOUR_MS + 1);

    assert.deepEqual(await greet(page.token), REFUSED);
  });

  it('is no guess, and nothing that does not look like one', async () => {
    assert.deepEqual(await greet('A'.repeat(43)), REFUSED);
    for (const garbage of ['', 'short', '../../etc/passwd', `' OR 1=1 --${' '.repeat(20)}`, 'x'.repeat(300)])
      assert.equal((await greet(garbage)).refused?.[1], 4400, garbage);
  });

  it('cannot be chosen by who hands it to somebody else', async () => {
    const page = await server.open(server.demo).opened();
    const chosen = 'attackers_own_token_attackers_own_token_att';
    page.send({
      type: 'hello',
      versions: [1],
      role: 'customer',
      siteId: 'shop',
      locale: 'en',
      token: chosen,
    });

    assert.equal(await page.closed, 4401);
    assert.deepEqual(await greet(chosen), REFUSED);
  });

  it('is changed once when several pages come with the same old one, and all go on', async () => {
    const page = await server.customer();
    page.close();
    clock.shift(HOUR_MS + 1);

    const greetings = await Promise.all([1, 2, 3].map(() => greet(page.token)));

    assert.equal(new Set(greetings.map(({ customerId }) => customerId)).size, 1);
    assert.equal(
      greetings.every(({ refused }) => refused === undefined),
      true,
    );
    const newTokens = greetings.flatMap(({ newToken }) => newToken ?? []);
    assert.equal(newTokens.length, 1);
    assert.equal((await greet(newTokens[0] ?? '')).customerId, greetings[0]?.customerId);
  });
});
