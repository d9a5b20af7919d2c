import { describe, it } from 'node:test';
import { createSystemClock } from '@beside/protocol';
import { contactCenterConformance } from '../conformance/index.ts';
import { createMemoryCenter } from './index.ts';

for (const latencyMs of [0, 2]) {
  contactCenterConformance(latencyMs === 0 ? 'memory' : 'memory, through a slow network', {
    runner: {
      describe: (name, body) => void describe(name, body),
      it: (name, body) => void it(name, body),
    },
    create: () => {
      const center = createMemoryCenter({
        clock: createSystemClock(),
        agents: [{ name: 'Mina' }],
        latencyMs,
      });
      return {
        contactCenter: center.contactCenter,
        agentDesk: center.agentDesk,
        siteId: 'shop',
        ticket: async () => center.createTicket('Mina'),
        cut: () => center.setOnline(false),
        restore: () => center.setOnline(true),
        cleanUp: () => center.stop(),
      };
    },
  });
}
