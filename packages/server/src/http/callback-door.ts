import { BesideError, type Clock } from '@beside/protocol';
import type { FastifyRequest } from 'fastify';
import { BucketMap } from '../auth/token-bucket.ts';

/** What tells who may look at a page behind a link, or act on it, now. */
export interface CallbackDoorParts {
  readonly clock: Pick<Clock, 'steadyNow'>;
  readonly addressOf: (request: FastifyRequest) => string;
}

/** At once and a second in the long run, of one network address: people, and whatever looks at their messages first. */
const LOOKS = { burst: 60, perSecond: 1 } as const;
/** The same of what changes something. */
const ACTS = { burst: 10, perSecond: 0.2 } as const;

/**
 * Makes the door in front of the pages behind links. A token cannot be guessed; the door keeps whoever tries, and whoever
 * has a link and presses its buttons a thousand times, from the database and from people's telephones. Throws `rate_limited`,
 * and `origin_refused` for forms that other pages send.
 */
export function createCallbackDoor({
  clock,
  addressOf,
}: CallbackDoorParts): (request: FastifyRequest) => void {
  const looks = new BucketMap(LOOKS.burst, LOOKS.perSecond);
  const acts = new BucketMap(ACTS.burst, ACTS.perSecond);
  return (request) => {
    const now = clock.steadyNow();
    const isAct = request.method === 'POST';
    const buckets = isAct ? acts : looks;
    buckets.prune(now);
    const retryAfterMs = buckets.take(addressOf(request), now);
    if (retryAfterMs > 0) throw new BesideError('rate_limited', { details: { retryAfterMs } });
    // Origin is `null` here, because these pages send no referrer; browsers say in this header whose form it is.
    const site = request.headers['sec-fetch-site'];
    if (isAct && site !== undefined && site !== 'same-origin') throw new BesideError('origin_refused');
  };
}
