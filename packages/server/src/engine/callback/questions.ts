import { newId, viewCallback, type CallbackView, type HoldId } from '@beside/protocol';
import type { Actor, CentreCallbacks } from '../../ports/centre.ts';
import type { CallbackRecord } from '../../ports/store-callbacks.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Engine } from '../parts.ts';
import { consentTextsFor } from './consent-texts.ts';
import { blockByLink, linkTo, openLink } from './links.ts';
import { callingSiteOf, queueOf, readFacts } from './read-facts.ts';
import { refuse } from './resolve-when.ts';
import { holdOn, pickSlot } from './slots.ts';
import { callerNumberOf } from './targets.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** A callback that outlives its conversation is at most this many conversations old, or it is not shown any more. */
const MAX_LOOKED_AT = 5;

/** Answers what customers ask about callbacks. */
export function createCallbackQuestions(engine: Engine): CentreCallbacks {
  return {
    async offer({ siteId }, { queueId, locale }) {
      const site = callingSiteOf(engine, siteId);
      const queue = queueOf(site, queueId);
      const { availability } = await engine.store.read((transaction) =>
        readFacts(engine, transaction, site, queue),
      );
      const callerNumber = callerNumberOf(engine, site);
      const [country] = site.callback.countries;
      return {
        availability,
        consents: consentTextsFor(site.callback.consents, locale),
        ...(country === undefined || !site.callback.assumesCountry ? {} : { country }),
        ...(callerNumber === undefined ? {} : { callerNumber: await formatted(callerNumber) }),
        needsVerification: site.callback.verification === 'code',
        targets: ['phone'],
      };
    },
    async holdSlot({ siteId, customerId }, { queueId, startAt }) {
      const site = callingSiteOf(engine, siteId);
      const queue = queueOf(site, queueId);
      const { rules } = site.callback;
      return engine.store.transact(async (transaction) => {
        await transaction.lockName(`slots:${siteId}:${queue}`);
        const now = engine.clock.now();
        const { slots } = await readFacts(engine, transaction, site, queue);
        const slot = pickSlot(slots, startAt, rules);
        if ('refusal' in slot) return refuse(slot);
        const hold = holdOn(slot, newId<HoldId>(engine.clock), now, rules);
        await transaction.putHold({ ...hold, siteId, queueId: queue, customerId }, now);
        return hold;
      });
    },
    releaseSlot: ({ siteId, customerId }, holdId) =>
      engine.store.transact(async (transaction) => {
        const hold = await transaction.findHold(holdId);
        if (hold?.customerId === customerId && hold.siteId === siteId) await transaction.deleteHold(holdId);
      }),
    openLink: (token) => openLink(engine, token),
    blockByLink: (token) => blockByLink(engine, token),
    view: (actor) => engine.store.read((transaction) => readView(engine, transaction, actor)),
  };
}

async function formatted(number: string): Promise<string> {
  const { formatNumber } = await import('./numbers.ts');
  return formatNumber(number);
}

async function readView(
  engine: Engine,
  transaction: Transaction,
  { siteId, customerId }: Customer,
): Promise<CallbackView | null> {
  const sinceAt = engine.clock.now() - engine.limits.recentConversationMs;
  const records = await transaction.listConversationsOfCustomer(siteId, customerId, undefined, MAX_LOOKED_AT);
  const found: CallbackRecord[] = [];
  for (const { conversationId } of records) {
    const callback = await transaction.findCallbackOf(conversationId);
    if (callback) found.push(callback);
  }
  const shown = found.find(({ isOpen }) => isOpen) ?? found.find(({ endedAt }) => (endedAt ?? 0) >= sinceAt);
  const record = records.find(({ conversationId }) => conversationId === shown?.conversationId);
  if (!record) return null;
  const { callback } = await engine.timeline.callbackOf(transaction, record);
  if (!callback) return null;
  const manageUrl = linkTo(engine, 'manage', record, callback);
  return {
    ...viewCallback(callback, record.conversationId),
    ...(manageUrl === undefined ? {} : { manageUrl }),
  };
}
