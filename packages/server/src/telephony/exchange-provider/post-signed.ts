import type { Clock } from '@beside/protocol';
import { MAX_EXCHANGE_BODY_BYTES } from './wire.ts';
import { signRequest, type SignedPurpose } from './signature.ts';

/** What came back of a request. */
export type PostAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly retryAfter: string | null;
    }
  /** It certainly did not arrive. */
  | { readonly kind: 'unreachable' }
  /** It may have arrived: no answer, half an answer, or one that is not JSON. */
  | { readonly kind: 'unclear' };

/** How requests are made. */
export interface PostParts {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

/** Codes of errors before a byte of the request was sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Posts a signed body once and reads the answer within the time and size allowed; never throws. */
export async function postSigned(
  { url, secret, clock, fetch, timeoutMs }: PostParts,
  purpose: SignedPurpose,
  content: object,
  signal: AbortSignal,
): Promise<PostAnswer> {
  if (signal.aborted) return { kind: 'unreachable' };
  const body = JSON.stringify(content);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const cancel = clock.after(timeoutMs, abort);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const nonce = Buffer.from(clock.randomBytes(18)).toString('base64url');
    const response = await fetch(new URL(`/v1/${purpose}`, url), {
      method: 'POST',
      body,
      redirect: 'error',
      signal: controller.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...signRequest(secret, purpose, body, { at: clock.now(), nonce }),
      },
    });
    const { status, headers } = response;
    const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '');
    const parsed = isJson ? parseJson(await readText(response)) : undefined;
    // What stands between us may answer in the exchange's name; without JSON it was not the exchange.
    if (parsed === undefined) {
      await response.body?.cancel().catch(() => undefined);
      return { kind: 'unclear' };
    }
    return { kind: 'answer', status, body: parsed, retryAfter: headers.get('retry-after') };
  } catch (error) {
    return { kind: isBeforeSending(error) ? 'unreachable' : 'unclear' };
  } finally {
    cancel();
    signal.removeEventListener('abort', abort);
    controller.abort();
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return '';
  // As the platform's types leave it open: bytes.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_EXCHANGE_BODY_BYTES) throw new RangeError('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the documented answer for what is no JSON
  }
}

function isBeforeSending(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && BEFORE_SENDING.has(String(error.code))) return true;
  // All addresses of a name were tried: each has to have failed before sending.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isBeforeSending);
  return isBeforeSending(error.cause);
}
