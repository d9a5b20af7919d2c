import type { AgentId, CustomerId } from '@beside/protocol';

/** A customer. Tokens are kept as SHA-256 only; what is personal is sealed with the customer's own key. */
export interface CustomerRecord {
  readonly customerId: CustomerId;
  readonly siteId: string;
  /** The customer's data key, wrapped by the configured key. Deleting it erases the customer. */
  readonly wrappedKey: Uint8Array;
  readonly tokenHash: string;
  readonly tokenIssuedAt: number;
  /** The token before; good until the newer one is used. */
  readonly previousTokenHash: string | null;
  /** Keyed hash of the identified subject; unique within a site. */
  readonly subjectHash: string | null;
  /** Sealed `{ subject, name?, email? }` of the identity token. */
  readonly sealedIdentity: Uint8Array | null;
  readonly createdAt: number;
}

/** An agent or supervisor. */
export interface AgentRecord {
  readonly agentId: AgentId;
  /** Lower case; unique. */
  readonly email: string;
  readonly name: string;
  /** The name customers see. */
  readonly alias: string;
  readonly role: 'agent' | 'supervisor';
  readonly passwordHash: string;
  /** Sites and queues this agent serves: site id → queue ids. */
  readonly queues: Readonly<Record<string, readonly string[]>>;
  /** How many chats at once. */
  readonly capacity: number;
  readonly isDisabled: boolean;
}

/** A signed-in console. The token is in the cookie, only its hash here. */
export interface AgentSessionRecord {
  readonly tokenHash: string;
  readonly agentId: AgentId;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** Reads and writes of people and their credentials. */
export interface AccountRecords {
  /** Rejects with `conflict` when the id exists. */
  insertCustomer(record: CustomerRecord): Promise<void>;
  /** Everything but the site and `createdAt`, which never change. Rejects with `not_found` when there is no such customer. */
  updateCustomer(record: CustomerRecord): Promise<void>;
  findCustomer(customerId: CustomerId): Promise<CustomerRecord | undefined>;
  /** By the hash of the current or the previous token. */
  findCustomerByToken(tokenHash: string): Promise<CustomerRecord | undefined>;
  findCustomerBySubject(siteId: string, subjectHash: string): Promise<CustomerRecord | undefined>;
  /** Inserts or replaces by `agentId`. Rejects with `conflict` when another has the e-mail. */
  putAgent(record: AgentRecord): Promise<void>;
  findAgent(agentId: AgentId): Promise<AgentRecord | undefined>;
  findAgentByEmail(email: string): Promise<AgentRecord | undefined>;
  listAgents(): Promise<AgentRecord[]>;
  insertAgentSession(record: AgentSessionRecord): Promise<void>;
  findAgentSession(tokenHash: string): Promise<AgentSessionRecord | undefined>;
  /** Oldest first. */
  listAgentSessions(agentId: AgentId): Promise<AgentSessionRecord[]>;
  touchAgentSession(tokenHash: string, seenAt: number): Promise<void>;
  deleteAgentSession(tokenHash: string): Promise<void>;
}
