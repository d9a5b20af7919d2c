import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { BesideError, ERRORS, type ErrorCode } from '@beside/protocol';
import type { GatewayContext } from './context.ts';
import { toWireError } from './wire-error.ts';

/** Where sockets are opened. */
export const SOCKET_PATH = '/v1/socket';

/**
 * Why a socket may not even be opened; `undefined` when it may try to say hello. The exact site is only known then, so
 * here an origin has to be of any site, or of the consoles.
 */
export function whyRefused(
  request: IncomingMessage,
  { sites, mainOrigin }: GatewayContext,
): ErrorCode | undefined {
  const path = (request.url ?? '').split('?', 1)[0];
  if (path !== SOCKET_PATH) return 'not_found';
  const { origin } = request.headers;
  if (origin === undefined || origin === mainOrigin()) return undefined;
  for (const site of sites.values()) if (site.origins.includes(origin)) return undefined;
  return 'origin_refused';
}

/** Answers an upgrade with an HTTP error and ends the socket. */
export function refuseUpgrade(socket: Duplex, code: ErrorCode): void {
  const status = ERRORS[code].httpStatus;
  const body = JSON.stringify({ error: toWireError(new BesideError(code)) });
  const headers = [
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${code}\r\n${headers.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
