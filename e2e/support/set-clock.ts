import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { setOffset } from '../faults/clock-file.ts';
import { clockEnvironment } from '../faults/stand.ts';

/** The wall clock of processes, in the hands of a test. */
export interface SetClock {
  /** What they are started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Epoch ms as they see it now. */
  now(): number;
  /** Sets it so that it is this late now; it goes on from there. Whole seconds of difference to the real one. */
  jumpTo(at: number): void;
  remove(): Promise<void>;
}

/** Makes one that is right until it is set. Throws where libfaketime is not installed. */
export async function openSetClock(): Promise<SetClock> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-clock-'));
  const file = join(folder, 'clock');
  let offsetS = 0;
  return {
    env: clockEnvironment(file),
    now: () => Date.now() + offsetS * 1_000,
    jumpTo(at) {
      offsetS = Math.round((at - Date.now()) / 1_000);
      setOffset(file, offsetS);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
