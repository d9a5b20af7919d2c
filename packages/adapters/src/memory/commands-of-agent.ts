import {
  BesideError,
  decideChat,
  decideConversation,
  type AgentCommand,
  type CommandResult,
  type Decision,
  isAgentCallbackCommand,
  type CallbackCommandOfAgent,
} from '@beside/protocol';
import type { CommandKey, Conversation } from './book.ts';
import { maySee } from './reading.ts';
import type { Who, World } from './world.ts';
import type { Agent } from './workforce.ts';

type AgentWho = Extract<Who, { role: 'agent' }>;

/** Does what an agent asks, if it is theirs to ask. @throws BesideError the refusal */
export function executeForAgent(
  world: World,
  who: AgentWho,
  command: AgentCommand,
  key: CommandKey,
): CommandResult {
  const agent = world.workforce.get(who.agentId);
  if (command.type === 'presence.set') {
    world.workforce.choose(who.agentId, command.presence);
    world.changed();
    return { conversationId: null, seq: 0, at: world.clock.now() };
  }
  if (isAgentCallbackCommand(command)) throw new BesideError('unsupported');
  const isAboutOffer = command.type === 'offer.accept' || command.type === 'offer.decline';
  const conversation = world.book.find(command.conversationId);
  // Rings and conversations of others answer like those that do not exist: for offers that is `offer_gone`.
  if (!conversation || !agent.serves(conversation.siteId))
    throw new BesideError(isAboutOffer ? 'offer_gone' : 'not_found');
  return world.book.change(conversation, {
    key,
    command,
    decide() {
      const decision = decide(world, agent, command, key, conversation);
      if ('entries' in decision && command.type !== 'chat.send') world.workforce.active(agent.agentId);
      return decision;
    },
  });
}

function decide(
  world: World,
  agent: Agent,
  command: Exclude<AgentCommand, { type: 'presence.set' } | CallbackCommandOfAgent>,
  { intentAt }: CommandKey,
  conversation: Conversation,
): Decision {
  const { agentId, alias } = agent;
  const { state } = conversation;
  const isAboutOffer = command.type === 'offer.accept' || command.type === 'offer.decline';
  if (isAboutOffer && state.offer?.agentId !== agentId) return { refusal: 'offer_gone' };
  if (!isAboutOffer && state.agent?.agentId !== agentId)
    return { refusal: maySee(world, { role: 'agent', agentId }, conversation) ? 'forbidden' : 'not_found' };
  switch (command.type) {
    case 'offer.accept':
      return decideConversation(state, { type: 'accept', offerId: command.offerId, agentId, name: alias });
    case 'offer.decline':
      return decideConversation(state, { type: 'end-offer', offerId: command.offerId, reason: 'declined' });
    case 'conversation.release':
      return decideConversation(state, { type: 'return', agentId, reason: 'released' });
    case 'conversation.end':
      return decideConversation(state, { type: 'end', by: 'agent', reason: 'done' });
    case 'chat.send': {
      const author = { role: 'agent', agentId, name: alias } as const;
      return decideChat(state, { type: 'send', author, content: command.content, intentAt });
    }
    default:
      return command satisfies never;
  }
}
