import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const RETRY_MS = 100;

/**
 * Waits until no other process holds the lock, takes it, and returns the way to give it back.
 * A lock whose holder has died is taken over.
 *
 * @param path file that stands for the lock; holds the process id of its holder.
 */
export async function takeLock(path: string): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => {
        rmSync(path, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isHolderDead(path)) rmSync(path, { force: true });
    else await wait(RETRY_MS);
  }
}

function isHolderDead(path: string): boolean {
  let holder: number;
  try {
    holder = Number(readFileSync(path, 'utf8'));
  } catch {
    // Given back between the two looks: the next try finds out.
    return false;
  }
  // Empty for the instant between creating and writing.
  if (!Number.isInteger(holder) || holder <= 0) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
