import type { CustomerId } from '@beside/protocol';
import type { Actor } from '../ports/centre.ts';
import type { ConfiguredSite } from '../config/load-config.ts';

/** A customer's page that was greeted. */
export interface CustomerSession {
  readonly role: 'customer';
  readonly actor: Extract<Actor, { role: 'customer' }>;
  readonly site: ConfiguredSite;
  /** Whose token it is; another than the actor when an identified person uses a second browser. */
  readonly tokenOwner: CustomerId;
  /** Hash of the token this connection came with or was given last. */
  readonly tokenHash: string;
  readonly tokenIssuedAt: number;
}

/** A console that was greeted. */
export interface AgentSession {
  readonly role: 'agent';
  readonly actor: Extract<Actor, { role: 'agent' }>;
  /** Of the sign-in, not of the socket. */
  readonly sessionId: string;
  readonly siteIds: readonly string[];
}

/** Who is at the other end. */
export type Session = CustomerSession | AgentSession;

/** One text per person and role, for maps. */
export function actorKey(actor: Actor): string {
  return actor.role === 'customer' ? `c:${actor.customerId}` : `a:${actor.agentId}`;
}
