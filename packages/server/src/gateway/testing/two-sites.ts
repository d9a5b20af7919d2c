import { startTestServer, type Login, type TestServer } from './test-server.ts';

/** Who may sign in: two agents of the shop, one of the outlet, and the shop's supervisor. */
export type TestAgentName = 'assigned' | 'unassigned' | 'elsewhere' | 'supervisor';

const PASSWORD = 'correct horse battery staple';

/** A server with two sites, whose agents are told apart by site and queue. */
export interface TwoSites extends TestServer {
  readonly staff: Readonly<Record<TestAgentName, Login>>;
}

/** Starts one. */
export async function startTwoSites(): Promise<TwoSites> {
  const names: readonly TestAgentName[] = ['assigned', 'unassigned', 'elsewhere', 'supervisor'];
  const agents = names.map((name) => ({
    email: `${name}@centre.example`,
    name,
    role: name === 'supervisor' ? 'supervisor' : 'agent',
    passwordEnv: 'PASSWORD',
    queues: name === 'elsewhere' ? { outlet: ['general'] } : { shop: ['general'] },
    capacity: 50,
  }));
  const sites = ['shop', 'outlet'].map((siteId) => ({
    siteId,
    name: siteId,
    origins: [`https://${siteId}.example`],
  }));
  const server = await startTestServer({ sites, agents }, undefined, { environment: { PASSWORD } });
  const login = (name: TestAgentName): Login => ({ email: `${name}@centre.example`, password: PASSWORD });
  return {
    ...server,
    staff: {
      assigned: login('assigned'),
      unassigned: login('unassigned'),
      elsewhere: login('elsewhere'),
      supervisor: login('supervisor'),
    },
  };
}
