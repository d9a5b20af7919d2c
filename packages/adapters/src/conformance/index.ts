export { backendConformance, type BackendConformanceOptions } from './backend-conformance.ts';
export type { BackendAgentHooks, BackendUnderTest, TestRunner } from './backend-harness.ts';
