import type { Clock } from '@beside/protocol';
import {
  DIAL_FAILURES,
  END_STATUSES,
  LIVE_STATUSES,
  type CallPort,
  type DialFailure,
  type DialOutcome,
  type DialRequest,
  type DialSafety,
  type Telephony,
  type WebhookRequest,
  type WebhookResult,
} from '../../ports/telephony.ts';
import { postSigned, type PostAnswer, type PostParts } from './post-signed.ts';
import { createSignatureCheck } from './signature.ts';
import {
  dialAnswerSchema,
  eventBodySchema,
  lookupAnswerSchema,
  refusalSchema,
  type DialBody,
} from './wire.ts';

/** What the provider is made with. */
export interface ExchangeProviderOptions {
  /** Origin of the exchange. */
  readonly url: string;
  /** Signs what we send. */
  readonly requestSecret: string;
  /** Verifies what we are sent; another one. */
  readonly eventSecret: string;
  /** What the exchange was started with. */
  readonly dialSafety: DialSafety;
  /** How long one answer may take. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

const TIMEOUT_MS = 5_000;
/** Longest pause that a provider may ask for. */
const MAX_RETRY_AFTER_MS = 600_000;
/** Statuses of HTTP that an exchange gives only to what it did not accept. */
const NOT_ACCEPTED = new Set([400, 401, 403, 404, 409, 410, 413, 415, 422, 429]);

/** The provider that dials through the simulated exchange. */
export function createExchangeProvider(options: ExchangeProviderOptions): Telephony {
  const { url, requestSecret, eventSecret, dialSafety, timeoutMs = TIMEOUT_MS, clock } = options;
  const post: PostParts = {
    url,
    secret: requestSecret,
    clock,
    timeoutMs,
    fetch: options.fetch ?? globalThis.fetch,
  };
  const signatures = createSignatureCheck(eventSecret);
  const disposal = new AbortController();

  const calls: CallPort = {
    dialSafety,
    async dial(request, signal) {
      const { agentLeg } = request;
      if (agentLeg?.kind === 'room') return { kind: 'failed', code: 'unsupported' };
      const body = toBody(request, clock.now() + timeoutMs);
      return readDial(await postSigned(post, 'dial', body, either(signal, disposal.signal)), clock.now());
    },
    async hangUp(callRef, signal) {
      const answer = await postSigned(post, 'hang-up', { callRef }, either(signal, disposal.signal));
      if (answer.kind !== 'answer' || answer.status !== 200) throw new Error('the exchange does not answer');
    },
    ...(dialSafety === 'lookup'
      ? {
          async lookup(callKey: string, signal: AbortSignal) {
            const answer = await postSigned(post, 'lookup', { callKey }, either(signal, disposal.signal));
            const found =
              answer.kind === 'answer' && answer.status === 200
                ? lookupAnswerSchema.safeParse(answer.body)
                : undefined;
            if (!found?.success) return { kind: 'unknown' } as const;
            const { callRef } = found.data;
            return callRef === null ? ({ kind: 'absent' } as const) : ({ kind: 'found', callRef } as const);
          },
        }
      : {}),
  };

  return {
    name: 'exchange',
    contract: '1',
    capabilities: {
      dialledBy: 'server',
      orders: ['agent-first', 'customer-first'],
      agentLegs: ['number', 'sip'],
      statuses: [...LIVE_STATUSES, ...END_STATUSES],
      delivery: 'webhook',
    },
    calls,
    webhooks: {
      receive({ headers, body, receivedAt }: WebhookRequest): WebhookResult {
        const problem = signatures.findProblem(headers, 'event', body, receivedAt);
        if (problem !== undefined) return { kind: 'refused', code: 'unauthenticated', reason: problem };
        const event = eventBodySchema.safeParse(parseBytes(body));
        return event.success
          ? { kind: 'events', events: [event.data] }
          : { kind: 'refused', code: 'bad_frame', reason: 'schema' };
      },
    },
    async dispose() {
      disposal.abort();
    },
  };
}

function toBody(request: DialRequest, expiresAt: number): DialBody {
  const { callKey, to, from, agentLeg, customerFirst = false, ringTimeoutMs } = request;
  return {
    callKey,
    to,
    from,
    customerFirst,
    ringTimeoutMs,
    expiresAt,
    ...(agentLeg === undefined || agentLeg.kind === 'room' ? {} : { agentLeg }),
  };
}

function readDial(answer: PostAnswer, now: number): DialOutcome {
  if (answer.kind === 'unreachable') return { kind: 'failed', code: 'unavailable' };
  if (answer.kind === 'unclear') return { kind: 'unknown' };
  if (answer.status === 200) {
    const done = dialAnswerSchema.safeParse(answer.body);
    return done.success ? { kind: 'done', ...done.data } : { kind: 'unknown' };
  }
  const refusal = refusalSchema.safeParse(answer.body);
  // Everything else may come from something in between, after the exchange had accepted.
  if (!refusal.success || !NOT_ACCEPTED.has(answer.status)) return { kind: 'unknown' };
  if (answer.status !== 429) return { kind: 'failed', code: toFailure(refusal.data.error.code) };
  return { kind: 'failed', code: 'rate_limited', retryAfterMs: clampRetryAfter(answer.retryAfter, now) };
}

/** Seconds or a date, between one second and ten minutes whatever is said. */
function clampRetryAfter(text: string | null, now: number): number {
  const seconds = Number(text ?? '');
  const ms = Number.isNaN(seconds) ? Date.parse(text ?? '') - now : seconds * 1_000;
  return Math.min(Math.max(Number.isNaN(ms) ? 0 : ms, 1_000), MAX_RETRY_AFTER_MS);
}

function toFailure(code: string): DialFailure {
  return DIAL_FAILURES.find((known) => known === code) ?? 'refused';
}

function parseBytes(body: Uint8Array): unknown {
  try {
    // A mark at the beginning is no JSON (RFC 8259, 8.1).
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return undefined; // the schema refuses it
  }
}

function either(one: AbortSignal, other: AbortSignal): AbortSignal {
  return AbortSignal.any([one, other]);
}
