export { backendConformance, type BackendConformanceOptions } from './backend-conformance.ts';
export type { BackendAgentHooks, BackendUnderTest, TestRunner } from './backend-harness.ts';
export {
  contactCenterConformance,
  type ContactCenterConformanceOptions,
} from './contact-center-conformance.ts';
export type { ContactCenterUnderTest } from './contact-center-harness.ts';
