import {
  PROTOCOL_VERSIONS,
  type AgentCommand,
  type AgentDesk,
  type AgentEvents,
  type AgentHello,
  type Clock,
} from '@beside/protocol';
import { agentServerFrameSchema, parseEntry } from '@beside/protocol/schema';

import { globalSocket, type CreateSocket } from './socket.ts';
import { openTimeline } from './timeline.ts';

/** How an agent's side of the wire is made. */
export interface RemoteAgentDeskOptions {
  /** Address of the socket: `wss://HOST/v1/socket`. */
  readonly url: string;
  readonly clock: Clock;
  /** The global WebSocket when absent. */
  readonly createSocket?: CreateSocket;
  /** Hears what a listener of a session threw; the console's error log when absent. */
  readonly onListenerError?: (cause: unknown) => void;
}

/** The port of a console over the wire. Every connection asks for a ticket of its own. */
export function createRemoteAgentDesk(options: RemoteAgentDeskOptions): AgentDesk {
  const createSocket = options.createSocket ?? globalSocket();
  return {
    open: ({ locale, ticket }) =>
      openTimeline<AgentEvents, AgentCommand>({
        ...options,
        createSocket,
        hello: async (): Promise<AgentHello> => ({
          type: 'hello',
          versions: [...PROTOCOL_VERSIONS],
          role: 'agent',
          ticket: await ticket(),
          locale,
        }),
        findParser: () => parseEntry,
        parseFrame: (raw) => agentServerFrameSchema.safeParse(raw).data,
        // A ticket may have grown old on its way; whether the agent is still signed in is said by the next one.
        onRefused: () => true,
        onFrame(frame, emit) {
          if (frame.type === 'desk') emit('desk', frame.desk);
          else if (frame.type === 'welcome' && frame.desk) emit('desk', frame.desk);
        },
      }).session,
  };
}
