import { setOffset } from '../clock-file.ts';
import type { Nemesis } from './nemesis.ts';

/**
 * The server's wall clock jumps, and back again; its monotonic clock goes on. Within a customer's session of 24 hours,
 * because after more than that a token has rightly expired.
 */
export const clockJump: Nemesis = {
  kind: 'clock-jump',
  needs: ['faketime'],
  draw: (random) => ({
    forMs: random.between(1_500, 4_000),
    parameters: { offsetS: random.pick([-3_600, -60, -5, 5, 60, 3_600, 7_200]) },
  }),
  async begin({ clockFile }, { offsetS }) {
    if (clockFile === undefined) throw new Error('this stand has a clock that cannot be set');
    setOffset(clockFile, offsetS as number); // drawn above
    return async () => setOffset(clockFile, 0);
  },
};
