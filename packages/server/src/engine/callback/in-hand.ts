import type { CallbackStatus } from '@beside/protocol';

/** Statuses in which a callback is an agent's work: it rings at them or they have it. Of those held, only with an agent. */
export const IN_HAND: readonly CallbackStatus[] = [
  'offered',
  'previewing',
  'dialing',
  'holding',
  'connected',
  'wrapping',
];
/** Statuses in which whoever has it may read the conversation. */
export const IN_READING: readonly CallbackStatus[] = [
  'previewing',
  'dialing',
  'holding',
  'connected',
  'wrapping',
];
