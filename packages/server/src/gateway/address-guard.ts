import type { IncomingMessage } from 'node:http';
import { BucketMap } from '../auth/token-bucket.ts';
import type { ServerLimits } from '../config/schema.ts';

/** Counts what comes from each network address. */
export interface AddressGuard {
  /** Whether one more socket may come from there; it then counts until `left`. */
  admit(address: string, now: number): boolean;
  /** The socket said hello. */
  greeted(address: string): void;
  /** The socket is gone. */
  left(address: string, wasGreeted: boolean): void;
  sweep(now: number): void;
}

/** Nothing is refused to an address below its limits, whoever shares it. */
export function createAddressGuard(limits: ServerLimits): AddressGuard {
  const counts = new Map<string, { sockets: number; greetings: number }>();
  const handshakes = new BucketMap(limits.handshakesPerSecond, limits.handshakesPerSecond);
  return {
    admit(address, now) {
      const count = counts.get(address) ?? { sockets: 0, greetings: 0 };
      if (count.sockets >= limits.socketsPerAddress || count.greetings >= limits.greetingsPerAddress)
        return false;
      if (handshakes.take(address, now) > 0) return false;
      counts.set(address, { sockets: count.sockets + 1, greetings: count.greetings + 1 });
      return true;
    },
    greeted(address) {
      const count = counts.get(address);
      if (count) count.greetings -= 1;
    },
    left(address, wasGreeted) {
      const count = counts.get(address);
      if (!count) return;
      count.sockets -= 1;
      if (!wasGreeted) count.greetings -= 1;
      if (count.sockets === 0) counts.delete(address);
    },
    sweep: (now) => handshakes.prune(now),
  };
}

/**
 * Where a request comes from: the peer's address or, behind a trusted proxy, the last address it added. Of IPv6 the
 * network (/64), because one person has all of it.
 */
export function addressOf(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  if (!trustedProxies.includes(peer)) return networkOf(peer);
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => plainAddress(part.trim()));
  return networkOf(
    forwarded.findLast((address) => address !== '' && !trustedProxies.includes(address)) ?? peer,
  );
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const middle = address.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : [];
  return [...front, ...middle, ...back].slice(0, 4).join(':');
}
