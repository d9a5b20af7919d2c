import type { SiteId } from '@beside/protocol';
import { createFakeClock } from '../../shared/testing/clocks.ts';
import { createRemoteContactCenter } from '../contact-center.ts';
import '../read-entries.ts'; // loaded before, so that what is imported later is there without waiting
import { createFakeSockets } from './fake-socket.ts';

/** A customer's session over fake sockets, and everything it told. */
export async function openCustomer(knownToken?: string) {
  const clock = createFakeClock();
  const { create, sockets } = createFakeSockets();
  const beacons: [string, unknown][] = [];
  const session = createRemoteContactCenter({
    url: 'wss://beside.example/v1/socket',
    clock,
    createSocket: create,
    sendBeacon: (url, body) => beacons.push([url, JSON.parse(body)]) > 0,
  }).open({ siteId: 'shop' as SiteId, locale: 'ko', ...(knownToken ? { token: knownToken } : {}) });
  const told: [string, unknown][] = [];
  for (const key of ['welcome', 'token', 'availability', 'entries', 'receipts', 'signal'] as const)
    session.on(key, (payload) => told.push([key, payload]));
  const newest = async () => {
    await clock.settle();
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return { clock, session, sockets, told, beacons, newest };
}
