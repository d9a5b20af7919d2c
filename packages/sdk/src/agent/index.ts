export type { AgentClient, AgentClientEvents, AgentClientOptions, AgentState } from './agent-api.ts';
export { createAgentClient } from './agent-client.ts';
