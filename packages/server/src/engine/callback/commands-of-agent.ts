import {
  BesideError,
  decideCallback,
  type Callback,
  type CallbackCommand,
  type CallbackCommandOfAgent,
  type CommandResult,
  type Decision,
  type StaffActor,
} from '@beside/protocol';
import type { CommandKey } from '../../ports/centre.ts';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { Change, Locked } from '../change.ts';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import type { Site } from '../../ports/site.ts';
import { DEFAULT_DISPOSITIONS } from '../../ports/site-callback.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import { setHours } from '../hours/set-hours.ts';
import { dialCallback } from './dial.ts';
import { endingOf } from './end-attempt.ts';
import { callingSiteOf } from './read-facts.ts';
import { recordableOf } from './recordable.ts';
import { rescheduleCallback } from './reschedule.ts';
import { hangUp } from './ring.ts';
import { staffQueue } from './staff-queue.ts';

type AboutOne = Exclude<CallbackCommandOfAgent, { type: 'callback.staff' | 'hours.set' }>;
/** Those that are decided by the callback alone. */
type Plain = Exclude<AboutOne, { type: 'callback.dial' | 'callback.reschedule' }>;

const SUPERVISORS_ONLY: readonly CallbackCommandOfAgent['type'][] = ['callback.transfer', 'callback.resolve'];

/** Does what an agent or supervisor asks of a callback, if it is theirs to ask (CB6, CB7, CB11). */
export async function executeCallbackOfAgent(
  engine: Engine,
  agent: AgentRecord,
  command: CallbackCommandOfAgent,
  key: CommandKey,
): Promise<CommandResult> {
  if (command.type === 'callback.staff') return staffQueue(engine, agent, command, key);
  if (command.type === 'hours.set') return setHours(engine, agent, command, key);
  const by: StaffActor = { role: agent.role, agentId: agent.agentId };
  const authorise = (locked: Pick<Locked, 'record' | 'callback'>): void => checkRight(agent, command, locked);
  const isAboutOffer = command.type === 'callback.accept' || command.type === 'callback.decline';
  try {
    switch (command.type) {
      case 'callback.dial':
        return await dialCallback(
          engine,
          { ...command, agentId: agent.agentId },
          { key, command, authorise },
        );
      case 'callback.reschedule':
        return await rescheduleCallback(
          engine,
          await siteOfCallback(engine, command),
          { by, authorise: (record, { callback }) => authorise({ record, callback }) },
          command,
          key,
        );
      default:
        return await executePlain(engine, agent, command, key, authorise);
    }
  } catch (error) {
    // Rings of others answer like those that do not exist.
    if (isAboutOffer && error instanceof BesideError && error.code === 'not_found')
      throw new BesideError('offer_gone', { cause: error });
    throw error;
  }
}

async function executePlain(
  engine: Engine,
  agent: AgentRecord,
  command: Plain,
  key: CommandKey,
  authorise: NonNullable<Change['authorise']>,
): Promise<CommandResult> {
  const changed = await changeConversation(engine, {
    conversationId: command.conversationId,
    ...{ key, command, authorise },
    decide: (locked) => decide(engine, agent, command, locked),
    afterwards: () => engine.agents.active(agent.agentId),
  });
  const attemptId = changed.callback.callback?.attempts.at(-1)?.attemptId;
  const endsCall = command.type === 'callback.complete' || command.type === 'callback.cancel';
  if (endsCall && changed.entries.length > 0 && attemptId !== undefined) hangUp(engine, attemptId);
  return changed.result;
}

/** Reads only what the configuration says; everything else is in what is locked. */
function decide(
  engine: Engine,
  agent: AgentRecord,
  command: Plain,
  { record, callback: state }: Locked,
): Decision {
  const { callback } = state;
  if (callback?.callbackId !== command.callbackId) return { refusal: 'not_found' };
  const now = engine.clock.now();
  const site = engine.sites.get(record.siteId);
  const wanted = toCommand(engine, agent, command, { record, callback }, now);
  if ('refusal' in wanted) return wanted;
  if (wanted.type === 'transfer' && !site?.queues.some(({ queueId }) => queueId === wanted.queueId))
    return { refusal: 'not_found', details: { queue: wanted.queueId } };
  const decision = decideCallback(state, wanted, now);
  const isDecided = wanted.type === 'complete' && 'entries' in decision;
  return isDecided && !isDisposition(site, wanted.disposition)
    ? { refusal: 'not_found', details: { disposition: wanted.disposition } }
    : decision;
}

