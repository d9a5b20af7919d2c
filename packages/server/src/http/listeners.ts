import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BesideError } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';

// Not imported: for an import Node (24) reads every export of `node:http`, and that of WebSocket loads its client for
// HTTP, 2 MB that nothing here uses.
const { createServer } = process.getBuiltinModule('node:http');

/**
 * Starts to listen and resolves to the port. `localhost` is served on both address families where the machine has them,
 * whatever its resolver makes of the name.
 *
 * @throws BesideError `config_invalid` when the port is taken or may not be used
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  let sixth: Server | undefined;
  if (host === 'localhost')
    app.addHook('onClose', (_app, done) => {
      sixth?.closeAllConnections();
      sixth?.close();
      done();
    });
  try {
    await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
    const { port: chosen } = app.server.address() as AddressInfo; // a TCP listener has one
    if (host === 'localhost') sixth = await listenOnSixth(app, chosen);
    return chosen;
  } catch (cause) {
    const code = codeOf(cause);
    const problems: Readonly<Record<string, string>> = {
      EADDRINUSE: `port ${port} is taken: end the other program, or give another --port (0 takes free ones)`,
      EACCES: `port ${port} may not be used: give a --port above 1023`,
      EADDRNOTAVAIL: `this machine has no address ${host}: give another --host`,
      ENOTFOUND: `there is no host ${host}: give another --host`,
    };
    throw new BesideError('config_invalid', {
      cause,
      details: {
        field: code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? 'host' : 'port',
        mend: problems[code] ?? code,
      },
    });
  }
}

/** The same application on `::1`; `undefined` on a machine without IPv6. */
async function listenOnSixth(app: FastifyInstance, port: number): Promise<Server | undefined> {
  const server = createServer((request, response) => app.routing(request, response));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '::1', port, ipv6Only: true }, resolve);
    });
    return server;
  } catch (error) {
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
