import { newId, type AgentId, type Clock } from '@beside/protocol';
import type { ConfiguredAgent } from '../config/load-config.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import type { Store } from '../ports/store.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/**
 * Makes the store's agents those of the configuration: new ones are added, changed ones changed, the others disabled
 * (their names stay in old conversations). Ids stay the same over all starts.
 */
export async function provisionAgents(
  store: Store,
  clock: Clock,
  agents: readonly ConfiguredAgent[],
): Promise<void> {
  const known = await store.read((transaction) => transaction.listAgents());
  const wanted = await Promise.all(
    agents.map(async (agent): Promise<AgentRecord> => {
      const before = known.find((record) => record.email === agent.email);
      return {
        agentId: before?.agentId ?? newId<AgentId>(clock),
        email: agent.email,
        name: agent.name,
        alias: agent.alias ?? agent.name,
        role: agent.role,
        passwordHash: await hashOf(agent, before?.passwordHash),
        queues: agent.queues,
        capacity: agent.capacity,
        isDisabled: agent.disabled,
      };
    }),
  );
  const gone = known.filter(
    (record) => !record.isDisabled && !agents.some((agent) => agent.email === record.email),
  );
  const changed = wanted.filter((record) => !known.some((before) => isSame(before, record)));
  if (changed.length + gone.length === 0) return;
  await store.transact(async (transaction) => {
    for (const record of changed) await transaction.putAgent(record);
    for (const record of gone) await transaction.putAgent({ ...record, isDisabled: true });
  });
}

/** Keeps the hash while the password is the same, because each hash has a salt of its own. */
async function hashOf(agent: ConfiguredAgent, before: string | undefined): Promise<string> {
  if (agent.passwordHash !== undefined) return agent.passwordHash;
  if (agent.password === undefined) return before ?? '';
  if (before && (await verifyPassword(before, agent.password))) return before;
  return hashPassword(agent.password);
}

function isSame(a: AgentRecord, b: AgentRecord): boolean {
  return (Object.keys(b) as (keyof AgentRecord)[]).every(
    (key) => JSON.stringify(a[key]) === JSON.stringify(b[key]),
  ); // keys of its own type
}
