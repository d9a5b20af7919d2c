/**
 * Everything a line of the log may hold besides its level, time and message. Whatever else is handed in is dropped, so
 * that no text, e-mail, address or token gets into a log.
 */
export const LOG_FIELDS = [
  'agentId',
  /** Kind of a call to a backend. */
  'call',
  /** Of the error register, where the place of the error is of no interest. */
  'code',
  'conversationId',
  /** An error; of which its kind, code and place are written, never what it says. */
  'err',
  /** Where in something from outside a schema was broken. */
  'field',
  'method',
  /** Of a flow. */
  'revision',
  /** Pattern of a route, never the address that was asked for. */
  'route',
  'siteId',
  /** Of a frame or an event. */
  'type',
] as const;

/** What a line says in fields. */
export type LogFields = Readonly<Partial<Record<(typeof LOG_FIELDS)[number], unknown>>>;

/** Where the server's parts say what operators should know; the message is a constant text. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  fatal(fields: LogFields, message: string): void;
}
