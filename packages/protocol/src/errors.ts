/** What the register says about one error code. */
export interface ErrorInfo {
  /** For logs and developers; user interfaces have texts of their own per code. */
  readonly message: string;
  /** Whether the same command may succeed when sent again unchanged. */
  readonly retryable: boolean;
  /** Status where the error is the answer to an HTTP request. */
  readonly httpStatus: number;
  /** What the reader of the code should do. */
  readonly remedy: string;
}

/** Every error code there is. Codes are never renamed and never used again for something else. */
export const ERRORS = {
  bad_frame: {
    message: 'The message could not be read or broke its schema.',
    retryable: false,
    httpStatus: 400,
    remedy: 'Compare the message with the wire schema at /v1/schema.json.',
  },
  too_large: {
    message: 'The message, text or list is over its limit.',
    retryable: false,
    httpStatus: 413,
    remedy: 'Send less; the limits are in LIMITS and in the error details.',
  },
  version_unsupported: {
    message: 'No protocol version is spoken by both sides.',
    retryable: false,
    httpStatus: 426,
    remedy: 'Update the older side; the details list what the server speaks.',
  },
  hello_required: {
    message: 'The first message on a connection must be hello.',
    retryable: false,
    httpStatus: 401,
    remedy: 'Send hello within the time limit, once.',
  },
  unauthenticated: {
    message: 'The token, ticket, cookie or password is missing, unknown or expired.',
    retryable: false,
    httpStatus: 401,
    remedy: 'Customers: start without a token. Agents: sign in again.',
  },
  forbidden: {
    message: 'The caller may not do this.',
    retryable: false,
    httpStatus: 403,
    remedy: 'Check the role and the assignment.',
  },
  origin_refused: {
    message: 'The page is not one of the allowed origins of the site.',
    retryable: false,
    httpStatus: 403,
    remedy: 'Add the exact origin to the site in the server configuration.',
  },
  not_found: {
    message: 'It does not exist, or not for the caller.',
    retryable: false,
    httpStatus: 404,
    remedy: 'Check the id; things of others answer the same.',
  },
  conflict: {
    message: 'The same idempotency key came with another body.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Use a new key for a new command.',
  },
  conversation_open: {
    message: 'The customer already has an open conversation.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Go on in the conversation named in the details.',
  },
  conversation_closed: {
    message: 'The conversation has ended.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Start a new conversation.',
  },
  offer_gone: {
    message: 'The offer was taken back, expired or taken by somebody else.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Wait for the next offer.',
  },
  callback_open: {
    message: 'There is an open callback for this person and matter already.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Show the callback named in the details; it can be moved or called off.',
  },
  callback_closed: {
    message: 'The callback is over.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Ask for a new callback.',
  },
  callback_stale: {
    message: 'The callback was changed in the meantime.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Show it as it is now (the details name its revision), then decide again.',
  },
  callback_in_progress: {
    message: 'The callback is being made; it is too late to change it.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Answer the telephone, or change it once the attempt has ended.',
  },
  callback_not_ready: {
    message: 'The callback is not at the point where this is possible.',
    retryable: false,
    httpStatus: 409,
    remedy: 'The details name its status and, where there is one, the moment to wait for.',
  },
  dial_in_flight: {
    message: 'This callback is being dialed already, or was dialed by this attempt.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Do not ring; follow the attempt that is in flight.',
  },
  consent_required: {
    message: 'A consent that is needed was not given, or was given to another text.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Show the text that the details name and ask again; offer the ways that need no consent.',
  },
  slot_not_offered: {
    message: 'This time is not among those that are offered.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Ask for the availability again and let the person choose from it.',
  },
  slot_taken: {
    message: 'The last place of this time was given away.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Offer the nearest times, which the details name as alternative1At to alternative3At.',
  },
  availability_stale: {
    message: 'What is offered has changed since it was shown.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Ask for the availability again, show what changed and let the person choose.',
  },
  number_not_allowed: {
    message: 'This telephone number is not called.',
    retryable: false,
    httpStatus: 422,
    remedy: 'The details say why; for missing_country ask for the country or a number with +.',
  },
  code_wrong: {
    message: 'This is not the code that was sent, or it is not valid any more.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Show the tries that are left, as the details say; without any, have another code sent.',
  },
  zone_unknown: {
    message: 'There is no such time zone.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Use a name of the IANA list such as Asia/Seoul.',
  },
  wall_time_missing: {
    message: 'This time does not exist in the zone, or is no time.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Offer the next valid one, which the details name, where there is one.',
  },
  wall_time_ambiguous: {
    message: 'This time happens twice on that day, because the clocks go back.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Ask which one is meant; the details name both instants.',
  },
  flow_stale: {
    message: 'The flow was changed in the meantime.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Load it as it is now (the details name the version and the revision), then decide again.',
  },
  flow_invalid: {
    message: 'The flow has errors, so it is not published.',
    retryable: false,
    httpStatus: 422,
    remedy: 'Mend the first error, which the details name, and have the flow checked again.',
  },
  capacity: {
    message: 'No capacity is left for this.',
    retryable: true,
    httpStatus: 503,
    remedy: 'Try again later.',
  },
  rate_limited: {
    message: 'Too many in too short a time.',
    retryable: true,
    httpStatus: 429,
    remedy: 'Wait for retryAfterMs, then send again.',
  },
  read_only: {
    message: 'The server cannot store anything at the moment.',
    retryable: true,
    httpStatus: 503,
    remedy: 'Keep it and send again; operators: see the disk and the log.',
  },
  unavailable: {
    message: 'The server or what stands behind it does not answer.',
    retryable: true,
    httpStatus: 503,
    remedy: 'Keep it and send again with backoff.',
  },
  unsupported: {
    message: 'What stands behind this site does not offer it.',
    retryable: false,
    httpStatus: 501,
    remedy: 'Ask the capabilities before offering it.',
  },
  backend_unknown: {
    message: 'The backend did not say whether it happened.',
    retryable: false,
    httpStatus: 502,
    remedy: 'It is being reconciled; do not send it again as new.',
  },
  timeout: {
    message: 'No answer came in time.',
    retryable: true,
    httpStatus: 504,
    remedy: 'Send again with the same key.',
  },
  disconnected: {
    message: 'There is no connection at the moment.',
    retryable: true,
    httpStatus: 503,
    remedy: 'Wait for the connection; commands in the outbox go out by themselves.',
  },
  closed: {
    message: 'The client was closed.',
    retryable: false,
    httpStatus: 410,
    remedy: 'Create a new client.',
  },
  replaced: {
    message: 'Another connection took the place of this one.',
    retryable: false,
    httpStatus: 409,
    remedy: 'Go on in the other one; too many connections share one identity.',
  },
  outbox_full: {
    message: 'Too many messages wait to be sent.',
    retryable: true,
    httpStatus: 507,
    remedy: 'Wait until the connection is back.',
  },
  expired: {
    message: 'It waited too long to be sent.',
    retryable: false,
    httpStatus: 410,
    remedy: 'Ask the person whether to send it as new.',
  },
  invalid_option: {
    message: 'An option given by a developer is not allowed.',
    retryable: false,
    httpStatus: 400,
    remedy: 'See the details for the option and the mend.',
  },
  backup_invalid: {
    message: 'The backup cannot be used.',
    retryable: false,
    httpStatus: 422,
    remedy: 'The details name the file and the mend.',
  },
  config_invalid: {
    message: 'The configuration is not allowed.',
    retryable: false,
    httpStatus: 500,
    remedy: 'The details name the field and the mend.',
  },
  internal: {
    message: 'Something went wrong inside.',
    retryable: true,
    httpStatus: 500,
    remedy: 'Send again; operators: see the log.',
  },
} as const satisfies Record<string, ErrorInfo>;

/** One of the codes in {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/** Whether a text is a code of the register (newer peers may send ones this version does not know). */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}

/** More about an error: plain values, never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What every part of Beside throws and rejects with. */
export class BesideError extends Error {
  /** What went wrong, in one word of the register. */
  readonly code: ErrorCode;
  /** Values that explain it; never personal data. */
  readonly details: ErrorDetails;
  /** Whether the same command may succeed when sent again unchanged. */
  readonly retryable: boolean;

  constructor(code: ErrorCode, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(ERRORS[code].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BesideError';
    this.code = code;
    this.details = options.details ?? {};
    this.retryable = ERRORS[code].retryable;
  }
}
