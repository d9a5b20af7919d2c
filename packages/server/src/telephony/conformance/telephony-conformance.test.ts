import { after, before, describe } from 'node:test';
import { createManualProvider } from '../manual-provider/manual-provider.ts';
import { shareExchange } from '../testing/exchange-harness.ts';
import { telephonyConformance } from './telephony-conformance.ts';

for (const options of [{}, { scheme: 'sip', sipDomain: 'pbx.example' }] as const)
  telephonyConformance(`manual, ${JSON.stringify(options)}`, {
    offers: { dialSafety: null, links: true, webhooks: false, hangUp: false },
    create: async () => ({
      telephony: createManualProvider(options),
      from: '+82215880000',
      numbers: { answers: '+821000000000' },
      accepted: () => [],
    }),
  });

for (const mode of ['idempotent', 'lookup', 'none'] as const)
  describe(`the simulated exchange, ${mode}`, () => {
    const shared = shareExchange(mode);
    before(() => shared.open());
    after(() => shared.close());
    telephonyConformance(`exchange, ${mode}`, shared.harness());
  });
