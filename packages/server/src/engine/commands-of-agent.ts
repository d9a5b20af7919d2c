import {
  BesideError,
  decideChat,
  decideConversation,
  type AgentCommand,
  type CommandResult,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../ports/centre.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import type { ConversationRecord } from '../ports/store.ts';
import { changeConversation, type Changed, type Locked } from './change-conversation.ts';
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
  if (command.type === 'presence.set') {
    engine.agents.choose(agent.agentId, command.presence);
    engine.bus.publish({ kind: 'desk', agentId: agent.agentId });
    for (const siteId of Object.keys(agent.queues)) {
      engine.bus.publish({ kind: 'site', siteId });
      engine.route(siteId);
    }
    return { conversationId: null, seq: 0, at: engine.clock.now() };
  }
  const changed = await changeConversation(engine, {
    conversationId: command.conversationId,
    key,
    command,
    authorise: (locked) => {
      if (!servesSite(agent, locked.record)) throw new BesideError('not_found');
    },
    decide: (locked) => decide(agent, command, key, locked),
    also: async (transaction, { record }) => {
      if (command.type === 'offer.accept' || command.type === 'offer.decline') {
        await transaction.cancelTimer(offerTimerId(record.conversationId));
      }
    },
  });
  noteActivity(engine, agent, command, changed);
  return changed.result;
}

/** The agent behind a connection. Rejects with `unauthenticated` when they are gone or disabled. */
export async function getAgent(engine: Engine, { agentId }: AgentActor): Promise<AgentRecord> {
  const agent = await engine.store.read((transaction) => transaction.findAgent(agentId));
  if (!agent || agent.isDisabled) throw new BesideError('unauthenticated');
  return agent;
}

/** Whether an agent has anything to do with a conversation's site and queue. */
export function servesSite(agent: AgentRecord, record: ConversationRecord): boolean {
  return agent.queues[record.siteId]?.includes(record.queueId) ?? false;
}

function decide(
  agent: AgentRecord,
  command: Exclude<AgentCommand, { type: 'presence.set' }>,
  key: CommandKey,
  { state }: Locked,
) {
  const { agentId, alias } = agent;
  const isOffered = state.offer?.agentId === agentId;
  const isAssigned = state.agent?.agentId === agentId;
  switch (command.type) {
    case 'offer.accept':
      return decideConversation(state, { type: 'accept', offerId: command.offerId, agentId, name: alias });
    case 'offer.decline':
      if (!isOffered) return { refusal: 'offer_gone' as const };
      return decideConversation(state, { type: 'end-offer', offerId: command.offerId, reason: 'declined' });
    case 'conversation.release':
      return decideConversation(state, { type: 'return', agentId, reason: 'released' });
    case 'conversation.end':
      if (!isAssigned && state.status !== 'ended') return { refusal: 'forbidden' as const };
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

function noteActivity(engine: Engine, agent: AgentRecord, command: AgentCommand, changed: Changed): void {
  if (changed.entries.length === 0) return;
  if (command.type === 'offer.accept' || command.type === 'offer.decline')
    engine.agents.active(agent.agentId);
  if (command.type === 'conversation.end' || command.type === 'conversation.release')
    engine.agents.active(agent.agentId);
}
