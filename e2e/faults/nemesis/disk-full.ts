import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { untilNotReady } from './refusing-disk.ts';
import type { Nemesis } from './nemesis.ts';

/**
 * SQLite goes on, rightly, as long as commits fit into the part of its log that it has already: about 700 of them. On a
 * busy machine people take many seconds to write as much.
 */
const NOTICED_WITHIN_MS = 30_000;

/** Not one more byte fits on the disk of the data. Only on a small disk of its own. */
export const diskFull: Nemesis = {
  kind: 'disk-full',
  needs: ['small-disk'],
  draw: (random) => ({ forMs: random.between(500, 3_000), parameters: {} }),
  async begin({ disk, server }) {
    const ballast = join(disk, 'ballast');
    const fill = (): void => {
      const file = openSync(ballast, 'a');
      try {
        // Large pieces first, because the disk is full only when the smallest does not fit.
        for (let size = 1 << 20; size > 0; size >>= 1) while (fits(file, size));
      } finally {
        closeSync(file);
      }
    };
    fill();
    // What the server gives back meanwhile is taken too.
    const again = setInterval(fill, 20);
    const end = async (): Promise<void> => {
      clearInterval(again);
      rmSync(ballast);
    };
    await untilNotReady(server, NOTICED_WITHIN_MS, end);
    return end;
  },
};

function fits(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
