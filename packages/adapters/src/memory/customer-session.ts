import {
  BesideError,
  LIMITS,
  PROTOCOL_VERSIONS,
  type CustomerCommand,
  type CustomerEvents,
  type CustomerSession,
  type CustomerWelcome,
  type OpenCustomerSession,
} from '@beside/protocol';
import { customerFrameSchema, customerHelloSchema } from '@beside/protocol/schema';
import { checkFrame, sendFrame } from './check-frame.ts';
import { executeForCustomer, findLatest, type createReports } from './commands-of-customer.ts';
import { readIdentityToken } from './customers.ts';
import { availabilityOf } from './desk.ts';
import type { MemoryIdentity } from './options.ts';
import { listConversations } from './reading.ts';
import { REQUEST_ID, openTimelineSession, type SessionParts } from './timeline-session.ts';
import { isOwn, type Peer, type Who, type World } from './world.ts';

/** What a customer's session needs besides. */
export interface CustomerSessionParts extends SessionParts {
  readonly reports: ReturnType<typeof createReports>;
  readonly readIdentity: ((identityToken: string) => MemoryIdentity | undefined) | undefined;
}

interface Greeted {
  readonly peer: Peer;
  readonly welcome: CustomerWelcome;
  readonly newToken: string | undefined;
}

type Customer = Extract<Who, { role: 'customer' }>;

/** Opens one customer's connection. */
export function openCustomerSession(
  parts: CustomerSessionParts,
  { siteId, locale, token: knownToken }: OpenCustomerSession,
): CustomerSession {
  const { world, reports } = parts;
  let token = knownToken;

  const { session, connection, emit } = openTimelineSession<CustomerEvents, CustomerCommand, Greeted>(parts, {
    schema: customerFrameSchema,
    hello: () => undefined,
    greet(createPeer) {
      const hello = { type: 'hello', versions: [...PROTOCOL_VERSIONS], role: 'customer', siteId, locale };
      checkFrame(customerHelloSchema, hello);
      // An unknown site and a wrong page answer alike.
      if (!world.sites.has(siteId)) throw new BesideError('origin_refused');
      const { customer, newToken } = world.customers.greet(siteId, token);
      const who = { role: 'customer', siteId, customerId: customer.customerId } as const;
      return { peer: createPeer(who), welcome: welcomeOf(world, who), newToken };
    },
    part: () => undefined,
    execute: ({ peer }, command, key) => executeForCustomer(world, customerOf(peer), command, key),
    onGreeted({ welcome, newToken }) {
      if (newToken !== undefined) keepToken(newToken);
      emit('welcome', structuredClone(welcome));
    },
  });

  function keepToken(next: string): void {
    token = next;
    emit('token', { token: next });
  }

  function identify(peer: Peer, identityToken: string): { readonly newToken: string | undefined } {
    const identity = readIdentityToken(parts.readIdentity, identityToken);
    const before = customerOf(peer);
    const customer = world.customers.find(before.customerId);
    if (!customer) throw new BesideError('unauthenticated');
    const open = findLatest(world, before);
    const mayMove = !open || open.state.status === 'ended';
    const known = world.customers.identify(customer, identity, mayMove);
    if (known.customer.customerId !== before.customerId) peer.followed.clear();
    peer.who = { ...before, customerId: known.customer.customerId };
    world.changed();
    return { newToken: known.newToken };
  }

  // Added to the session itself, because its getters would not survive a spread.
  return Object.assign(session, {
    report(interactions, { reportId }) {
      const sent = sendFrame(customerFrameSchema, { type: 'report', id: reportId, interactions });
      // The schema accepted the interactions.
      return connection.ask(() => reports.keep(reportId, sent()['interactions'] as typeof interactions));
    },
    reportOnExit(interactions, { reportId }) {
      if (token === undefined || !parts.network.isOnline) return false;
      try {
        checkFrame(customerFrameSchema, { type: 'report', id: reportId, interactions });
      } catch {
        return true; // handed over, and refused where nobody hears it, like a beacon
      }
      reports.keep(reportId, structuredClone(interactions));
      return true;
    },
    listConversations(options) {
      const sent = sendFrame(customerFrameSchema, { type: 'conversations', id: REQUEST_ID, ...options });
      return connection.ask(({ peer }) => {
        sent();
        return structuredClone(listConversations(world, customerOf(peer), options));
      });
    },
    async identify(identityToken, { commandId }) {
      const sent = sendFrame(customerFrameSchema, { type: 'identify', id: commandId, identityToken });
      // Asked again it is done again, as on the wire: the same one comes out, and the token may not have arrived before.
      const { result, newToken } = await connection.ask(({ peer }) => {
        sent();
        const { newToken } = identify(peer, identityToken);
        return { newToken, result: { conversationId: null, seq: 0, at: world.clock.now() } };
      });
      if (newToken !== undefined) keepToken(newToken);
      return result;
    },
  } satisfies Pick<CustomerSession, 'report' | 'reportOnExit' | 'listConversations' | 'identify'>);
}

function customerOf({ who }: Peer): Customer {
  if (who.role === 'customer') return who;
  throw new BesideError('forbidden'); // a customer's session greets customers only
}

function welcomeOf(world: World, who: Customer): CustomerWelcome {
  const { name = '', texts = {}, allowedQueries = [] } = world.sites.get(who.siteId) ?? {};
  const latest = findLatest(world, who);
  const isRecent =
    latest &&
    (latest.state.endedAt === undefined ||
      latest.state.endedAt >= world.clock.now() - LIMITS.recentConversationMs);
  return {
    customerId: who.customerId,
    site: {
      siteId: who.siteId,
      name,
      texts: Object.fromEntries(Object.entries(texts).map(([locale, lines]) => [locale, { ...lines }])),
      allowedQueries: [...allowedQueries],
    },
    availability: availabilityOf(world, who.siteId),
    identified: world.customers.find(who.customerId)?.identity !== undefined,
    hasEarlier: world.book.list().some((other) => isOwn(who, other) && other.state.status === 'ended'),
    conversation: isRecent
      ? {
          conversationId: latest.conversationId,
          epoch: latest.epoch,
          status: latest.state.status,
          lastSeq: latest.state.lastSeq,
        }
      : null,
  };
}
