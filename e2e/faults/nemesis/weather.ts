import type { Random } from '../random.ts';
import type { Weather } from '../chaos-proxy.ts';
import type { Nemesis } from './nemesis.ts';

/** Everything that passes comes late. */
export const delay = weather('delay', (random) => ({ kind: 'delay', delayMs: random.between(50, 600) }));

/** Everything that passes comes in bits. */
export const trickle = weather('trickle', (random) => ({
  kind: 'trickle',
  bytes: random.between(1, 40),
  everyMs: random.between(1, 20),
}));

/** Every command comes twice, as from a client that was not sure. */
export const duplicate = weather('duplicate', () => ({ kind: 'duplicate' }));

function weather(kind: string, draw: (random: Random) => Weather): Nemesis {
  return {
    kind,
    needs: [],
    draw: (random) => ({ forMs: random.between(500, 2_500), parameters: { weather: draw(random) } }),
    async begin({ proxy }, { weather }) {
      proxy.setWeather(weather as Weather); // drawn above
      return async () => proxy.setWeather({ kind: 'fair' });
    },
  };
}
