import type { AgentId, Presence } from '@beside/protocol';
import type { Transaction } from '../ports/store.ts';

/** What an agent chose, or what the server chose for them and why. */
export interface KeptPresence {
  readonly presence: Exclude<Presence, 'offline'>;
  readonly reason?: 'missed-offers';
}

const nameOf = (agentId: AgentId): string => `presence:${agentId}`;

/** Keeps it over restarts: an answered command is never forgotten. */
export function keepPresence(
  transaction: Transaction,
  agentId: AgentId,
  { presence, reason }: KeptPresence,
): Promise<void> {
  return transaction.setValue(nameOf(agentId), reason === undefined ? presence : `${presence} ${reason}`);
}

/** What was kept of an agent; undefined when they never chose. */
export async function findKeptPresence(
  transaction: Transaction,
  agentId: AgentId,
): Promise<KeptPresence | undefined> {
  const [presence, reason] = (await transaction.getValue(nameOf(agentId)))?.split(' ') ?? [];
  if (presence !== 'available' && presence !== 'busy' && presence !== 'away') return undefined;
  return reason === 'missed-offers' ? { presence, reason } : { presence };
}
