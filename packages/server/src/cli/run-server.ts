import { fileURLToPath } from 'node:url';
import { BesideError, createSystemClock } from '@beside/protocol';
import { giveBackMemory } from '../base/give-back-memory.ts';
import { USAGE, parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load-config.ts';
import { createLog } from '../config/log.ts';
import { createServer, type RunningServer } from '../create-server.ts';
import { renderLine, renderTable } from './print-addresses.ts';

/** A process that was told to end has to be gone after this long. */
const END_MS = 9_000;

/**
 * The program: reads flags, environment and file, starts the server, says where it is, and ends in order on SIGTERM and
 * SIGINT. Resolves when the server answers; a configuration that is not allowed ends the process with 1 and the reason.
 *
 * @param argv without node and the program's own name
 */
export async function runServer(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  // Everything it writes is for its own eyes: database, keys, logins.
  process.umask(0o077);
  const clock = createSystemClock();
  const log = createLog();
  let server: RunningServer | undefined;
  let isEnding = false;

  const end = (exitCode: number): void => {
    if (isEnding) process.exit(exitCode === 0 ? 130 : exitCode); // asked twice
    isEnding = true;
    clock.after(END_MS, () => process.exit(1));
    void Promise.resolve(server?.stop()).finally(() => process.exit(exitCode));
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  const crash = (error: unknown): void => {
    log.fatal({ err: error }, 'unexpected error; ending');
    end(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  try {
    const flags = parseFlags(argv);
    if (flags.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    const config = loadConfig(flags, environment);
    for (const warning of config.warnings) log.warn({}, warning);
    server = await createServer({
      config,
      log,
      clock,
      root: fileURLToPath(new URL('../../../../', import.meta.url)),
      // A program that reads our one line reads no messages.
      ...(flags.json ? {} : { showMessage: (text: string) => void process.stdout.write(text) }),
    });
    giveBackMemory();
    process.stdout.write(flags.json ? `${renderLine(server, process.pid)}\n` : renderTable(server));
  } catch (error) {
    // Whoever starts it again and again is told in the same way of a database that is not there yet.
    const isTold = error instanceof BesideError && ['config_invalid', 'unavailable'].includes(error.code);
    if (!isTold || error.details['mend'] === undefined) throw error;
    process.stderr.write(`beside: ${String(error.details['field'])}: ${String(error.details['mend'])}\n`);
    process.exit(1);
  }
}
