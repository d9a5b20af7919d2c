import {
  BesideError,
  entriesFor,
  type AgentId,
  type Availability,
  type ConversationId,
  type Entry,
} from '@beside/protocol';
import { createBatches } from '../base/batches.ts';
import type { Actor, Centre, EntryRange } from '../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import { createAgents } from './agents.ts';
import { openBridge } from './backend/bridge.ts';
import type { Change, Changed } from './change.ts';
import { MAX_CHANGES_TOGETHER, changeTogether } from './change-conversation.ts';
import { createBackground } from './background.ts';
import { handleCallEvent } from './callback/call-events.ts';
import { IN_HAND } from './callback/in-hand.ts';
import { withdrawCallbackOffers } from './callback/agent-gone.ts';
import { hasCallback, mayReadCallback } from './callback/may-read.ts';
import { createMessenger } from './callback/messages/messenger.ts';
import { createWaitsBook } from './callback/waits-book.ts';
import { recoverAttempts } from './callback/reconcile.ts';
import { codeOf } from './code-of.ts';
import { executeForAgent, getAgent, maySee as mayAgentSee } from './commands-of-agent.ts';
import { createCallbackQuestions } from './callback/questions.ts';
import { executeForCustomer, siteOf } from './commands-of-customer.ts';
import { buildDesk } from './desk.ts';
import { openHoursBook } from './hours/hours-book.ts';
import { keepReport } from './keep-report.ts';
import { createKnowledgeQuestions } from './knowledge/answer-questions.ts';
import { hasEarlier, listConversations } from './list-conversations.ts';
import { liveCapacity } from './live-capacity.ts';
import { isOwn } from './open-conversation.ts';
import { openingStatus } from './opening-hours.ts';
import { readIdentity } from './read-identity.ts';
import { startQueuePositions } from './queue-positions.ts';
import { startRouter } from './router.ts';
import { agentLostTimerId } from './timer-ids.ts';
import { startTimers, withdrawOffers } from './timers.ts';
import { findKeptPresence } from './kept-presence.ts';
import { createFlowBook } from './visual-ivr/flow-book.ts';
import { createFlowChecker } from './visual-ivr/flow-checker.ts';
import { createFlows } from './visual-ivr/flows.ts';
import { createLiveFacts } from './visual-ivr/live-facts.ts';
import { takeFlowFiles } from './visual-ivr/take-file.ts';
import { ownSiteIds, type Engine, type EngineParts } from './parts.ts';

const RETRY_MS = 1_000;

