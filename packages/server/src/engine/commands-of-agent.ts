import {
  BesideError,
  decideChat,
  decideConversation,
  type AgentCommand,
  type CommandResult,
  type Decision,
  type Presence,
  isAgentCallbackCommand,
  type CallbackCommandOfAgent,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../ports/centre.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import type { ConversationRecord } from '../ports/store.ts';
import { madeAt } from './backend/outbox-ids.ts';
import { executeCallbackOfAgent } from './callback/commands-of-agent.ts';
import type { Locked } from './change.ts';
import { changeConversation } from './change-conversation.ts';
import { keepPresence } from './kept-presence.ts';
import { countSent } from './knowledge/count-sent.ts';
import type { Engine } from './parts.ts';
import { offerTimerId } from './timer-ids.ts';

type AgentActor = Extract<Actor, { role: 'agent' }>;

/** Does what an agent asks, if it is theirs to ask. */
export async function executeForAgent(
  engine: Engine,
  actor: AgentActor,
  command: AgentCommand,
  key: CommandKey,
): Promise<CommandResult> {
  const agent = await getAgent(engine, actor);
  if (command.type === 'presence.set') return setPresence(engine, agent, command.presence, key);
  if (isAgentCallbackCommand(command)) return executeCallbackOfAgent(engine, agent, command, key);
  // Rings and conversations of others answer like those that do not exist: for offers that is `offer_gone`.
  const isAboutOffer = command.type === 'offer.accept' || command.type === 'offer.decline';
  try {
    const { result } = await changeConversation(engine, {
      conversationId: command.conversationId,
      key,
      command,
      authorise: ({ record }) => {
        if (!servesSite(agent, record)) throw new BesideError('not_found');
      },
      decide: (locked) => decide(agent, command, key, locked),
      also: async (transaction, { record }) => {
        if (isAboutOffer) await transaction.cancelTimer(offerTimerId(record.conversationId));
        if (command.type === 'chat.send') await countSent(engine, transaction, record, command.content);
      },
      afterwards: () => {
        if (command.type !== 'chat.send') engine.agents.active(agent.agentId);
      },
    });
    return result;
  } catch (error) {
    if (isAboutOffer && error instanceof BesideError && error.code === 'not_found')
      throw new BesideError('offer_gone', { cause: error });
    throw error;
  }
}

async function setPresence(
  engine: Engine,
  agent: AgentRecord,
  presence: Exclude<Presence, 'offline'>,
  { commandId }: CommandKey,
): Promise<CommandResult> {
  await engine.store.transact((transaction) => keepPresence(transaction, agent.agentId, { presence }));
  engine.agents.choose(agent.agentId, presence);
  engine.bus.publish({ kind: 'desk', agentId: agent.agentId });
  for (const siteId of Object.keys(agent.queues)) engine.route(siteId);
  // The console's own moment, so that a repetition is answered the same.
  return { conversationId: null, seq: 0, at: Math.min(engine.clock.now(), madeAt(commandId)) };
}

/** The agent behind a connection. Rejects with `unauthenticated` when they are gone or disabled. */
export async function getAgent(engine: Engine, { agentId }: AgentActor): Promise<AgentRecord> {
  const agent = await engine.store.read((transaction) => transaction.findAgent(agentId));
  if (!agent || agent.isDisabled) throw new BesideError('unauthenticated');
  return agent;
}

/** Whether an agent may read a conversation: theirs, ringing at them, or (supervisors) of their queues. */
export function maySee(agent: AgentRecord, record: ConversationRecord): boolean {
  if (!servesSite(agent, record)) return false;
  return record.agentId === agent.agentId || agent.role === 'supervisor';
}

/** Whether an agent has anything to do with a conversation's site and queue. */
export function servesSite(agent: AgentRecord, record: ConversationRecord): boolean {
  return agent.queues[record.siteId]?.includes(record.queueId) ?? false;
}

function decide(
  agent: AgentRecord,
  command: Exclude<AgentCommand, { type: 'presence.set' } | CallbackCommandOfAgent>,
  key: CommandKey,
  { record, state }: Locked,
): Decision {
  const { agentId, alias } = agent;
  const isOffered = state.offer?.agentId === agentId;
  const isAssigned = state.agent?.agentId === agentId;
  const isAboutOffer = command.type === 'offer.accept' || command.type === 'offer.decline';
  if (!isAssigned && !isAboutOffer) return { refusal: maySee(agent, record) ? 'forbidden' : 'not_found' };
  switch (command.type) {
    case 'offer.accept':
      if (!isOffered) return { refusal: 'offer_gone' };
      return decideConversation(state, { type: 'accept', offerId: command.offerId, agentId, name: alias });
    case 'offer.decline':
      if (!isOffered) return { refusal: 'offer_gone' };
      return decideConversation(state, { type: 'end-offer', offerId: command.offerId, reason: 'declined' });
    case 'conversation.release':
      return decideConversation(state, { type: 'return', agentId, reason: 'released' });
    case 'conversation.end':
      return decideConversation(state, { type: 'end', by: 'agent', reason: 'done' });
    case 'chat.send':
      return decideChat(state, {
        type: 'send',
        author: { role: 'agent', agentId, name: alias },
        content: command.content,
        intentAt: key.intentAt,
      });
    default:
      return command satisfies never;
  }
}
