import { BesideError, isErrorCode, type ErrorDetails } from '@beside/protocol';
import { wireErrorSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';

/** Ends a question that nobody waits for any more; it then rejects with the reason of the signal. */
export interface Cancelable {
  readonly signal?: AbortSignal;
}

/** Asks one route, and gives what its schema lets through. With a body it is a POST. Rejects with BesideError. */
export type Ask = <Schema extends z.ZodMiniType>(
  schema: Schema,
  path: string,
  options?: { readonly body?: object } & Cancelable,
) => Promise<z.output<Schema>>;

/** A person waits; a server that is there answers in far less. */
const PATIENCE_MS = 15_000;
const errorSchema = z.object({ error: wireErrorSchema });

/**
 * Makes the way to ask routes of consoles, on the session of the page.
 *
 * @param base what the paths come after
 * @param fetch the global one when absent
 */
export function createAsk(base: string, fetch?: typeof globalThis.fetch): Ask {
  const send = fetch ?? ((...request) => globalThis.fetch(...request));
  return async (schema, path, { body, signal } = {}) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    let answer: unknown;
    try {
      const response = await send(`${base}${path}`, {
        method: body ? 'POST' : 'GET',
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      });
      answer = parse(await response.text());
      if (!response.ok) throw toError(response.status, answer);
    } catch (cause) {
      if (cause instanceof BesideError) throw cause;
      signal?.throwIfAborted();
      throw new BesideError(patience.aborted ? 'timeout' : 'disconnected', { cause });
    }
    const result = schema.safeParse(answer);
    if (!result.success) throw new BesideError('bad_frame', { cause: result.error });
    return result.data;
  };
}

/** A query of the parts that there are; empty without any. */
export function queryOf(parts: Readonly<Record<string, string | number | undefined>>): string {
  const named = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return named.length > 0 ? `?${new URLSearchParams(named).toString()}` : '';
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // a proxy's page instead of an answer; its status says enough
  }
}

/** What the server said, with what it said about it; codes of newer servers become what their status means. */
function toError(status: number, answer: unknown): BesideError {
  const result = errorSchema.safeParse(answer);
  const { code = '', retryAfterMs, details } = result.data?.error ?? {};
  if (isErrorCode(code)) {
    const all: ErrorDetails = { ...details, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    return new BesideError(code, { details: all });
  }
  return new BesideError(status === 401 ? 'unauthenticated' : status >= 500 ? 'unavailable' : 'bad_frame');
}
