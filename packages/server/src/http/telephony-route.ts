import { BesideError, type Clock } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';
import { createLruMap } from '../base/lru-map.ts';
import type { Log } from '../ports/log.ts';
import type { CallEvent, WebhookPort } from '../ports/telephony.ts';
import type { OnCallEvent } from '../telephony/create-telephony.ts';

/** What the route needs. */
export interface TelephonyRouteParts {
  /** By name. */
  readonly providers: ReadonlyMap<string, WebhookPort>;
  /** Resolves when the event is on disk; only then is the provider told that we have it. */
  readonly onEvent: OnCallEvent;
  readonly clock: Clock;
  readonly log: Log;
}

/** Address that providers post to. */
export const TELEPHONY_EVENTS_PATH = '/telephony/:provider/events';
/** Largest body; an event of a call is far smaller. */
const MAX_EVENT_BYTES = 16_384;
/** Events that are known to be stored; the store knows them all. */
const MAX_KNOWN_EVENTS = 10_000;

/**
 * Adds the way in for what telephone providers post. Whoever is not the provider gets one answer whatever was wrong;
 * the provider gets 204 once its event is stored, also when it posts it again, and posts again after anything else.
 */
export function addTelephonyRoute(app: FastifyInstance, parts: TelephonyRouteParts): void {
  const { providers, onEvent, clock, log } = parts;
  const stored = createLruMap<string, true>(MAX_KNOWN_EVENTS);
  const storing = new Map<string, Promise<void>>();

  /** Once at a time and once for all: what is posted twice at once waits for the same. */
  const store = (provider: string, event: CallEvent, receivedAt: number): Promise<void> => {
    const id = JSON.stringify([provider, event.eventId]);
    if (stored.get(id)) return Promise.resolve();
    let work = storing.get(id);
    if (!work) {
      work = onEvent({ provider, event, receivedAt })
        .then(() => stored.set(id, true))
        .finally(() => storing.delete(id));
      storing.set(id, work);
    }
    return work;
  };

  void app.register(async (scope) => {
    // The signature is of the bytes; what they mean is the provider's business.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { provider: string } }>(
      TELEPHONY_EVENTS_PATH,
      { bodyLimit: MAX_EVENT_BYTES },
      async (request, reply) => {
        const { provider } = request.params;
        const receivedAt = clock.now();
        const webhooks = providers.get(provider);
        if (!webhooks) throw new BesideError('not_found');
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const result = webhooks.receive({ headers: request.headers, body, receivedAt });
        if (result.kind === 'refused') {
          log.warn({ code: result.code, type: result.reason }, 'a telephone webhook was refused');
          throw new BesideError(result.code);
        }
        try {
          for (const event of result.events) await store(provider, event, receivedAt);
        } catch (error) {
          if (error instanceof BesideError && error.retryable) throw error;
          log.error({ err: error }, 'an event of a call could not be stored');
          throw new BesideError('unavailable', { cause: error });
        }
        return reply.code(204).send();
      },
    );
  });
}
