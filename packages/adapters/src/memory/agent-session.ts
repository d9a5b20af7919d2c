import {
  BesideError,
  type AgentCommand,
  type AgentEvents,
  type AgentSession,
  type OpenAgentSession,
} from '@beside/protocol';
import { agentFrameSchema } from '@beside/protocol/schema';
import { executeForAgent } from './commands-of-agent.ts';
import { giveBack } from './routing.ts';
import { openTimelineSession, type SessionParts } from './timeline-session.ts';
import type { Peer, Who } from './world.ts';

interface Greeted {
  readonly peer: Peer;
  readonly who: Extract<Who, { role: 'agent' }>;
}

/** Opens one console's connection; every attempt asks for a ticket of its own. */
export function openAgentSession(parts: SessionParts, { ticket }: OpenAgentSession): AgentSession {
  const { world } = parts;
  return openTimelineSession<AgentEvents, AgentCommand, Greeted>(parts, {
    schema: agentFrameSchema,
    hello: ticket,
    greet(createPeer, hello) {
      if (typeof hello !== 'string') throw new BesideError('unauthenticated');
      const { agentId } = world.workforce.redeemTicket(hello);
      world.workforce.connected(agentId);
      const who = { role: 'agent', agentId } as const;
      return { who, peer: createPeer(who) };
    },
    part({ who: { agentId } }) {
      if (world.workforce.disconnected(agentId)) giveBack(world, agentId);
    },
    execute: ({ who }, command, key) => executeForAgent(world, who, command, key),
    onGreeted: () => undefined, // the desk comes with the first look
  }).session;
}
