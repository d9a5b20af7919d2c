export { BesideFlow } from './flow.ts';
