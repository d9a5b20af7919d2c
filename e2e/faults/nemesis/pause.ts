import type { Nemesis } from './nemesis.ts';

/** The server stands still (SIGSTOP) for one to ten seconds, mostly short; its sockets stay open. */
export const pause: Nemesis = {
  kind: 'pause',
  needs: [],
  draw: (random) => ({ forMs: Math.round(1_000 + 9_000 * random.next() ** 4), parameters: {} }),
  async begin({ server }) {
    server.signal('SIGSTOP');
    return async () => server.signal('SIGCONT');
  },
};
