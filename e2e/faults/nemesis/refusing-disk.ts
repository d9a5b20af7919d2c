import type { ServerProcess } from '../../support/server-process.ts';
import { wait } from '../workload/waiting.ts';

/**
 * Resolves when the server says that it cannot store anything (503 of `/readyz`). People write all the time, so the next
 * one who does makes it notice; a disk that refuses in silence, or a fault that does nothing, is ended and rejects.
 */
export async function untilNotReady(
  { line }: ServerProcess,
  withinMs: number,
  end: () => Promise<void>,
): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  while (performance.now() < deadlineMs) {
    const { status } = await fetch(new URL('/readyz', line.url));
    if (status === 503) return;
    await wait(20);
  }
  await end();
  throw new Error('the disk refuses, and the server does not say so');
}