const isDisposition = (site: Site | undefined, disposition: string): boolean =>
  (site?.callback?.dispositions ?? DEFAULT_DISPOSITIONS).some((one) => one.disposition === disposition);

function toCommand(
  engine: Engine,
  { agentId, alias, role }: AgentRecord,
  command: Plain,
  { record, callback }: { readonly record: Locked['record']; readonly callback: Callback },
  now: number,
): CallbackCommand | Extract<Decision, { refusal: unknown }> {
  const by: StaffActor = { role, agentId };
  const { callbackId } = callback;
  const settings = engine.sites.get(record.siteId)?.callback;
  switch (command.type) {
    case 'callback.accept':
      return {
        ...{ type: 'accept', callbackId, by, name: alias, offerId: command.offerId },
        previewEndsAt: now + (settings?.previewMs ?? 60_000),
        isDialedAtEnd: settings?.isDialedAtEnd ?? false,
      };
    case 'callback.decline':
      return { type: 'decline', callbackId, by, offerId: command.offerId };
    case 'callback.release':
      return { type: 'release', callbackId, by };
    case 'callback.record': {
      const { attemptId, result } = command;
      if (!recordableOf(callback, engine.telephone?.service).includes(result))
        return { refusal: 'callback_not_ready', details: { status: callback.status } };
      if (result !== 'connected')
        return endingOf(engine, record.siteId, callback, { attemptId, outcome: result, by }, now);
      const holder = callback.agent?.agentId ?? agentId;
      if (holder !== agentId && role !== 'supervisor') return { refusal: 'forbidden' };
      const name = callback.agent?.name ?? alias;
      return { type: 'connect', callbackId, attemptId, agentId: holder, name };
    }
    case 'callback.complete': {
      const { disposition, note } = command;
      return { type: 'complete', callbackId, by, disposition, note };
    }
    case 'callback.own': {
      const { ownMs } = settings?.rules ?? CALLBACK_RULES;
      const untilAt = Math.max(now, callback.dueAt ?? now) + ownMs;
      return { type: 'own', callbackId, by, agentId: command.agentId ?? agentId, untilAt };
    }
    case 'callback.unown':
      return { type: 'unown', callbackId, by, reason: 'released' };
    case 'callback.cancel':
      return { type: 'cancel', callbackId, by, reason: command.reason };
    case 'callback.transfer':
      return { type: 'transfer', callbackId, by, queueId: command.queueId };
    case 'callback.resolve': {
      const { attemptId, outcome } = command;
      if (callback.status !== 'needs-review')
        return { refusal: 'callback_not_ready', details: { status: callback.status } };
      return endingOf(engine, record.siteId, callback, { attemptId, outcome, by }, now);
    }
    default:
      return command satisfies never;
  }
}

/**
 * Of other sites and queues nothing exists. Moving and calling off is for supervisors and whoever has or owns it; the
 * finer rules are the protocol's.
 */
function checkRight(
  agent: AgentRecord,
  command: AboutOne,
  { record, callback: { callback } }: Pick<Locked, 'record' | 'callback'>,
): void {
  if (!callback || !agent.queues[record.siteId]?.includes(callback.queueId))
    throw new BesideError('not_found');
  if (agent.role === 'supervisor') return;
  if (SUPERVISORS_ONLY.includes(command.type)) throw new BesideError('forbidden');
  const isMove = command.type === 'callback.reschedule' || command.type === 'callback.cancel';
  const isTheirs = callback.agent?.agentId === agent.agentId || callback.owner?.agentId === agent.agentId;
  if (isMove && !isTheirs) throw new BesideError('forbidden');
}

async function siteOfCallback(engine: Engine, { conversationId }: AboutOne) {
  const record = await engine.store.read((transaction) => transaction.findConversation(conversationId));
  if (!record) throw new BesideError('not_found');
  return callingSiteOf(engine, record.siteId);
}
