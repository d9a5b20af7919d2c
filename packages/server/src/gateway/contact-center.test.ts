import { describe, it } from 'node:test';
import { createSystemClock } from '@beside/protocol';
import { contactCenterConformance } from '@beside/adapters/conformance';
import { createRemoteAgentDesk, createRemoteContactCenter } from '@beside/adapters/remote';
import { createReachableServer } from './testing/reachable-server.ts';

contactCenterConformance('remote, before the real server', {
  runner: {
    describe: (name, body) => void describe(name, body),
    it: (name, body) => void it(name, body),
  },
  async create() {
    const reachable = await createReachableServer();
    const clock = createSystemClock();
    return {
      contactCenter: createRemoteContactCenter({
        url: reachable.url,
        clock,
        createSocket: reachable.createSocket('customers'),
        sendBeacon: () => true,
        onListenerError: () => undefined,
      }),
      agentDesk: createRemoteAgentDesk({
        url: reachable.url,
        clock,
        createSocket: reachable.createSocket('agents'),
      }),
      siteId: 'shop',
      ticket: reachable.ticket,
      cut: reachable.cut,
      restore: reachable.restore,
      restart: reachable.restart,
      cleanUp: reachable.stop,
    };
  },
});
