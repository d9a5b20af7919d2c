import type { AddressInfo } from 'node:net';
import { BesideError } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';

/**
 * Starts to listen and resolves to the port. `localhost` listens on both address families where the machine has them.
 *
 * @throws BesideError `config_invalid` when the port is taken or may not be used
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
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
  return (app.server.address() as AddressInfo).port; // a TCP listener has one
}
