import { parseArgs } from 'node:util';
import { BesideError } from '@beside/protocol';

/** What the command line says; absent where it says nothing. */
export interface Flags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly data?: string | undefined;
  readonly config?: string | undefined;
  /** One line of JSON on stdout instead of a table. */
  readonly json: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const USAGE = `beside [--port N] [--host ADDRESS] [--data FOLDER] [--config FILE] [--json]

  --port    port of the main origin; the next two serve the demo and untrusted content; 0 takes free ones (8080)
  --host    address to listen on (127.0.0.1)
  --data    folder of the database and keys (.data)
  --config  configuration file, JSON
  --json    print one line of JSON on stdout once ready
`;

/**
 * Reads the command line, without the program's own name.
 *
 * @throws BesideError `config_invalid` naming the flag
 */
export function parseFlags(argv: readonly string[]): Flags {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        config: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new BesideError('config_invalid', { cause, details: { field: 'flags', mend: problem } });
  }
}
