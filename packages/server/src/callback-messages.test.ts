import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { newId } from './gateway/testing/wire.ts';
import { startTestServer, type TestCustomer, type TestServer } from './gateway/testing/test-server.ts';

const PATIENCE_MS = 10_000;

interface Gateway {
  readonly port: number;
  /** The next text message: to whom, and what. */
  next(): Promise<{ readonly to: string; readonly text: string }>;
}

/** A mail server that stands for a gateway of text messages. */
async function openGateway(t: TestContext): Promise<Gateway> {
  const waiting: ((one: { to: string; text: string }) => void)[] = [];
  const arrived: { to: string; text: string }[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, hideSTARTTLS: true },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [head = '', ...body] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
        const isPacked = /^Content-Transfer-Encoding: base64\r?$/m.test(head);
        const raw = body.join('\r\n\r\n');
        const text = isPacked ? Buffer.from(raw, 'base64').toString('utf8') : unfold(raw);
        const one = { to: envelope.rcptTo[0]?.address ?? '', text };
        const take = waiting.shift();
        if (take) take(one);
        else arrived.push(one);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>((resolve) => server.close(resolve)));
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port
    next() {
      const one = arrived.shift();
      if (one) return Promise.resolve(one);
      return new Promise((resolve, reject) => {
        const timeout = setTimeout(() => reject(new Error('no message came')), PATIENCE_MS);
        waiting.push((told) => {
          clearTimeout(timeout);
          resolve(told);
        });
      });
    },
  };
}

/** Quoted-printable. */
const unfold = (raw: string): string =>
  raw
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => `%${hex}`)
    .includes('%')
    ? decodeURIComponent(raw.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, '%$1'))
    : raw;

async function start(t: TestContext, port: number, verification: 'none' | 'code'): Promise<TestServer> {
  const server = await startTestServer({
    sites: [
      {
        siteId: 'store',
        name: 'Example Shop',
        origins: ['https://store.example'],
        callback: { verification, plannedAgents: { general: 2 } },
      },
    ],
    messages: {
      sms: {
        ...{ provider: 'smtp', host: '127.0.0.1', port, encryption: 'none' },
        ...{ from: 'shop@store.example', domain: 'sms.example' },
      },
    },
  });
  t.after(() => server.stop());
  return server;
}

interface Told {
  readonly view: { readonly status: string; readonly manageUrl?: string; readonly checkCode: string } | null;
}

async function book(customer: TestCustomer): Promise<{ conversationId: string; callbackId: string }> {
  const ask = newId();
  customer.send({ type: 'callback-offer', id: ask, locale: 'en' });
  const { value } = (await customer.find(({ type, id }) => type === 'answer' && id === ask)) as unknown as {
    value: { availability: { revision: string; slots: { startAt: number }[] } };
  }; // as the wire's schema says
  const { revision, slots } = value.availability;
  const ids = { conversationId: newId(), callbackId: newId() };
  await customer.command({
    ...{ type: 'callback.request', ...ids, availabilityRevision: revision, zone: 'Asia/Seoul', locale: 'en' },
    ...{ when: { kind: 'scheduled', startAt: slots[3]?.startAt }, matter: { path: [] }, consents: [] },
    target: { kind: 'phone', number: '010-1234-5678' },
  });
  return ids;
}

const viewOf = async (customer: TestCustomer, status: string): Promise<Told['view']> =>
  (
    (await customer.find(
      (frame) => frame.type === 'callback' && (frame as unknown as Told).view?.status === status,
    )) as unknown as Told
  ).view; // as the wire's schema says

describe('a server with a gateway of text messages', () => {
  it('[C7] tells the number when it rings, with the link that the page is told', async (t) => {
    const gateway = await openGateway(t);
    const server = await start(t, gateway.port, 'none');
    const customer = await server.customer({ siteId: 'store', origin: 'https://store.example' });

    await book(customer);

    const { to, text } = await gateway.next();
    const view = await viewOf(customer, 'scheduled');
    assert.equal(to, '821012345678@sms.example');
    assert.match(text, /^\[Example Shop\]\r?\nWe will call you: /);
    assert.ok(view?.manageUrl);
    assert.ok(view.manageUrl.startsWith(`${server.url}/callback/`));
    assert.ok(text.includes(`call it off: ${view.manageUrl}`));
    assert.ok(text.includes(`digits ${view.checkCode}`));
  });

  it('[C8] sends the code that proves the number', async (t) => {
    const gateway = await openGateway(t);
    const server = await start(t, gateway.port, 'code');
    const customer = await server.customer({ siteId: 'store', origin: 'https://store.example' });
    const ids = await book(customer);
    const code = /\b\d{6}\b/.exec((await gateway.next()).text)?.[0];
    assert.ok(await viewOf(customer, 'verifying'));

    await customer.command({ type: 'callback.verify', ...ids, code });

    assert.ok(await viewOf(customer, 'scheduled'));
    assert.match((await gateway.next()).text, /We will call you/);
  });
});
