import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  MAX_EXCHANGE_BODY_BYTES,
  createSignatureCheck,
  dialBodySchema,
  hangUpBodySchema,
  lookupBodySchema,
  type DialBody,
  type SignedPurpose,
} from '@beside/server/exchange';
import { openExchange, type DialResult, type ExchangeOptions } from './exchange.ts';

/** What the line is opened with. */
export interface ServeOptions extends ExchangeOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly requestSecret: string;
}

/** An exchange that can be called. */
export interface RunningExchange {
  readonly url: string;
  stop(): Promise<void>;
}

/** Paces after which a slow answer comes, and after which a stuck request is looked at. */
const SLOW_PACES = 8;
const STUCK_PACES = 4;

/** Opens the exchange and its HTTP side. */
export async function serveExchange(options: ServeOptions): Promise<RunningExchange> {
  const { clock, paceMs, host, requestSecret } = options;
  let exchange = openExchange(options);
  let signatures = createSignatureCheck(requestSecret);
  let restarts = 0;

  const restart = (): void => {
    restarts += 1;
    exchange.stop();
    server.closeAllConnections();
    exchange = openExchange(options);
    signatures = createSignatureCheck(requestSecret);
  };

  const pause = (paces: number): Promise<void> =>
    new Promise((resolve) => void clock.after(paces * paceMs, resolve));

  const dial = async (body: DialBody, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const behaviour = exchange.prepare(body);
    if (behaviour === 'unavailable')
      return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    if (behaviour === 'stuck') await pause(STUCK_PACES);
    const result = exchange.dial(body, behaviour);
    // A key that was known is answered as it should be: the trouble was the first time.
    if (result.kind === 'accepted' && !result.replayed) {
      if (behaviour === 'drops_reply') return void request.socket.destroy();
      if (behaviour === 'hangs') return;
      if (behaviour === 'restarts') return restart();
      if (behaviour === 'slow') await pause(SLOW_PACES);
    }
    answerDial(response, result);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const purpose = PATHS.get(request.url ?? '');
    if (purpose === undefined || request.method !== 'POST') return refuse(response, 404, 'unsupported');
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413, 'refused');
    const problem = signatures.findProblem(request.headers, purpose, body, clock.now());
    if (problem !== undefined) return refuse(response, 401, 'not_allowed');
    const content = parse(body);
    switch (purpose) {
      case 'dial': {
        const parsed = dialBodySchema.safeParse(content);
        return parsed.success ? dial(parsed.data, request, response) : refuse(response, 400, 'refused');
      }
      case 'lookup': {
        const parsed = lookupBodySchema.safeParse(content);
        if (!parsed.success) return refuse(response, 400, 'refused');
        // Where lookups are not offered, nobody is to rely on one.
        if (options.mode !== 'lookup') return refuse(response, 404, 'unsupported');
        return answer(response, 200, { callRef: exchange.lookup(parsed.data.callKey) });
      }
      case 'hang-up': {
        const parsed = hangUpBodySchema.safeParse(content);
        if (!parsed.success) return refuse(response, 400, 'refused');
        exchange.hangUp(parsed.data.callRef);
        return answer(response, 200, {});
      }
    }
  };

  const server: Server = createServer((request, response) => {
    const began = restarts;
    handle(request, response).catch(() => {
      if (began === restarts) process.stderr.write('exchange: a request failed\n');
      response.destroy();
    });
  });
  server.requestTimeout = 10_000;
  server.listen(options.port, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of TCP
  return {
    url: `http://${host}:${port}`,
    async stop() {
      exchange.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PATHS = new Map<string, Exclude<SignedPurpose, 'event'>>([
  ['/v1/dial', 'dial'],
  ['/v1/lookup', 'lookup'],
  ['/v1/hang-up', 'hang-up'],
]);

function answerDial(response: ServerResponse, result: DialResult): void {
  switch (result.kind) {
    case 'accepted':
      return answer(response, 200, { callRef: result.callRef, replayed: result.replayed });
    case 'refused':
      return refuse(response, 422, 'refused');
    case 'expired':
      return refuse(response, 410, 'refused');
    case 'fenced':
    case 'other_body':
      return refuse(response, 409, 'refused');
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  answer(response, status, { error: { code } });
}

function answer(response: ServerResponse, status: number, content: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

/** `undefined` when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_EXCHANGE_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // the schema refuses it
  }
}
