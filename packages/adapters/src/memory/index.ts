export { startAutomaticAgent, type AutomaticAgentOptions } from './automatic-agent.ts';
export { createMemoryCenter, type MemoryCenter } from './memory-center.ts';
export {
  DEFAULT_AGENTS,
  DEFAULT_BEHAVIOUR,
  DEFAULT_SITES,
  type MemoryAgent,
  type MemoryAnswer,
  type MemoryBehaviour,
  type MemoryCenterOptions,
  type MemoryIdentity,
  type MemorySite,
} from './options.ts';
