import {
  BesideError,
  decideCallback,
  decideConversation,
  findConsentProblem,
  type CallbackCommandOfCustomer,
  type CallbackTarget,
  type CommandResult,
  type Decision,
  type QueueId,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../../ports/centre.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Changed, Locked } from '../change.ts';
import { applyChange, tell } from '../change-conversation.ts';
import { lockOrCreate, reduceContext } from '../open-conversation.ts';
import type { Engine } from '../parts.ts';
import { decideCaps } from './caps.ts';
import { sendCode } from './codes.ts';
import { askedConsents } from './consent-texts.ts';
import { readCounts } from './read-counts.ts';
import { queueOf, type CallingSite } from './read-facts.ts';
import { refuse, resolveWhen } from './resolve-when.ts';
import { callerNumberOf, resolveTarget } from './targets.ts';
import { findZone } from './zones.ts';

type Customer = Extract<Actor, { role: 'customer' }>;
type Request = Extract<CallbackCommandOfCustomer, { type: 'callback.request' }>;

/**
 * Takes a callback down: the number, the consents and the zone are checked first, then everything that is counted, under
 * locks and in the transaction that appends it, so that the last place and the last free line go to exactly one.
 */
export async function requestCallback(
  engine: Engine,
  site: CallingSite,
  actor: Customer,
  command: Request,
  key: CommandKey,
): Promise<CommandResult> {
  const queueId = queueOf(site, command.queueId);
  const target = await resolveTarget(engine, site, command.target);
  const { siteId } = site;
  const now = engine.clock.now();
  const { address } = key;
  const asked: Asked = {
    ...{ engine, site, actor, command, key, queueId, target },
    zone: zoneOf(command.zone),
    queuedAt: Math.min(now, Math.max(key.intentAt, now - engine.limits.maxIntentAgeMs)),
    addressHash: address === undefined ? undefined : engine.keyring.hashCounted('address', siteId, address),
  };
  const changed = await engine.store.transact((transaction) => takeDown(asked, transaction));
  tell(engine, changed);
  const isHeld = changed.entries.some(
    ({ type, body }) => type === 'callback.requested' && body.heldUntilAt !== undefined,
  );
  // The alarm: supervisors see which, operators that it happens.
  if (isHeld) engine.log.warn({ siteId, type: 'prefix_burst' }, 'a callback of a burst of numbers is held');
  return changed.result;
}

interface Asked {
  readonly engine: Engine;
  readonly site: CallingSite;
  readonly actor: Customer;
  readonly command: Request;
  readonly key: CommandKey;
  readonly queueId: string;
  readonly target: CallbackTarget;
  readonly zone: string;
  readonly queuedAt: number;
  readonly addressHash: string | undefined;
}

async function takeDown(asked: Asked, transaction: Transaction): Promise<Changed> {
  const { engine, site, actor, command, key, queueId, queuedAt, addressHash } = asked;
  const { conversationId, callbackId } = command;
  const now = engine.clock.now();
  const record = await lockOrCreate(engine, transaction, actor, { conversationId, queueId, queuedAt, now });
  const change = {
    ...{ conversationId, key, command },
    ...(addressHash === undefined ? {} : { addressHash }),
  };
  // A repetition is answered before anything is counted, or it would be one too many itself.
  if (await transaction.findEntryByCommand(conversationId, key.commandId))
    return applyChange(engine, transaction, record, { ...change, decide: () => ({ refusal: 'conflict' }) });
  const { callback } = await engine.timeline.callbackOf(transaction, record);
  const known = await transaction.findCallback(callbackId);
  if (known && known.callbackId !== callback?.callbackId) throw new BesideError('not_found');
  checkConsents(asked);
  await lockNames(asked, transaction);
  const isHeld = await checkCaps(asked, transaction, record.conversationId);
  const { customerId } = actor;
  const { when: wanted, availabilityRevision } = command;
  const { when, expiresAt } = await resolveWhen(engine, transaction, site, {
    ...{ when: wanted, availabilityRevision, queueId, customerId },
  });
  return applyChange(engine, transaction, record, {
    ...change,
    decide: (locked) =>
      decideRequest(
        asked,
        locked,
        // Nothing is promised that the hold may break.
        isHeld && when.kind === 'asap'
          ? { when: { kind: 'asap' }, expiresAt, isHeld }
          : { when, expiresAt, isHeld },
      ),
    async also(_transaction, { record: changed, callback: { callback: requested } }) {
      if (requested?.status === 'verifying')
        await sendCode(engine, transaction, changed, requested, key.commandId);
    },
  });
}

