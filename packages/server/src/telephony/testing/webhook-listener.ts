import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookRequest } from '../../ports/telephony.ts';

/** Somewhere to post to. */
export interface WebhookListener {
  readonly url: string;
  /** Takes the next requests; its answer is the status. */
  onRequest: (request: WebhookRequest) => number;
  close(): Promise<void>;
}

/** Listens on a free port of this machine. */
export async function listenForWebhooks(): Promise<WebhookListener> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = listener.onRequest({
        headers: request.headers,
        body: Buffer.concat(chunks),
        receivedAt: Date.now(),
      });
      response.writeHead(status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // of TCP
  const listener: WebhookListener = {
    url: `http://127.0.0.1:${port}/`,
    onRequest: () => 503,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return listener;
}
