import { runTool } from '../tools.ts';
import type { Nemesis } from './nemesis.ts';

/** The network of the whole stand is down: no error anywhere, nothing arrives. Only in a network namespace of its own. */
export const linkDown: Nemesis = {
  kind: 'link-down',
  needs: ['network-namespace'],
  draw: (random) => ({ forMs: random.between(500, 6_000), parameters: {} }),
  async begin() {
    await runTool('ip', ['link', 'set', 'lo', 'down']);
    return () => runTool('ip', ['link', 'set', 'lo', 'up']);
  },
};
