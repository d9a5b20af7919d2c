import type { AgentRecord, AgentSessionRecord, CustomerRecord } from '../../ports/store-accounts.ts';
import type { Row } from './row.ts';

// The columns are typed, and written only by the statements of the stores: that is the proof of the casts below.

/** A row of `customer`. */
export function toCustomer(row: Row): CustomerRecord {
  return {
    customerId: row['customer_id'],
    siteId: row['site_id'],
    wrappedKey: row['wrapped_key'],
    tokenHash: row['token_hash'],
    tokenIssuedAt: row['token_issued_at'],
    previousTokenHash: row['previous_token_hash'],
    subjectHash: row['subject_hash'],
    sealedIdentity: row['sealed_identity'],
    createdAt: row['created_at'],
  } as CustomerRecord;
}

/** A row of `agent`. */
export function toAgent(row: Row): AgentRecord {
  return {
    agentId: row['agent_id'],
    email: row['email'],
    name: row['name'],
    alias: row['alias'],
    role: row['role'],
    passwordHash: row['password_hash'],
    queues: JSON.parse(String(row['queues'])) as AgentRecord['queues'],
    capacity: row['capacity'],
    isDisabled: row['is_disabled'] === 1,
  } as AgentRecord;
}

/** A row of `agent_session`. */
export function toSession(row: Row): AgentSessionRecord {
  return {
    tokenHash: row['token_hash'],
    agentId: row['agent_id'],
    createdAt: row['created_at'],
    seenAt: row['seen_at'],
  } as AgentSessionRecord;
}
