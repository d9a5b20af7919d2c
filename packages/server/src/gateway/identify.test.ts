import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { createShiftClock } from './testing/shift-clock.ts';
import {
  startConversation,
  startTestServer,
  type TestCustomer,
  type TestServer,
} from './testing/test-server.ts';
import { newId, type AnyFrame } from './testing/wire.ts';

const SECRET = 'a shared secret of thirty-two bytes or more';
const ORIGIN = 'https://bank.example';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pem = (pair: {
  publicKey: { export(options: { type: 'spki'; format: 'pem' }): string | Buffer };
}): string => String(pair.publicKey.export({ type: 'spki', format: 'pem' }));

const site = (siteId: string, identity?: { algorithm: string; key: string }): object => ({
  siteId,
  name: siteId,
  origins: [ORIGIN],
  ...(identity === undefined ? {} : { identity }),
});

const clock = createShiftClock();
let server: TestServer;

before(async () => {
  const sites = [
    site('bank', { algorithm: 'HS256', key: SECRET }),
    site('law', { algorithm: 'RS256', key: pem(rsa) }),
    site('post', { algorithm: 'ES256', key: pem(ec) }),
    site('rail', { algorithm: 'EdDSA', key: pem(ed) }),
    site('plain'),
  ];
  server = await startTestServer({ sites, limits: { socketsPerSession: 2 } }, undefined, { clock });
});
after(() => server.stop());

const page = (siteId = 'bank', token?: string): Promise<TestCustomer> =>
  server.customer({ siteId, origin: ORIGIN, ...(token === undefined ? {} : { token }) });

const nowS = (): number => Math.floor(clock.now() / 1_000);

function claims(more: JWTPayload = {}): JWTPayload {
  return { sub: 'customer-7', aud: 'bank', exp: nowS() + 300, jti: newId(), ...more };
}

const sign = (
  payload: JWTPayload,
  key: Parameters<SignJWT['sign']>[0] = new TextEncoder().encode(SECRET),
  alg = 'HS256',
) => new SignJWT(payload).setProtectedHeader({ alg }).sign(key);

const identify = (wire: TestCustomer, identityToken: string, id = newId()): Promise<AnyFrame> =>
  wire.ask({ type: 'identify', id, identityToken });

/** `done`, or the code and the problem of the refusal. */
function outcomeOf(answer: AnyFrame): string {
  if (answer.type === 'result') return 'done';
  const { code, details } = answer['error'] as { code: string; details?: { problem?: string } }; // as the wire's schema says
  return `${code}: ${details?.problem ?? ''}`;
}

async function outcome(identityToken: string | Promise<string>, siteId = 'bank'): Promise<string> {
  const wire = await page(siteId);
  const answer = outcomeOf(await identify(wire, await identityToken));
  wire.close();
  return answer;
}

const welcomeOf = (wire: TestCustomer): { customerId: string; identified: boolean; conversation: unknown } =>
  wire.frames.find(({ type }) => type === 'welcome')?.['customer'] as never; // as the wire's schema says

const newTokenOf = (wire: TestCustomer): string =>
  String(wire.frames.filter(({ type }) => type === 'token').at(-1)?.['token']);

