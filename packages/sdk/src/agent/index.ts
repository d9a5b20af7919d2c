export type { AgentClient, AgentClientEvents, AgentClientOptions, AgentState } from './agent-api.ts';
export { createAgentClient } from './agent-client.ts';
export {
  createFlowDesk,
  type Cancelable,
  type FlowDeskClient,
  type FlowDeskOptions,
  type FlowNumbersFilter,
} from './flow-desk.ts';
