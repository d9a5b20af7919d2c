import { describe, it } from 'node:test';
import { backendConformance } from '@beside/adapters/conformance';
import { createBackend } from './mine.mjs';

backendConformance('examples/own-backend', {
  runner: {
    describe: (name, body) => void describe(name, body),
    it: (name, body) => void it(name, body),
  },
  create: () => {
    const { desk, ...backend } = createBackend({ settings: { isSilent: true } });
    return { backend, agent: { answer: desk.take, say: desk.say, end: desk.finish, texts: desk.texts } };
  },
});
