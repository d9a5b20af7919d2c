import type { Clock } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';
import { invitationShare } from '../engine/invitations/share.ts';
import type { Centre } from '../ports/centre.ts';
import { API } from './api.ts';
import { createPageDoor, type PageRequestParts } from './page-request.ts';

const MINUTE_MS = 60_000;
/** Room changes with every conversation; a page that has been told once asks again after this. */
const VALID_FOR_MS = 120_000;

/** What the route needs. */
export interface InvitationsRouteParts extends PageRequestParts {
  readonly centre: Pick<Centre, 'liveCapacity'>;
}

/** Adds what pages that invite ask once: the site's rules and how much room there is. It learns nothing about the customer. */
export function addInvitationsRoute(app: FastifyInstance, parts: InvitationsRouteParts): void {
  const enter = createPageDoor(parts, { burst: 60, perSecond: 5 });
  const counts = new Map<string, PageCount>();

  app.get<{ Params: { siteId: string } }>(API.invitations.path, async (request, reply) => {
    const { siteId, invitations = [] } = enter(request, reply, request.params.siteId);
    void reply.header('cache-control', 'no-store');
    if (invitations.length === 0) return { invitations, capacity: NOBODY };
    let count = counts.get(siteId);
    if (!count) counts.set(siteId, (count = createPageCount(parts.clock)));
    const pagesPerMinute = count.add();
    const { isOpen, freeSlots } = await parts.centre.liveCapacity(siteId);
    const hasFreeAgent = freeSlots > 0;
    // Those that need nobody are not held back by there being nobody.
    const share = hasFreeAgent ? invitationShare(freeSlots, pagesPerMinute) : 1;
    return { invitations, capacity: { isOpen, hasFreeAgent, share, validForMs: VALID_FOR_MS } };
  });
}

const NOBODY = { isOpen: false, hasFreeAgent: false, share: 0, validForMs: 0 };

interface PageCount {
  /** Counts one more; gives how many there were within the last minute, estimated over this minute and the one before. */
  add(): number;
}

function createPageCount(clock: Clock): PageCount {
  let startedAt = clock.steadyNow();
  let before = 0;
  let here = 0;
  return {
    add() {
      const age = clock.steadyNow() - startedAt;
      if (age >= MINUTE_MS) {
        before = age < 2 * MINUTE_MS ? here : 0;
        here = 0;
        startedAt += Math.floor(age / MINUTE_MS) * MINUTE_MS;
      }
      here += 1;
      const left = 1 - (clock.steadyNow() - startedAt) / MINUTE_MS;
      return here + before * left;
    },
  };
}
