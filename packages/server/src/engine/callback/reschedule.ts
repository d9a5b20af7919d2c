import {
  BesideError,
  decideCallback,
  hasCallbackEnded,
  type AnyActor,
  type Callback,
  type CallbackCommandOfCustomer,
  type CallbackTarget,
  type CommandResult,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import { applyChange, tell } from '../change-conversation.ts';
import type { Changed } from '../change.ts';
import { isOwn } from '../open-conversation.ts';
import type { Engine } from '../parts.ts';
import type { CallingSite } from './read-facts.ts';
import { decideCaps } from './caps.ts';
import { BURST_MS, readCounts } from './read-counts.ts';
import { refuse, resolveWhen } from './resolve-when.ts';
import { resolveTarget } from './targets.ts';
import { zoneOf } from './request.ts';

type Reschedule = Extract<CallbackCommandOfCustomer, { type: 'callback.reschedule' }>;

/** Who moves it: its customer, or an agent whose right to it is checked with the conversation locked. */
export interface Mover {
  readonly by: AnyActor;
  readonly customer?: Extract<Actor, { role: 'customer' }>;
  /** Throws when they may not. */
  readonly authorise?: (record: ConversationRecord, locked: Pick<Changed, 'callback'>) => void;
}

/** Moves a callback to another time, and to another number where one is given (C7): the same one, its revision grows. */
export async function rescheduleCallback(
  engine: Engine,
  site: CallingSite,
  mover: Mover,
  command: Reschedule,
  key: CommandKey,
): Promise<CommandResult> {
  zoneOf(command.zone);
  const target = command.target && (await resolveTarget(engine, site, command.target));
  const changed = await engine.store.transact((transaction) =>
    move(engine, transaction, site, { mover, command, key, target }),
  );
  tell(engine, changed);
  return changed.result;
}

async function move(
  engine: Engine,
  transaction: Transaction,
  site: CallingSite,
  asked: {
    readonly mover: Mover;
    readonly command: Reschedule;
    readonly key: CommandKey;
    readonly target: CallbackTarget | undefined;
  },
): Promise<Changed> {
  const { mover, command, key, target } = asked;
  const { conversationId, callbackId, revision } = command;
  // Agents are not told what customers are offered; the time itself is looked at all the same.
  const availabilityRevision = mover.by.role === 'customer' ? command.availabilityRevision : undefined;
  const record = await transaction.lockConversation(conversationId);
  if (record?.siteId !== site.siteId) throw new BesideError('not_found');
  if (mover.customer && !isOwn(mover.customer, record)) throw new BesideError('not_found');
  const state = await engine.timeline.callbackOf(transaction, record);
  mover.authorise?.(record, { callback: state });
  const change = { conversationId, key, command };
  if (await transaction.findEntryByCommand(conversationId, key.commandId))
    return applyChange(engine, transaction, record, { ...change, decide: () => ({ refusal: 'conflict' }) });
  const { callback } = state;
  if (callback?.callbackId !== callbackId) throw new BesideError('not_found');
  if (hasCallbackEnded(callback.status))
    throw new BesideError('callback_closed', { details: { status: callback.status } });
  if (callback.revision !== revision)
    throw new BesideError('callback_stale', { details: { revision: callback.revision } });
  if (mover.customer) checkProven(site, callback, target);
  await checkNumber(engine, transaction, site, {
    record,
    callback,
    target,
    isCustomer: mover.customer !== undefined,
  });
  await transaction.lockName(`slots:${site.siteId}:${callback.queueId}`);
  const { customerId } = record;
  const { when, expiresAt } = await resolveWhen(engine, transaction, site, {
    ...{ when: command.when, availabilityRevision, queueId: callback.queueId, customerId, callbackId },
  });
  return applyChange(engine, transaction, record, {
    ...change,
    decide: (locked) =>
      decideCallback(
        locked.callback,
        {
          ...{ type: 'reschedule', callbackId, by: mover.by, revision, reason: 'asked' },
          ...{ when, expiresAt, target },
        },
        engine.clock.now(),
      ),
  });
}

/** Where a number has to be proven, one that was not is no place to move to: another callback is asked for. */
function checkProven(
  { callback: { verification } }: CallingSite,
  { target: proven }: Callback,
  target: CallbackTarget | undefined,
): void {
  if (verification === 'none' || target?.kind !== 'phone') return;
  if (proven.kind !== 'phone' || proven.number !== target.number)
    refuse({ refusal: 'number_not_allowed', details: { reason: 'not-proven' } });
}

/** A number that is called for already, or must not be, is no way out of one's own (C8). */
async function checkNumber(
  engine: Engine,
  transaction: Transaction,
  site: CallingSite,
  {
    record: { customerId },
    callback,
    target,
    isCustomer,
  }: {
    readonly record: ConversationRecord;
    readonly callback: Callback;
    readonly target: CallbackTarget | undefined;
    readonly isCustomer: boolean;
  },
): Promise<void> {
  if (target?.kind !== 'phone') return;
  const { siteId } = site;
  const { number } = target;
  const numberHash = engine.keyring.hashCounted('number', siteId, number);
  await transaction.lockName(`number:${siteId}:${numberHash}`);
  if (await transaction.isNumberBlocked(siteId, numberHash))
    refuse({ refusal: 'number_not_allowed', details: { reason: 'blocked' } });
  const open = await transaction.findOpenCallbackByNumber(siteId, numberHash);
  if (open && open.callbackId !== callback.callbackId) refuse({ refusal: 'callback_open' });
  const isSame = callback.target.kind === 'phone' && callback.target.number === number;
  if (isSame || !isCustomer) return;
  // Or whoever is called off at one number would be a way round what another number is spared.
  const counts = await readCounts(engine, transaction, site, { customerId, number, addressHash: undefined });
  const ofNumber = { ...counts, numberOpen: 0, sessionHour: 0, siteMinute: 0, spent: 0, maxSpent: 1 };
  const decision = decideCaps(ofNumber, site.callback.rules);
  if ('refusal' in decision) refuse(decision);
  if (decision.kind === 'hold')
    refuse({ refusal: 'rate_limited', details: { cap: decision.reason, retryAfterMs: BURST_MS } });
}