describe('an identity token', () => {
  it("signed by the site's own server is good, in each algorithm", async () => {
    assert.deepEqual(
      [
        await outcome(sign(claims())),
        await outcome(sign(claims({ aud: 'law' }), rsa.privateKey, 'RS256'), 'law'),
        await outcome(sign(claims({ aud: 'post' }), ec.privateKey, 'ES256'), 'post'),
        await outcome(sign(claims({ aud: 'rail' }), ed.privateKey, 'EdDSA'), 'rail'),
        await outcome(sign(claims({ aud: ['other', 'bank'] }))),
      ],
      ['done', 'done', 'done', 'done', 'done'],
    );
  });

  it('[bad_C7] is refused when a name in it would turn the text around it', async () => {
    assert.equal(await outcome(sign(claims({ name: '\u202ereknab' }))), 'unauthenticated: token');
  });

  it('is for sites that have a key only', async () => {
    assert.equal(await outcome(sign(claims({ aud: 'plain' })), 'plain'), 'unsupported: ');
  });

  it('is refused when it is not of the algorithm of the site, whatever its header says', async () => {
    const head = (header: object): string => Buffer.from(JSON.stringify(header)).toString('base64url');
    const body = (audience: string): string => head(claims({ aud: audience }));
    const withPublicKey = (header: object): string => {
      const text = `${head(header)}.${body('law')}`;
      return `${text}.${createHmac('sha256', pem(rsa)).update(text).digest('base64url')}`;
    };
    const refused = 'unauthenticated: token';

    assert.deepEqual(
      [
        await outcome(new UnsecuredJWT(claims()).encode()),
        await outcome(`${head({ alg: 'NONE' })}.${body('bank')}.`),
        await outcome(`${head({ alg: 'HS256' })}.${body('bank')}.`),
        await outcome(withPublicKey({ alg: 'HS256' }), 'law'),
        await outcome(withPublicKey({ alg: 'RS256' }), 'law'),
        await outcome(withPublicKey({ alg: 'HS256', kid: '../../../../dev/null' }), 'law'),
        await outcome(
          withPublicKey({ alg: 'HS256', jwk: { kty: 'oct', k: 'AA' }, jku: 'https://evil.example' }),
          'law',
        ),
        await outcome(sign(claims(), new TextEncoder().encode(SECRET), 'HS512')),
        await outcome(sign(claims({ aud: 'law' }), rsa.privateKey, 'PS256'), 'law'),
      ],
      Array<string>(9).fill(refused),
    );
  });

  it('is refused when it is of another key, changed, or no token at all', async () => {
    const good = await sign(claims());
    const [head = '', , signature = ''] = good.split('.');
    const other = Buffer.from(JSON.stringify(claims({ sub: 'admin' }))).toString('base64url');
    const bad = [
      await sign(claims(), new TextEncoder().encode('another secret of thirty-two bytes or so')),
      `${head}.${other}.${signature}`,
      good.slice(0, -2),
      `${good}.`,
      '',
      'a.b.c',
      '{}',
      'x'.repeat(4_096),
    ];

    for (const token of bad) assert.equal(await outcome(token), 'unauthenticated: token', token.slice(0, 20));
  });

  it('is refused when it is for another site', async () => {
    for (const aud of ['law', '', ['law', 'post'], 'BANK'])
      assert.equal(await outcome(sign(claims({ aud }))), 'unauthenticated: token');
    const { aud: _aud, ...noAudience } = claims();
    assert.equal(await outcome(sign(noAudience)), 'unauthenticated: token');
  });

  it('is refused when it is over, not good yet, or good for more than ten minutes', async () => {
    assert.deepEqual(
      [
        await outcome(sign(claims({ exp: nowS() - 10 }))),
        await outcome(sign(claims({ nbf: nowS() + 60 }))),
        await outcome(sign(claims({ exp: nowS() + 700 }))),
        await outcome(sign(claims({ exp: Number.MAX_SAFE_INTEGER }))),
        await outcome(sign(claims({ exp: nowS() + 598 }))),
      ],
      [
        'unauthenticated: token',
        'unauthenticated: token',
        'unauthenticated: exp',
        'unauthenticated: exp',
        'done',
      ],
    );
    for (const claim of ['exp', 'sub', 'jti']) {
      const { [claim]: _gone, ...rest } = claims();
      assert.equal(await outcome(sign(rest)), 'unauthenticated: token', claim);
    }
  });

  it('is refused when what it says is too much or of the wrong kind', async () => {
    const wrong: JWTPayload[] = [
      { sub: '' },
      { sub: 'x'.repeat(201) },
      { jti: 'short' },
      { name: 'x'.repeat(101) },
      { email: ['a@b.example'] },
      { exp: nowS() + 60.5 },
    ];

    for (const more of wrong)
      assert.equal(
        await outcome(sign(claims(more))),
        'unauthenticated: token',
        JSON.stringify(more).slice(0, 30),
      );
  });

  it('is good once; again only for the command that used it', async () => {
    const token = await sign(claims());
    const [first, second] = [await page(), await page()];
    const id = newId();

    const outcomes = [
      outcomeOf(await identify(first, token, id)),
      outcomeOf(await identify(first, token, id)),
      outcomeOf(await identify(first, token)),
      outcomeOf(await identify(second, token)),
    ];

    assert.deepEqual(outcomes, ['done', 'done', 'unauthenticated: jti', 'unauthenticated: jti']);
    first.close();
    second.close();
  });

  it('is good once when many pages bring it at the same moment', async () => {
    const token = await sign(claims());
    const pages = await Promise.all([1, 2, 3, 4].map(() => page()));

    const outcomes = await Promise.all(pages.map(async (wire) => outcomeOf(await identify(wire, token))));

    assert.deepEqual(outcomes.sort(), ['done', ...Array<string>(3).fill('unauthenticated: jti')]);
    for (const wire of pages) wire.close();
  });

  it('cannot be brought twice by waiting until it is forgotten', async () => {
    const token = await sign(claims({ exp: nowS() + 590 }));
    assert.equal(await outcome(token), 'done');
    for (let minute = 0; minute < 9; minute += 1) {
      clock.shift(60_000);
      assert.equal(await outcome(token), 'unauthenticated: jti');
    }
    clock.shift(120_000);

    assert.equal(await outcome(token), 'unauthenticated: token');
  });
});

