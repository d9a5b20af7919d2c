import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, type Clock } from '@beside/protocol';
import type { DemoLogin } from '../../config/demo.ts';
import { parseFlags } from '../../config/flags.ts';
import { loadConfig } from '../../config/load-config.ts';
import { createLog } from '../../config/log.ts';
import { createServer, type RunningServer } from '../../create-server.ts';
import { Wire, newId } from './wire.ts';

/** A real server on free ports with a data folder of its own. */
export interface TestServer extends RunningServer {
  readonly dataDir: string;
  readonly url: string;
  readonly demo: string;
  /** A socket that has said nothing yet. */
  open(origin?: string): Wire;
  /** A customer's socket that was welcomed, with the token it has now. */
  customer(options?: CustomerOptions): Promise<TestCustomer>;
  signIn(login: Login): Promise<Console>;
  /** A console's socket that was welcomed. */
  agent(login: Login): Promise<Wire>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Who a customer's page says it is. */
export interface CustomerOptions {
  readonly siteId?: string;
  readonly token?: string;
  /** The demonstration's when absent. */
  readonly origin?: string;
}

/** A customer's socket that was welcomed. */
export type TestCustomer = Wire & {
  /** The one it was given, else the one it came with. */
  readonly token: string;
};

/** What somebody signs in with. */
export type Login = Pick<DemoLogin, 'email' | 'password'>;

/** How a test's server differs from the usual one. */
export interface TestServerOptions {
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A signed-in console. */
export interface Console {
  readonly cookie: string;
  ticket(): Promise<string>;
}

/** Starts one. `file` is the configuration file's content; `dataDir` is that of an earlier one that was stopped. */
export async function startTestServer(
  file: Readonly<Record<string, unknown>> = {},
  dataDir?: string,
  { clock = createSystemClock(), environment = {} }: TestServerOptions = {},
): Promise<TestServer> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'beside-server-'));
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify({ demo: true, ...file }));
  const config = loadConfig(parseFlags(['--port', '0', '--data', folder, '--config', path]), environment);
  const root = new URL('../../../../../', import.meta.url).pathname;
  const server = await createServer({ config, log: createLog('silent'), clock, root });
  const { url, socket, demo = '' } = server.addresses;

  const post = (
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const signIn = async ({ email, password }: Login): Promise<Console> => {
    const answer = await post('/v1/agents/login', { email, password });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    return {
      cookie,
      ticket: async () =>
        ((await (await post('/v1/agents/ticket', {}, { cookie })).json()) as { ticket: string }).ticket,
    };
  };
  const open = (origin?: string): Wire => new Wire(socket, origin === undefined ? {} : { origin });

  return {
    ...server,
    dataDir: folder,
    url,
    demo,
    open,
    signIn,
    post,
    async customer({ siteId = 'shop', token, origin = demo } = {}) {
      const wire = await open(origin).opened();
      wire.send({
        type: 'hello',
        versions: [1],
        role: 'customer',
        siteId,
        locale: 'en',
        ...(token === undefined ? {} : { token }),
      });
      await wire.ofType('welcome');
      const given = wire.frames.find((frame) => frame.type === 'token')?.['token'];
      return Object.assign(wire, { token: typeof given === 'string' ? given : (token ?? '') });
    },
    async agent(login) {
      const ticket = await (await signIn(login)).ticket();
      const wire = await open().opened();
      wire.send({ type: 'hello', versions: [1], role: 'agent', ticket, locale: 'en' });
      await wire.ofType('welcome');
      return wire;
    },
    async stop() {
      await server.stop();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a conversation with one line; resolves to its id. */
export async function startConversation(customer: Wire, text = 'Hello'): Promise<string> {
  const conversationId = newId();
  await customer.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
  await customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });
  return conversationId;
}

/** Makes an agent available and takes the offer of a conversation; resolves when it is assigned. */
export async function takeConversation(agent: Wire, conversationId: string): Promise<void> {
  await agent.command({ type: 'presence.set', presence: 'available' });
  const isOffer = (offer: { conversation: { conversationId: string } }): boolean =>
    offer.conversation.conversationId === conversationId;
  type DeskFrame = { desk: { offers: { offerId: string; conversation: { conversationId: string } }[] } };
  const frame = (await agent.find(
    (candidate) => candidate.type === 'desk' && (candidate as unknown as DeskFrame).desk.offers.some(isOffer),
  )) as unknown as DeskFrame; // as the wire's schema says
  const offerId = frame.desk.offers.find(isOffer)?.offerId;
  await agent.command({ type: 'offer.accept', conversationId, offerId });
}
