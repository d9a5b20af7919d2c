export { createBackend } from './create-backend.ts';
export {
  createFakeBackend,
  type FakeAgent,
  type FakeBackend,
  type FakeBackendOptions,
  type FakeFault,
} from './fake-backend.ts';
export { ALL_OFF, ALL_ON, type FakeSwitches } from './switches.ts';
