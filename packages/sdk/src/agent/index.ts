export type { AgentClient, AgentClientEvents, AgentClientOptions, AgentState } from './agent-api.ts';
export { createAgentClient } from './agent-client.ts';
export type { Cancelable } from './ask-server.ts';
export {
  createFlowDesk,
  type FlowDeskClient,
  type FlowDeskOptions,
  type FlowNumbersFilter,
} from './flow-desk.ts';
export {
  createKnowledgeDesk,
  type KnowledgeDeskClient,
  type KnowledgeDeskOptions,
} from './knowledge-desk.ts';
