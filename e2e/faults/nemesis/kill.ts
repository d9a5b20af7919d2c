import type { Nemesis } from './nemesis.ts';

/** The server is gone without a word (SIGKILL), and comes back on the same data. */
export const kill: Nemesis = {
  kind: 'kill',
  needs: [],
  draw: (random) => ({ forMs: random.between(50, 800), parameters: {} }),
  async begin({ server }) {
    await server.kill();
    return () => server.restart();
  },
};
