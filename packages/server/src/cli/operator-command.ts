import { parseArgs } from 'node:util';
import { BesideError, ERRORS, createSystemClock, type Clock, type ErrorCode } from '@beside/protocol';
import { loadConfig, type Config } from '../config/load-config.ts';

/** What a program of operators answers with when it ends; docs/operations.md promises them. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  /** What was asked, or the configuration, is not allowed. */
  usage: 2,
  notFound: 3,
  /** Try again: a server or disk does not answer, or somebody is still reading. */
  unavailable: 4,
  /** The backup is broken, or of a newer version. */
  backupInvalid: 5,
} as const;

/** Values of the command line, without those every command has. */
export type CommandFlags = Readonly<Record<string, string | boolean | undefined>>;

/** What a command works with. */
export interface CommandParts {
  readonly flags: CommandFlags;
  readonly config: Config;
  readonly clock: Clock;
}

/** One program of operators. */
export interface OperatorCommand<Result extends object> {
  /** What `--help` prints. */
  readonly usage: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
  run(parts: CommandParts): Promise<Result>;
  /** The result for people. */
  describe(result: Result): string;
}

/** What is written and how it ends. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMON = {
  data: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const EXIT_OF_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  config_invalid: EXIT_CODES.usage,
  invalid_option: EXIT_CODES.usage,
  not_found: EXIT_CODES.notFound,
  unavailable: EXIT_CODES.unavailable,
  read_only: EXIT_CODES.unavailable,
  timeout: EXIT_CODES.unavailable,
  backup_invalid: EXIT_CODES.backupInvalid,
};

/** Runs one; never rejects. With `--json` standard output is one line of JSON, `{ error }` when it failed. */
export async function runCommand<Result extends object>(
  command: OperatorCommand<Result>,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommandOutcome> {
  const isJson = argv.includes('--json');
  try {
    const { data, config, json: _json, help, ...flags } = parse(command, argv);
    if (help === true) return { exitCode: EXIT_CODES.done, stdout: command.usage, stderr: '' };
    const place = { data: textOf(data), config: textOf(config), json: false, help: false };
    const parts = { flags, config: loadConfig(place, environment), clock: createSystemClock() };
    const result = await command.run(parts);
    const stdout = isJson ? `${JSON.stringify(result)}\n` : command.describe(result);
    return { exitCode: EXIT_CODES.done, stdout, stderr: '' };
  } catch (cause) {
    return describeFailure(cause, isJson);
  }
}

/** A text among the flags; `undefined` where there is none. */
export function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What whoever typed it did wrong, and the mend. */
export function badOption(field: string, mend: string, cause?: unknown): BesideError {
  return new BesideError('invalid_option', { cause, details: { field, mend } });
}

function parse<Result extends object>(
  { options }: OperatorCommand<Result>,
  argv: readonly string[],
): CommandFlags {
  try {
    const all = { ...options, ...COMMON };
    return parseArgs({ args: [...argv], strict: true, allowPositionals: false, options: all }).values;
  } catch (cause) {
    throw badOption('flags', cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function describeFailure(cause: unknown, isJson: boolean): CommandOutcome {
  const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
  const { code, details } = error;
  const exitCode = EXIT_OF_CODE[code] ?? EXIT_CODES.failed;
  const stdout = isJson ? `${JSON.stringify({ error: { code, message: error.message, details } })}\n` : '';
  const { field, mend } = details;
  const said = [field, mend].filter((part) => part !== undefined).join(': ');
  // What no register knows is an operator's to look into: they are at the machine, and it quotes no customer.
  const why = code === 'internal' && cause instanceof Error ? ` (${cause.message})` : '';
  return { exitCode, stdout, stderr: `beside: ${said || `${code}: ${ERRORS[code].message}${why}`}\n` };
}
