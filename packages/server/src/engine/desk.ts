import type { AgentId, Desk, DeskConversation, QueueId, SiteId } from '@beside/protocol';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import { listDeskCallbacks, listStaffing } from './callback/desk-callbacks.ts';
import { listDispositions } from './callback/dispositions.ts';
import { getAgent } from './commands-of-agent.ts';
import { listHours } from './hours/desk-hours.ts';
import { ownSiteIds, type Engine } from './parts.ts';

const MAX_LISTED = 200;

/** Everything a console shows apart from timelines. */
export async function buildDesk(engine: Engine, agentId: AgentId, identityOf: IdentityReader): Promise<Desk> {
  const agent = await getAgent(engine, { role: 'agent', agentId });
  const siteIds = ownSiteIds(engine).filter((siteId) => agent.queues[siteId]);
  const { presence, reason } = engine.agents.presence(agentId);
  // Outside the transaction: it reads by itself when it has to.
  const waits = agent.role === 'supervisor' ? await engine.waits.list(siteIds, agent) : undefined;
  const dispositions = listDispositions(engine.sites, siteIds);
  return engine.store.read(async (transaction) => {
    const mine = await transaction.listConversations({
      siteIds,
      statuses: ['offered', 'assigned'],
      agentId,
      limit: MAX_LISTED,
    });
    const lines = await Promise.all(mine.map((record) => lineOf(engine, transaction, record, identityOf)));
    const queues = await Promise.all(
      siteIds.map((siteId) => queuesOf(engine, transaction, siteId, agent.queues[siteId] ?? [])),
    );
    const callbacks = await listDeskCallbacks(engine, transaction, agent, siteIds, identityOf);
    const staffing = await listStaffing(engine, transaction, agent, siteIds);
    const { sites, clock } = engine;
    const hours = await listHours({ sites, now: clock.now() }, transaction, agent, siteIds);
    return {
      ...(callbacks ? { callbacks } : {}),
      ...(staffing ? { staffing } : {}),
      ...(hours ? { hours } : {}),
      ...(waits ? { waits } : {}),
      ...(dispositions ? { dispositions } : {}),
      agent: { agentId, name: agent.name, alias: agent.alias, role: agent.role },
      presence,
      ...(reason === undefined ? {} : { presenceReason: reason }),
      capacity: agent.capacity,
      offers: lines.flatMap(({ conversation, offer }) => (offer ? [{ ...offer, conversation }] : [])),
      conversations: lines.flatMap(({ conversation, offer }) => (offer ? [] : [conversation])),
      queues: queues.flat(),
    };
  });
}

/** Reads the verified identity of a conversation's customer, if there is one. */
export type IdentityReader = (
  transaction: Transaction,
  record: ConversationRecord,
) => Promise<DeskConversation['verified']>;

async function lineOf(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  identityOf: IdentityReader,
) {
  const state = await engine.timeline.load(transaction, record);
  const verified = await identityOf(transaction, record);
  const conversation: DeskConversation = {
    conversationId: record.conversationId,
    // The configuration's schema accepted both names.
    siteId: record.siteId as SiteId,
    queueId: record.queueId as QueueId,
    status: record.status,
    locale: state.locale ?? 'en',
    queuedAt: record.queuedAt,
    ...(state.answeredAt === undefined ? {} : { answeredAt: state.answeredAt }),
    lastSeq: record.lastSeq,
    context: state.context,
    ...(verified ? { verified } : {}),
  };
  return {
    conversation,
    offer: state.offer && { offerId: state.offer.offerId, expiresAt: state.offer.expiresAt },
  };
}

async function queuesOf(
  engine: Engine,
  transaction: Transaction,
  siteId: string,
  queueIds: readonly string[],
): Promise<Desk['queues']> {
  const site = engine.sites.get(siteId);
  const waiting = await transaction.listConversations({
    siteIds: [siteId],
    statuses: ['queued', 'offered'],
    limit: MAX_LISTED,
  });
  const agents = await transaction.listAgents();
  return queueIds.map((queueId) => {
    const inQueue = waiting.filter((record) => record.queueId === queueId);
    const oldest = inQueue.reduce((min, record) => Math.min(min, record.queuedAt), Number.POSITIVE_INFINITY);
    const available = agents.filter(
      (agent) =>
        agent.queues[siteId]?.includes(queueId) &&
        engine.agents.presence(agent.agentId).presence === 'available',
    );
    return {
      siteId: siteId as SiteId, // the configuration's schema accepted both names
      queueId: queueId as QueueId,
      name: site?.queues.find((queue) => queue.queueId === queueId)?.name ?? queueId,
      waiting: inQueue.length,
      ...(Number.isFinite(oldest) ? { oldestQueuedAt: oldest } : {}),
      agentsAvailable: available.length,
    };
  });
}