describe('a customer who is identified', () => {
  const subject = (): string => `subject-${newId()}`;

  it('gets another token; the one before is good until that is used', async () => {
    const first = await page();
    await identify(first, await sign(claims({ sub: subject() })));
    const newToken = newTokenOf(first);
    assert.notEqual(newToken, first.token);
    const old = await page('bank', first.token);
    assert.equal(welcomeOf(old).identified, true);
    old.close();

    const next = await page('bank', newToken);

    assert.equal(welcomeOf(next).customerId, welcomeOf(first).customerId);
    const late = await server.open(ORIGIN).opened();
    late.send({
      type: 'hello',
      versions: [1],
      role: 'customer',
      siteId: 'bank',
      locale: 'en',
      token: first.token,
    });
    assert.equal(await late.closed, 4401);
    first.close();
    next.close();
  });

  it('is the same one in another browser, with the same conversation', async () => {
    const sub = subject();
    const first = await page();
    await identify(first, await sign(claims({ sub })));
    const conversationId = await startConversation(first, 'in the first browser');
    const second = await page();

    await identify(second, await sign(claims({ sub })));

    const history = await second.ask({ type: 'history', conversationId, beforeSeq: 100, limit: 10 });
    assert.match(JSON.stringify(history['entries']), /in the first browser/);
    const again = await page('bank', newTokenOf(second));
    assert.equal(welcomeOf(again).customerId, welcomeOf(first).customerId);
    for (const wire of [first, second, again]) wire.close();
  });

  it('keeps the conversation that was begun before, and goes on as who they are afterwards', async () => {
    const sub = subject();
    const known = await page();
    await identify(known, await sign(claims({ sub })));
    const browser = await page();
    const conversationId = await startConversation(browser, 'before');

    await identify(browser, await sign(claims({ sub })));
    const during = await browser.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: 'during' },
    });
    await browser.command({ type: 'conversation.end', conversationId });
    const later = await page('bank', newTokenOf(browser));

    assert.equal(during.type, 'result');
    assert.equal(welcomeOf(later).customerId, welcomeOf(known).customerId);
    for (const wire of [known, browser, later]) wire.close();
  });

  it('leaves nothing to somebody else who is identified in the same browser', async () => {
    const first = await page();
    await identify(first, await sign(claims({ sub: subject() })));
    const conversationId = await startConversation(first, 'of the first one');
    first.send({ type: 'follow', conversationId });
    await first.ofType('entries');
    const other = await page('bank', newTokenOf(first));

    await identify(first, await sign(claims({ sub: subject() })));
    const from = first.frames.length;
    await other.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: 'still secret' },
    });
    const refused = await first.ask({ type: 'history', conversationId, beforeSeq: 100, limit: 10 });
    const next = await page('bank', newTokenOf(first));

    assert.equal(outcomeOf(refused), 'not_found: ');
    assert.equal(JSON.stringify(first.frames.slice(from)).includes('still secret'), false);
    assert.deepEqual(
      [welcomeOf(next).conversation, welcomeOf(next).customerId === welcomeOf(first).customerId],
      [null, false],
    );
    for (const wire of [first, other, next]) wire.close();
  });

  it('on one site is nobody on another one', async () => {
    const sub = subject();
    const here = await page();
    await identify(here, await sign(claims({ sub })));
    const there = await page('law');
    await identify(there, await sign(claims({ sub, aud: 'law' }), rsa.privateKey, 'RS256'));

    assert.notEqual(welcomeOf(here).customerId, welcomeOf(there).customerId);
    here.close();
    there.close();
  });

  it('has so many sockets over all browsers, and the oldest goes', async () => {
    const sub = subject();
    const pages = [await page(), await page(), await page()];
    for (const wire of pages) await identify(wire, await sign(claims({ sub })));

    assert.equal(await pages[0]?.closed, 4409);
    assert.deepEqual(
      pages.slice(1).map(({ isOpen }) => isOpen),
      [true, true],
    );
    for (const wire of pages) wire.close();
  });

  it('is shown to agents with what the token says, not with what the page says', async () => {
    const shop = await startTestServer({
      sites: [{ ...site('shop', { algorithm: 'HS256', key: SECRET }), origins: [ORIGIN] }],
    });
    const [login] = shop.logins;
    assert.ok(login);
    const agent = await shop.agent(login);
    await agent.command({ type: 'presence.set', presence: 'available' });
    const customer = await shop.customer({ origin: ORIGIN });
    const identity = { sub: subject(), name: 'Jin Kim', email: 'jin@mail.example' };
    await customer.ask({
      type: 'identify',
      identityToken: await sign(
        claims({ ...identity, aud: 'shop', exp: Math.floor(Date.now() / 1_000) + 60 }),
      ),
    });
    const conversationId = newId();

    await customer.command({
      type: 'conversation.start',
      conversationId,
      channel: 'chat',
      locale: 'en',
      context: { customerName: 'The Director', attributes: { verified: 'yes' } },
    });

    type Offers = { desk: { offers: { conversation: { verified: unknown; context: unknown } }[] } };
    const desk = (await agent.find(
      (frame) => frame.type === 'desk' && (frame as unknown as Offers).desk.offers.length > 0,
    )) as unknown as Offers; // as the wire's schema says
    const { verified, context } = desk.desk.offers[0]?.conversation ?? {};
    assert.deepEqual(verified, { subject: identity.sub, name: identity.name, email: identity.email });
    assert.deepEqual(context, { customerName: 'The Director', attributes: { verified: 'yes' } });
    await shop.stop();
  });
});
