export { toScxml } from './to-scxml.ts';
