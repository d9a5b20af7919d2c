import type { Nemesis } from './nemesis.ts';

/** The database is gone as if its machine had lost its power (`pg_ctl -m immediate`), and comes back. */
export const postgresStop: Nemesis = {
  kind: 'postgres-stop',
  needs: ['postgres'],
  draw: (random) => ({ forMs: random.between(200, 3_000), parameters: {} }),
  async begin({ postgres }) {
    if (!postgres) throw new Error('this stand has no PostgreSQL');
    await postgres.stop('immediate');
    return () => postgres.start();
  },
};
