import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilNotReady } from './refusing-disk.ts';
import type { Nemesis } from './nemesis.ts';

/** A second, and what a busy machine and a debugger that attaches take. */
const NOTICED_WITHIN_MS = 4_000;

/** Every fsync of the server fails with EIO (strace's injection), as on a dying disk. */
export const fsyncError: Nemesis = {
  kind: 'fsync-error',
  needs: ['strace'],
  draw: (random) => ({ forMs: random.between(500, 2_500), parameters: {} }),
  async begin({ server }) {
    const inject = 'inject=fsync,fdatasync:error=EIO';
    const args = ['-f', '-q', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject];
    const strace = spawn('strace', [...args, '-p', String(server.pid)], { stdio: 'ignore' });
    await once(strace, 'spawn');
    const end = async (): Promise<void> => {
      if (strace.exitCode !== null)
        throw new Error(`strace ended with ${strace.exitCode}: nothing was injected`);
      const gone = once(strace, 'exit');
      strace.kill('SIGINT'); // lets go of the server, which runs on
      await gone;
    };
    await untilNotReady(server, NOTICED_WITHIN_MS, end);
    return end;
  },
};
