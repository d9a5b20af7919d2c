import type { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';
import type { AccountRecords, AgentRecord, CustomerRecord } from '../../ports/store-accounts.ts';
import { toCustomer, toAgent, toSession } from '../rows/account-rows.ts';
import type { Row } from '../rows/row.ts';

/** The statements about people and their credentials, prepared once per connection. */
export function createAccountRecords(database: DatabaseSync): AccountRecords {
  const insertCustomer = database.prepare(
    'INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (customer_id) DO NOTHING',
  );
  // An update never inserts: who was erased meanwhile must not come back.
  const updateCustomer = database.prepare(
    `UPDATE customer SET wrapped_key = ?, token_hash = ?, token_issued_at = ?, previous_token_hash = ?, subject_hash = ?,
     sealed_identity = ? WHERE customer_id = ?`,
  );
  const customer = database.prepare('SELECT * FROM customer WHERE customer_id = ?');
  const customerByToken = database.prepare(
    'SELECT * FROM customer WHERE token_hash = ?1 OR previous_token_hash = ?1 LIMIT 1',
  );
  const customerBySubject = database.prepare('SELECT * FROM customer WHERE site_id = ? AND subject_hash = ?');
  const putAgent = database.prepare(
    'INSERT INTO agent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agent_id) DO UPDATE SET email = excluded.email, name = excluded.name, alias = excluded.alias, role = excluded.role, password_hash = excluded.password_hash, queues = excluded.queues, capacity = excluded.capacity, is_disabled = excluded.is_disabled',
  );
  const agent = database.prepare('SELECT * FROM agent WHERE agent_id = ?');
  const agentByEmail = database.prepare('SELECT * FROM agent WHERE email = ?');
  const agents = database.prepare('SELECT * FROM agent ORDER BY email');
  const insertSession = database.prepare('INSERT INTO agent_session VALUES (?, ?, ?, ?)');
  const session = database.prepare('SELECT * FROM agent_session WHERE token_hash = ?');
  const sessions = database.prepare('SELECT * FROM agent_session WHERE agent_id = ? ORDER BY created_at');
  const touch = database.prepare('UPDATE agent_session SET seen_at = ? WHERE token_hash = ?');
  const deleteSession = database.prepare('DELETE FROM agent_session WHERE token_hash = ?');

  const later = async <Value>(action: () => Value): Promise<Value> => action();
  const asCustomer = (row: Row | undefined): CustomerRecord | undefined => row && toCustomer(row);
  const asAgent = (row: Row | undefined): AgentRecord | undefined => row && toAgent(row);

  return {
    insertCustomer: (record) =>
      later(() => {
        const { changes } = insertCustomer.run(
          record.customerId,
          record.siteId,
          record.wrappedKey,
          record.tokenHash,
          record.tokenIssuedAt,
          record.previousTokenHash,
          record.subjectHash,
          record.sealedIdentity,
          record.createdAt,
        );
        if (changes === 0) throw new BesideError('conflict');
      }),
    updateCustomer: (record) =>
      later(() => {
        const { changes } = updateCustomer.run(
          record.wrappedKey,
          record.tokenHash,
          record.tokenIssuedAt,
          record.previousTokenHash,
          record.subjectHash,
          record.sealedIdentity,
          record.customerId,
        );
        if (changes === 0) throw new BesideError('not_found');
      }),
    findCustomer: (customerId) => later(() => asCustomer(customer.get(customerId))),
    findCustomerByToken: (tokenHash) => later(() => asCustomer(customerByToken.get(tokenHash))),
    findCustomerBySubject: (siteId, subjectHash) =>
      later(() => asCustomer(customerBySubject.get(siteId, subjectHash))),
    putAgent: (record) =>
      later(() => {
        const other = agentByEmail.get(record.email);
        if (other && other['agent_id'] !== record.agentId) throw new BesideError('conflict');
        putAgent.run(
          record.agentId,
          record.email,
          record.name,
          record.alias,
          record.role,
          record.passwordHash,
          JSON.stringify(record.queues),
          record.capacity,
          record.isDisabled ? 1 : 0,
        );
      }),
    findAgent: (agentId) => later(() => asAgent(agent.get(agentId))),
    findAgentByEmail: (email) => later(() => asAgent(agentByEmail.get(email))),
    listAgents: () => later(() => agents.all().map(toAgent)),
    insertAgentSession: (record) =>
      later(() => void insertSession.run(record.tokenHash, record.agentId, record.createdAt, record.seenAt)),
    findAgentSession: (tokenHash) =>
      later(() => {
        const row = session.get(tokenHash);
        return row && toSession(row);
      }),
    listAgentSessions: (agentId) => later(() => sessions.all(agentId).map(toSession)),
    touchAgentSession: (tokenHash, seenAt) => later(() => void touch.run(seenAt, tokenHash)),
    deleteAgentSession: (tokenHash) => later(() => void deleteSession.run(tokenHash)),
  };
}