/** Everything in front of what counts: a number that calls twice, and the places of a queue. */
async function lockNames({ engine, site, queueId, target }: Asked, transaction: Transaction): Promise<void> {
  const { siteId } = site;
  if (target.kind === 'phone')
    await transaction.lockName(
      `number:${siteId}:${engine.keyring.hashCounted('number', siteId, target.number)}`,
    );
  await transaction.lockName(`slots:${siteId}:${queueId}`);
}

function checkConsents({ site, command }: Asked): void {
  const problem = findConsentProblem(askedConsents(site.callback.consents, command.locale), command.consents);
  if (problem)
    throw new BesideError('consent_required', {
      details: { consent: problem.consentId, problem: problem.problem },
    });
}

/** Whether it is one of a burst, which is taken and held. Rejects with the cap that is reached. */
async function checkCaps(
  { engine, site, actor, target, addressHash }: Asked,
  transaction: Transaction,
  conversationId: string,
): Promise<boolean> {
  if (target.kind !== 'phone') return false;
  const { number } = target;
  const { customerId, siteId } = actor;
  const counts = await readCounts(engine, transaction, site, { customerId, number, addressHash });
  const decision = decideCaps(counts, site.callback.rules);
  if (!('refusal' in decision)) return decision.kind === 'hold';
  if (decision.refusal !== 'callback_open') refuse(decision);
  const numberHash = engine.keyring.hashCounted('number', siteId, number);
  const open = await transaction.findOpenCallbackByNumber(siteId, numberHash);
  // Whose it is is told to nobody else.
  const isOwn = open?.customerId === customerId;
  return refuse({
    refusal: 'callback_open',
    ...(isOwn
      ? {
          details: {
            callbackId: open.callbackId,
            ...(open.conversationId === conversationId ? {} : { conversationId: open.conversationId }),
          },
        }
      : {}),
  });
}

function decideRequest(
  asked: Asked,
  { state, callback }: Locked,
  { when, expiresAt, isHeld }: Awaited<ReturnType<typeof resolveWhen>> & { readonly isHeld: boolean },
): Decision {
  const { engine, site, actor, command, key, target, zone, queuedAt } = asked;
  if (state.status === 'ended') return { refusal: 'conversation_closed' };
  const queueId = asked.queueId as QueueId; // of the configuration, whose schema accepted it
  const { locale, matter, consents, callbackId, browserZone } = command;
  const callerNumber = callerNumberOf(engine, site);
  const browser = browserZone === undefined ? undefined : findZone(browserZone);
  const context = command.context && reduceContext(command.context, site);
  const arrival =
    state.status === 'new'
      ? decideConversation(state, {
          ...{ type: 'arrive', customerId: actor.customerId, channel: 'callback', context },
          ...{ queueId, locale, queuedAt, priority: 0 },
        })
      : { entries: [] };
  const request = decideCallback(
    callback,
    {
      ...{ type: 'request', by: { role: 'customer', via: key.via ?? 'page' } },
      ...{ callbackId, when, expiresAt, target, matter, consents, queueId, queuedAt, priority: 0 },
      zones: browser === undefined ? { chosen: zone } : { chosen: zone, browser },
      mode: modeOf(engine, site),
      checkCode: checkCodeOf(engine),
      ...(callerNumber === undefined ? {} : { callerNumber }),
      needsVerification: site.callback.verification === 'code',
      ...(isHeld ? { heldUntilAt: engine.clock.now() + site.callback.rules.prefixHoldMs } : {}),
      context: state.status === 'new' ? undefined : context,
    },
    engine.clock.now(),
  );
  if ('refusal' in arrival) return arrival;
  if ('refusal' in request) return request;
  return { entries: [...arrival.entries, ...request.entries] };
}

/** Who dials by hand cannot ring the customer before an agent is there. */
const modeOf = ({ telephone }: Engine, { callback }: CallingSite): 'agent-first' | 'customer-first' =>
  telephone?.service.calls ? callback.mode : 'agent-first';

/** Two digits that both sides see (C9); of 200 equally likely bytes, so that no code is more likely. */
function checkCodeOf({ clock }: Engine): string {
  for (;;) {
    const byte = clock.randomBytes(1)[0] ?? 255;
    if (byte < 200) return String(byte % 100).padStart(2, '0');
  }
}

/** The canonical name of a zone; rejects with `zone_unknown`. */
export function zoneOf(text: string): string {
  const zone = findZone(text);
  if (zone === undefined) throw new BesideError('zone_unknown');
  return zone;
}