/** Starts the engine: recovers what the last process left, routes, and answers the gateway. */
export async function createCentre(parts: EngineParts): Promise<Centre> {
  const agents = createAgents(parts.clock, parts.limits.missedOffersUntilAway);
  const hours = await openHoursBook({
    ...parts,
    onError: (error, siteId) =>
      parts.log.error({ siteId, code: codeOf(error) }, 'changed opening hours could not be read'),
  });
  const checker = createFlowChecker(parts);
  await takeFlowFiles({ ...parts, checker });
  await checker.stop(); // its memory is given back at once; it begins anew when somebody edits
  const bridge = await openBridge(parts);
  const engine: Engine = {
    ...parts,
    agents,
    hours,
    flows: createFlowBook(parts),
    waits: createWaitsBook(parts),
    bridge,
    beside: createBackground(parts.log),
    messenger: createMessenger(parts.log),
    change: createBatches<ConversationId, Change, Changed>({
      work: (conversationId, changes) => changeTogether(engine, conversationId, changes),
      maxItems: MAX_CHANGES_TOGETHER,
    }),
    route: (siteId) => router.route(siteId),
  };
  const router = startRouter(engine);
  await recover(engine); // before the timers, so that whoever was away because of us has the whole grace period
  await recoverAttempts(engine);
  const timers = startTimers(engine);
  const unsubscribe = engine.bus.subscribe((message) => {
    // An agent who had their conversation has room for another one.
    if (message.kind === 'erased') router.route(message.siteId);
  });
  let isStopped = false;
  const positions = startQueuePositions(engine.store, engine.bus);
  router.routeAll();

  /** The conversation if the actor may see it; "not yours" and "does not exist" are one answer. */
  const getConversation = async (
    actor: Actor,
    conversationId: ConversationId,
  ): Promise<ConversationRecord> => {
    const record = await engine.store.read((transaction) => transaction.findConversation(conversationId));
    if (!record || !(await maySee(engine, actor, record))) throw new BesideError('not_found');
    return record;
  };

  const readRange = async (
    actor: Actor,
    conversationId: ConversationId,
    read: (transaction: Transaction, record: ConversationRecord) => Promise<Entry[]>,
    toRange: (record: ConversationRecord, entries: readonly Entry[]) => Omit<EntryRange, 'epoch' | 'entries'>,
  ): Promise<EntryRange> => {
    const record = await getConversation(actor, conversationId);
    const entries = await engine.store.read((transaction) => read(transaction, record));
    return {
      epoch: record.epoch,
      ...toRange(record, entries),
      entries: entriesFor(actor, entries),
    };
  };

  return {
    executeForCustomer: (actor, command, key) => executeForCustomer(engine, actor, command, key),
    executeForAgent: (actor, command, key) => executeForAgent(engine, actor, command, key),
    getConversation,
    findCurrentConversation: async ({ siteId, customerId }) => {
      const latest = await engine.store.read((transaction) =>
        transaction.findLatestConversation(siteId, customerId),
      );
      const recentSinceAt = engine.clock.now() - engine.limits.recentConversationMs;
      if (!latest || (latest.endedAt !== null && latest.endedAt < recentSinceAt)) return undefined;
      return latest;
    },
    listConversations: (actor, options) => listConversations(engine, actor, options),
    hasEarlier: (actor) => hasEarlier(engine, actor),
    readAfter: (actor, conversationId, afterSeq, limit) =>
      readRange(
        actor,
        conversationId,
        (transaction, record) => engine.timeline.readAfter(transaction, record, afterSeq, limit),
        (record, entries) => {
          const uptoSeq = entries.at(-1)?.seq ?? Math.max(afterSeq, record.lastSeq);
          return { afterSeq, uptoSeq, more: uptoSeq < record.lastSeq };
        },
      ),
    readBefore: (actor, conversationId, beforeSeq, limit) =>
      readRange(
        actor,
        conversationId,
        (transaction, record) => engine.timeline.readBefore(transaction, record, beforeSeq, limit),
        (_record, entries) => {
          const afterSeq = (entries[0]?.seq ?? 1) - 1;
          return { afterSeq, uptoSeq: entries.at(-1)?.seq ?? 0, more: afterSeq > 0 };
        },
      ),
    report: (actor, reportId, interactions) => keepReport(engine, actor, reportId, interactions),
    async signal(actor, conversationId, signal) {
      const record = await getConversation(actor, conversationId);
      if (actor.role === 'agent' && record.agentId !== actor.agentId) throw new BesideError('forbidden');
      engine.bus.publish({ kind: 'signal', conversationId, from: actor.role, signal });
      if (actor.role === 'customer') engine.bridge.typing(record.siteId, conversationId, signal.on);
    },
    async receipt(actor, conversationId, receipt) {
      const record = await getConversation(actor, conversationId);
      if (actor.role === 'agent' && record.agentId !== actor.agentId) {
        // A message that was read for a call was not received in the chat.
        if (await hasCallback(engine, actor.agentId, record)) return;
        throw new BesideError('forbidden');
      }
      const raised = await engine.store.transact((transaction) =>
        transaction.raiseReceipt(conversationId, actor.role, receipt),
      );
      engine.bus.publish({ kind: 'receipts', conversationId, ...raised });
      if (actor.role === 'agent') return;
      const { customer } = raised;
      if (customer.readSeq > record.customer.readSeq) engine.bridge.receipt(record, 'read', customer.readSeq);
      else if (customer.deliveredSeq > record.customer.deliveredSeq)
        engine.bridge.receipt(record, 'delivered', customer.deliveredSeq);
    },
    callbacks: createCallbackQuestions(engine),
    hearCall: (told) => handleCallEvent(engine, told),
    availability: (siteId) => availabilityOf(engine, siteId),
    liveFacts: createLiveFacts(engine, (siteId) => availabilityOf(engine, siteId)),
    flows: createFlows({ ...parts, book: engine.flows, checker }),
    knowledge: createKnowledgeQuestions(engine, getConversation),
    liveCapacity: (siteId) => liveCapacity(engine, siteId),
    waits: () => engine.waits.list(ownSiteIds(engine)),
    queuePosition: (conversationId) => positions.find(conversationId),
    desk: (agentId) =>
      buildDesk(engine, agentId, (transaction, record) => readIdentity(engine, transaction, record)),
    async agentConnected(agentId) {
      if (!agents.connected(agentId)) return;
      await engine.store.transact((transaction) => transaction.cancelTimer(agentLostTimerId(agentId)));
      await presenceChanged(engine, agentId);
    },
    async agentDisconnected(agentId) {
      if (!agents.disconnected(agentId)) return;
      await giveBack(engine, agentId, () => isStopped);
      await presenceChanged(engine, agentId);
    },
    async stop() {
      isStopped = true;
      unsubscribe();
      hours.stop();
      await checker.stop();
      positions.stop();
      await timers.stop();
      await router.stop();
      await engine.beside.finished();
      await engine.messenger.stop();
      await bridge.stop();
    },
  };
}

