import { pino, type DestinationStream } from 'pino';
import { LOG_FIELDS, type Log } from '../ports/log.ts';

const ALLOWED_FIELDS: ReadonlySet<string> = new Set(LOG_FIELDS);

/** The server's log: lines of JSON on stderr, because stdout may belong to a program that reads our one line. */
export function createLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info',
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: keepAllowed },
      serializers: { err: describeError },
    },
    destination,
  );
}

function keepAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => ALLOWED_FIELDS.has(key)));
}

/** Code, kind and place; messages of foreign errors may quote what people wrote. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  // A message may have lines that look like places.
  const stack = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return {
    kind: error.name,
    code,
    stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
