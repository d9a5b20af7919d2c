import { describe, it } from 'node:test';
import { ALL_OFF, ALL_ON, createFakeBackend, type FakeSwitches } from '../fake-backend/index.ts';
import { backendConformance } from './backend-conformance.ts';

const runner = {
  describe: (name: string, body: () => void) => void describe(name, body),
  it: (name: string, body: () => Promise<void>) => void it(name, body),
};
const SWITCHES: Readonly<Record<string, Partial<FakeSwitches>>> = {
  'every capability on': ALL_ON,
  'every capability off': ALL_OFF,
  ...Object.fromEntries(
    (['catchUp', 'find', 'typing', 'receipts', 'context', 'reports'] as const).flatMap((name) => [
      [`only without ${name}`, { ...ALL_ON, [name]: false }],
      [`only with ${name}`, { ...ALL_OFF, [name]: true }],
    ]),
  ),
  'keys that come back': { ...ALL_ON, sendKey: 'echo' },
  'keys that do nothing': { ...ALL_ON, sendKey: 'none' },
};

for (const [name, switches] of Object.entries(SWITCHES)) {
  backendConformance(`fake, ${name}`, {
    runner,
    create: () => {
      const backend = createFakeBackend({ switches, now: () => 1_000 });
      return { backend, agent: { ...backend.agent, texts: backend.texts } };
    },
  });
}
