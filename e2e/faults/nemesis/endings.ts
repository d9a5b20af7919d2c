import type { Nemesis } from './nemesis.ts';

/** All connections end in order, again and again. */
export const cut = ending('cut', 'cut');
/** All connections are reset, again and again. */
export const reset = ending('reset', 'reset');
/** The server is told that clients have said everything, while they go on. */
export const halfClose = ending('half-close', 'halfClose');

function ending(kind: string, act: 'cut' | 'reset' | 'halfClose'): Nemesis {
  return {
    kind,
    needs: [],
    draw: (random) => ({
      forMs: random.between(300, 2_000),
      parameters: { everyMs: random.between(30, 500) },
    }),
    async begin({ proxy }, { everyMs }) {
      proxy[act]();
      const again = setInterval(() => proxy[act](), everyMs as number); // drawn above
      return async () => clearInterval(again);
    },
  };
}
