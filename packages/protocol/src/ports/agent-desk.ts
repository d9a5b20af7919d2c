import type { AgentCommand, AgentEvents, TimelineSession } from './timeline-session.ts';

/** How an agent's session gets in. */
export interface OpenAgentSession {
  readonly locale: string;
  /** Called before every connection; resolves to a ticket that is good once. A rejection with `unauthenticated` stops the session. */
  readonly ticket: () => Promise<string>;
}

/** One console's connection: presence, offers, assignment and the same timelines. */
export type AgentSession = TimelineSession<AgentEvents, AgentCommand>;

/** The port a console needs. */
export interface AgentDesk {
  /** Starts connecting at once. */
  open(options: OpenAgentSession): AgentSession;
}
