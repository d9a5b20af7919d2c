import { pino, type Logger } from 'pino';

/** Only these fields are ever written; whatever else is handed in is dropped, so that no personal data gets into a log. */
const ALLOWED_FIELDS: ReadonlySet<string> = new Set([
  'address',
  'agentId',
  'attempts',
  'backend',
  'capability',
  'clientCount',
  'closeCode',
  'code',
  'conversationId',
  'count',
  'customerId',
  'delayMs',
  'durationMs',
  'err',
  'error',
  'event',
  'field',
  'host',
  'lastSeq',
  'limit',
  'mend',
  'method',
  'name',
  'outboxId',
  'outcome',
  'pid',
  'port',
  'problem',
  'reason',
  'role',
  'route',
  'seq',
  'signal',
  'siteId',
  'status',
  'timerId',
  'type',
  'url',
  'value',
  'vendorCode',
  'version',
]);

/** What the server's parts write to. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** The server's log: lines of JSON on stderr, because stdout may belong to a program that reads our one line. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: keepAllowed },
      serializers: { err: describeError, error: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

function keepAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => ALLOWED_FIELDS.has(key)));
}

/** Code, kind and place; messages of foreign errors may quote what people wrote. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return {
    kind: error.name,
    code,
    stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
