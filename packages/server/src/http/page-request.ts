import { BesideError, type Clock } from '@beside/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BucketMap } from '../auth/token-bucket.ts';
import type { ConfiguredSite } from '../config/load-config.ts';
import { isAllowed } from '../gateway/greet.ts';

/** What tells the pages of a site from all others. */
export interface PageRequestParts {
  readonly sites: ReadonlyMap<string, ConfiguredSite>;
  readonly clock: Clock;
  readonly addressOf: (request: FastifyRequest) => string;
}

/** How often one network address may ask: at once, and a second in the long run. */
export interface PageRate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Makes the door of routes under `/v1/sites/:siteId/` that pages of a site read without anybody being signed in. It gives
 * the site and lets the page read the answer.
 *
 * The door throws `rate_limited`, and `origin_refused` for other origins and unknown sites alike.
 */
export function createPageDoor(
  { sites, clock, addressOf }: PageRequestParts,
  { burst, perSecond }: PageRate,
): (request: FastifyRequest, reply: FastifyReply, siteId: string) => ConfiguredSite {
  const perAddress = new BucketMap(burst, perSecond);
  return (request, reply, siteId) => {
    const now = clock.steadyNow();
    perAddress.prune(now);
    const retryAfterMs = perAddress.take(addressOf(request), now);
    if (retryAfterMs > 0) throw new BesideError('rate_limited', { details: { retryAfterMs } });
    const site = sites.get(siteId);
    const origin = request.headers.origin ?? sameOriginOf(request);
    if (!site || !isAllowed(site, origin)) throw new BesideError('origin_refused');
    void reply.headers({
      ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }),
      vary: 'origin',
      'cross-origin-resource-policy': 'cross-origin',
    });
    return site;
  };
}

/** Browsers send no Origin with what a page reads from its own host, as where a proxy puts us under the site's name. */
function sameOriginOf({ headers }: FastifyRequest): string | undefined {
  const { referer } = headers;
  return headers['sec-fetch-site'] === 'same-origin' && referer !== undefined && URL.canParse(referer)
    ? new URL(referer).origin
    : undefined;
}
