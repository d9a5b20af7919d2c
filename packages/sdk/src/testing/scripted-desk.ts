import type {
  AgentCommand,
  AgentDesk,
  AgentEvents,
  AgentId,
  AgentSession,
  Clock,
  Desk,
  OpenAgentSession,
} from '@beside/protocol';
import {
  createDoneCommands,
  createScriptedSession,
  type ScriptedSession,
  type SessionScript,
} from './scripted-session.ts';

/** One console's connection in the hands of a test. */
export interface ScriptedAgentSession extends AgentSession, ScriptedSession<AgentEvents, AgentCommand> {
  /** What it was opened with; nobody but the test calls `ticket`. */
  readonly options: OpenAgentSession;
  /** Connects and shows the desk; what is not named is an available agent with an empty desk. */
  greet(desk?: Partial<Desk>): void;
}

/** A desk in the hands of a test. */
export interface ScriptedDesk extends AgentDesk {
  /** Replace its parts at any time; sessions opened before obey too. */
  readonly script: SessionScript<AgentCommand>;
  /** Every session there was, oldest first. */
  readonly sessions: readonly ScriptedAgentSession[];
  /** The newest session; throws when none was opened yet. */
  readonly session: ScriptedAgentSession;
  open(options: OpenAgentSession): ScriptedAgentSession;
}

/** The desk a session is greeted with unless a test says otherwise. */
export const EMPTY_DESK: Desk = {
  agent: {
    agentId: '01900000-0000-7000-8000-00000000000a' as AgentId, // fits the schema of agent ids
    name: 'Mina Kim',
    alias: 'Mina',
    role: 'agent',
  },
  presence: 'available',
  capacity: 3,
  offers: [],
  conversations: [],
  queues: [],
};

/** Makes a desk that does what it is asked, once it was told to connect. */
export function createScriptedDesk(clock: Clock): ScriptedDesk {
  const sessions: ScriptedAgentSession[] = [];
  const script: SessionScript<AgentCommand> = {};
  const done = createDoneCommands(clock);
  return {
    script,
    sessions,
    get session() {
      const newest = sessions.at(-1);
      if (!newest) throw new Error('no session was opened');
      return newest;
    },
    open(options) {
      const parts = createScriptedSession<AgentEvents, AgentCommand>(clock, script, done);
      // Added to the same object, so that its getters stay getters.
      const session = Object.assign(parts, {
        options,
        greet(desk: Partial<Desk> = {}) {
          parts.setConnection({ status: 'connected' });
          parts.emit('desk', { ...EMPTY_DESK, ...desk });
        },
      });
      sessions.push(session);
      return session;
    },
  };
}
