import { BesideError, schemaError, type Clock } from '@beside/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CustomerAuth } from '../auth/customer-auth.ts';
import type { Identities } from '../auth/identities.ts';
import { BucketMap } from '../auth/token-bucket.ts';
import type { ConfiguredSite } from '../config/load-config.ts';
import { isAllowed } from '../gateway/greet.ts';
import type { Centre } from '../ports/centre.ts';
import { API } from './api.ts';

/** Pages that may go away at once from one network address, and a second. */
const BURST = 200;
const PER_SECOND = 20;

/** What the route needs. */
export interface InteractionsRouteParts {
  readonly centre: Centre;
  readonly customers: CustomerAuth;
  readonly identities: Identities;
  readonly sites: ReadonlyMap<string, ConfiguredSite>;
  readonly clock: Clock;
  readonly addressOf: (request: FastifyRequest) => string;
}

/** Adds the way for interactions of a page that goes away; a beacon cannot wait for a socket. */
export function addInteractionsRoute(app: FastifyInstance, parts: InteractionsRouteParts): void {
  const { centre, customers, identities, sites, clock, addressOf } = parts;
  const perAddress = new BucketMap(BURST, PER_SECOND);

  void app.register(async (scope) => {
    // text/plain, because a beacon with JSON would need a preflight, for which a leaving page has no time.
    scope.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(API.interactions.path, async (request, reply) => {
      const now = clock.steadyNow();
      perAddress.prune(now);
      const retryAfterMs = perAddress.take(addressOf(request), now);
      if (retryAfterMs > 0) throw new BesideError('rate_limited', { details: { retryAfterMs } });
      const result = API.interactions.body.safeParse(
        typeof request.body === 'string' ? parseJson(request.body) : request.body,
      );
      if (!result.success) throw schemaError(result.error.issues);
      const { siteId, token, reportId, interactions } = result.data;
      const site = sites.get(siteId);
      const { origin } = request.headers;
      if (!site || !isAllowed(site, origin)) throw new BesideError('origin_refused');
      const { customerId } = await identities.personOf(await customers.recognise(siteId, token));
      await centre.report({ role: 'customer', siteId, customerId }, reportId, interactions);
      if (origin !== undefined) void reply.headers({ 'access-control-allow-origin': origin, vary: 'origin' });
      return reply.code(204).header('cross-origin-resource-policy', 'cross-origin').send();
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BesideError('bad_frame', { cause, details: { problem: 'json' } });
  }
}
