export type { AgentClient, AgentClientEvents, AgentClientOptions, AgentState } from './agent-api.ts';