/** What the last process left: rings at nobody, and agents who may not come back. */
async function recover(engine: Engine): Promise<void> {
  const siteIds = ownSiteIds(engine);
  await engine.store.read(async (transaction) => {
    for (const { agentId } of await transaction.listAgents()) {
      const kept = await findKeptPresence(transaction, agentId);
      if (kept) engine.agents.restore(agentId, kept);
    }
  });
  const held = await engine.store.read((transaction) =>
    transaction.listConversations({ siteIds, statuses: ['offered', 'assigned'], limit: 100_000 }),
  );
  const called = await engine.store.read((transaction) =>
    transaction.listCallbacks({ siteIds, statuses: IN_HAND, limit: 100_000 }),
  );
  const holders = [...held, ...called].flatMap(({ agentId }) => (agentId ? [agentId] : []));
  for (const agentId of new Set(holders)) {
    await withdrawOffers(engine, agentId);
    await withdrawCallbackOffers(engine, agentId);
    await setAgentLost(engine, agentId);
  }
}

async function setAgentLost(engine: Engine, agentId: AgentId): Promise<void> {
  const dueAt = engine.clock.now() + engine.limits.agentGraceMs;
  await engine.store.transact((transaction) =>
    transaction.setTimer({
      timerId: agentLostTimerId(agentId),
      dueAt,
      payload: { kind: 'agent-lost', agentId },
    }),
  );
}

/** What rings goes back now, what is assigned later. A disk that refuses is asked again until the agent is back. */
async function giveBack(engine: Engine, agentId: AgentId, isStopped: () => boolean): Promise<void> {
  if (isStopped() || engine.agents.presence(agentId).presence !== 'offline') return;
  try {
    await setAgentLost(engine, agentId);
    await withdrawOffers(engine, agentId);
    await withdrawCallbackOffers(engine, agentId);
  } catch (error) {
    engine.log.error({ agentId, code: codeOf(error) }, 'an absent agent keeps conversations; tried again');
    engine.clock.after(RETRY_MS, () => void giveBack(engine, agentId, isStopped));
  }
}

async function presenceChanged(engine: Engine, agentId: AgentId): Promise<void> {
  const agent = await getAgent(engine, { role: 'agent', agentId });
  engine.bus.publish({ kind: 'desk', agentId });
  for (const siteId of Object.keys(agent.queues)) engine.route(siteId);
}

async function maySee(engine: Engine, actor: Actor, record: ConversationRecord): Promise<boolean> {
  if (actor.role === 'customer') return isOwn(actor, record);
  const agent = await getAgent(engine, actor);
  return mayAgentSee(agent, record) || mayReadCallback(engine, agent, record);
}

async function availabilityOf(engine: Engine, siteId: string): Promise<Availability> {
  const site = siteOf(engine, siteId);
  const { isOpen, ...moments } = openingStatus(engine.hours.of(siteId) ?? site.hours, engine.clock.now());
  const [records, flow] = await Promise.all([
    engine.store.read((transaction) => transaction.listAgents()),
    engine.flows.findLive(siteId),
  ]);
  const isAttended =
    site.backend !== undefined ||
    records.some(
      ({ agentId, queues }) =>
        queues[siteId] && ['available', 'busy'].includes(engine.agents.presence(agentId).presence),
    );
  return {
    status: !isOpen ? 'closed' : isAttended ? 'open' : 'unattended',
    ...moments,
    zone: site.hours.zone,
    ...(flow ? { flowRevision: flow.revision } : {}),
  };
}
