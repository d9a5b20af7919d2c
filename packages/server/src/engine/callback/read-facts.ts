import { createHash } from 'node:crypto';
import {
  canonicalJson,
  BesideError,
  type CallbackAvailability,
  type CallbackId,
  type HoldId,
  type WaitingRange,
} from '@beside/protocol';
import type { CallbackRules } from '../../ports/callback-rules.ts';
import type { SiteCallback } from '../../ports/site-callback.ts';
import { IN_HAND } from './in-hand.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { OpeningHours, Site } from '../../ports/site.ts';
import type { Transaction } from '../../ports/store.ts';
import { effectiveHours, findKeptHours } from '../hours/kept-hours.ts';
import { openingStatus, type OpeningStatus } from '../opening-hours.ts';
import type { Engine } from '../parts.ts';
import { decideAvailability } from './availability.ts';
import { countSlots, freeSlots, type CountedSlot } from './slots.ts';
import { findKeptStaffing, staffingOf } from './staffing.ts';
import { estimateWaiting } from './waiting.ts';
import { calibrateMeasured, MAX_WAITS, WAITS_MS } from './waits-book.ts';

/** A site that calls back. */
export type CallingSite = Site & { readonly callback: SiteCallback };

/** What is offered in one queue, with what it was made from. */
export interface QueueFacts {
  readonly availability: CallbackAvailability;
  readonly slots: readonly CountedSlot[];
  readonly opening: OpeningStatus;
  /** When the centre is open, with what supervisors have set. */
  readonly hours: OpeningHours;
}

/** Whose own places are not counted. */
export interface Own {
  readonly callbackId?: CallbackId | undefined;
  readonly holdId?: HoldId | undefined;
}

const DAY_MS = 86_400_000;
const RECENT_MS = 1_800_000;
const MAX_MEASURES = 500;
/** Statuses in which one as soon as possible waits for its turn. */
const PENDING = ['waiting', 'due', 'offered', 'retry-wait'] as const;

/** The site, if it calls back by itself. Rejects with `unsupported`. */
export function callingSiteOf(engine: Pick<Engine, 'sites'>, siteId: string): CallingSite {
  const site = engine.sites.get(siteId);
  if (!site) throw new BesideError('not_found');
  const { callback, backend } = site;
  if (!callback || backend !== undefined) throw new BesideError('unsupported');
  return { ...site, callback };
}

/** The queue that is meant; rejects with `not_found`. */
export function queueOf(site: Site, queueId: string | undefined): string {
  const found = site.queues.find((queue) => queueId === undefined || queue.queueId === queueId);
  if (!found) throw new BesideError('not_found', { details: { queue: queueId ?? '' } });
  return found.queueId;
}

/** Reads what may be offered in a queue at this moment; under `lockName` of its slots it stays true. */
export async function readFacts(
  engine: Engine,
  transaction: Transaction,
  site: CallingSite,
  queueId: string,
  own: Own = {},
): Promise<QueueFacts> {
  const { siteId } = site;
  const hours = effectiveHours(site.hours, await findKeptHours(transaction, siteId));
  const { rules } = site.callback;
  const now = engine.clock.now();
  const agents = await transaction.listAgents();
  const staffing = staffingOf(site, queueId, await findKeptStaffing(transaction, siteId, queueId), agents);
  const taken = await transaction.listTakenSlots({
    ...{ siteId, queueId, now, fromAt: now, toAt: now + (rules.daysAhead + 1) * DAY_MS },
    ...(own.callbackId === undefined ? {} : { exceptCallbackId: own.callbackId }),
    ...(own.holdId === undefined ? {} : { exceptHoldId: own.holdId }),
  });
  const slots = countSlots(
    {
      ...{ now, hours, handlingMs: rules.handlingMs },
      agentsAt: () => staffing.plannedAgents,
      taken: new Map(taken.map((one) => [one.startAt, one.taken])),
    },
    rules,
  );
  const there = agents.filter(
    ({ agentId, queues }) =>
      queues[siteId]?.includes(queueId) &&
      ['available', 'busy'].includes(engine.agents.presence(agentId).presence),
  );
  const pending = (
    await transaction.listCallbacks({ siteIds: [siteId], statuses: PENDING, limit: 1_000 })
  ).filter((one) => one.queueId === queueId && one.slotStartAt === null && one.callbackId !== own.callbackId);
  const opening = openingStatus(hours, now);
  const waiting = await readWaiting(engine, transaction, siteId, queueId, {
    agents: there.length,
    freeAgents: await countFree(engine, transaction, siteId, there),
    pendingCallbacks: pending.length,
  });
  const availability = decideAvailability(
    {
      ...{ now, opening, waiting, zone: hours.zone, isPaused: staffing.isPaused },
      agents: there.length,
      pendingAsap: pending.length,
      slots: freeSlots(slots),
      rulesRevision: revisionOf(hours, rules, staffing.plannedAgents),
    },
    rules,
  );
  return { availability, slots, opening, hours };
}

/** Those who could take somebody now. */
export async function countFree(
  { agents }: Engine,
  transaction: Transaction,
  siteId: string,
  there: readonly AgentRecord[],
): Promise<number> {
  const limit = 1_000;
  const siteIds = [siteId];
  const taken = [
    ...(await transaction.listConversations({ siteIds, statuses: ['offered', 'assigned'], limit })),
    ...(await transaction.listCallbacks({ siteIds, statuses: IN_HAND, limit })),
  ];
  return there.filter(
    ({ agentId, capacity }) =>
      agents.presence(agentId).presence === 'available' &&
      taken.filter((one) => one.agentId === agentId).length < capacity,
  ).length;
}

/** The range a newcomer is told (Q5). */
export async function readWaiting(
  { clock }: Engine,
  transaction: Transaction,
  siteId: string,
  queueId: string,
  counts: { readonly agents: number; readonly freeAgents: number; readonly pendingCallbacks: number },
): Promise<WaitingRange | undefined> {
  const now = clock.now();
  const handled = await transaction.listMeasures(siteId, queueId, 'handling', now - RECENT_MS, MAX_MEASURES);
  if (handled.length === 0) return undefined;
  const waits = await transaction.listMeasures(siteId, queueId, 'wait', now - WAITS_MS, MAX_WAITS);
  const queued = await transaction.listConversations({
    siteIds: [siteId],
    statuses: ['queued'],
    limit: 1_000,
  });
  const { spread } = calibrateMeasured(waits);
  return estimateWaiting(
    {
      ...{ now, ...counts },
      waitingChats: queued.filter((one) => one.queueId === queueId).length,
      handled: handled.map(({ endedAt, tookMs }) => ({ endedAt, handlingMs: tookMs })),
    },
    spread,
  );
}

/** Changes whenever the slots' rules do. */
function revisionOf(hours: OpeningHours, rules: CallbackRules, plannedAgents: number): string {
  const text = canonicalJson({ hours, rules, plannedAgents });
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
