import type {
  AgentId,
  Availability,
  Desk,
  DeskConversation,
  DeskOffer,
  QueueId,
  SiteId,
} from '@beside/protocol';
import type { Conversation } from './book.ts';
import { agentOf } from './reading.ts';
import type { World } from './world.ts';

/** Everything a console shows apart from timelines. */
export function buildDesk(world: World, agentId: AgentId): Desk {
  const { name, alias, role, capacity, presence, presenceReason, serves } = world.workforce.get(agentId);
  const mine = world.book.list().filter((conversation) => agentOf(conversation) === agentId);
  return {
    agent: { agentId, name, alias, role },
    presence,
    ...(presenceReason ? { presenceReason } : {}),
    capacity,
    offers: mine.flatMap((conversation): DeskOffer[] => {
      const { offer, status } = conversation.state;
      if (status !== 'offered' || !offer) return [];
      const { offerId, expiresAt } = offer;
      return [{ offerId, expiresAt, conversation: lineOf(world, conversation) }];
    }),
    conversations: mine.flatMap((conversation) =>
      conversation.state.status === 'assigned' ? [lineOf(world, conversation)] : [],
    ),
    queues: [...world.sites.keys()].filter(serves).flatMap((siteId) => queuesOf(world, siteId)),
  };
}

/** Whether somebody can help at a site now. */
export function availabilityOf(world: World, siteId: SiteId): Availability {
  const { isClosed = false, zone = 'UTC' } = world.sites.get(siteId) ?? {};
  const isAttended = world.workforce
    .list()
    .some(({ presence, serves }) => serves(siteId) && (presence === 'available' || presence === 'busy'));
  return { status: isClosed ? 'closed' : isAttended ? 'open' : 'unattended', zone };
}

function lineOf(world: World, { conversationId, siteId, customerId, state }: Conversation): DeskConversation {
  const identity = world.customers.find(customerId)?.identity;
  return {
    conversationId,
    siteId,
    queueId: state.queueId ?? ('general' as QueueId), // there since the arrival, before which nothing rings
    status: state.status,
    locale: state.locale ?? 'en',
    queuedAt: state.queuedAt ?? 0,
    ...(state.answeredAt === undefined ? {} : { answeredAt: state.answeredAt }),
    lastSeq: state.lastSeq,
    context: state.context,
    ...(identity ? { verified: identity } : {}),
  };
}

function queuesOf(world: World, siteId: SiteId): Desk['queues'] {
  const available = world.workforce
    .list()
    .filter(({ presence, serves }) => presence === 'available' && serves(siteId)).length;
  return (world.sites.get(siteId)?.queues ?? []).map(({ queueId, name }) => {
    const waiting = world.book
      .list()
      .filter(
        ({ siteId: other, state }) =>
          other === siteId &&
          state.queueId === queueId &&
          (state.status === 'queued' || state.status === 'offered'),
      );
    const queuedAts = waiting.map(({ state }) => state.queuedAt ?? 0);
    return {
      siteId,
      queueId: queueId as QueueId, // checked with the options
      name,
      waiting: waiting.length,
      ...(waiting.length === 0 ? {} : { oldestQueuedAt: Math.min(...queuedAts) }),
      agentsAvailable: available,
    };
  });
}
