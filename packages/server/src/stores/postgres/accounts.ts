import { BesideError } from '@beside/protocol';
import type { AccountRecords, CustomerRecord } from '../../ports/store-accounts.ts';
import { toAgent, toCustomer, toSession } from '../rows/account-rows.ts';
import { lockNamed } from './lock-named.ts';
import type { Run, Statement, Value } from './sessions.ts';

const INSERT_CUSTOMER: Statement = {
  name: 'insert-customer',
  text: `INSERT INTO customer (customer_id, site_id, wrapped_key, token_hash, token_issued_at, previous_token_hash, subject_hash,
      sealed_identity, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (customer_id) DO NOTHING`,
};
// An update never inserts: who was erased meanwhile must not come back.
const UPDATE_CUSTOMER: Statement = {
  name: 'update-customer',
  text: `UPDATE customer SET wrapped_key = $2, token_hash = $3, token_issued_at = $4, previous_token_hash = $5,
    subject_hash = $6, sealed_identity = $7 WHERE customer_id = $1`,
};

/** Who reads a customer in order to change them must not be overtaken by another who does the same. */
function customerStatements(canLock: boolean): Readonly<Record<'byId' | 'byToken' | 'bySubject', Statement>> {
  const [ending, kind] = canLock ? [' FOR NO KEY UPDATE', 'lock'] : ['', 'find'];
  return {
    byId: {
      name: `${kind}-customer`,
      text: `SELECT * FROM customer WHERE customer_id = $1${ending}`,
    },
    byToken: {
      name: `${kind}-customer-by-token`,
      text: `SELECT * FROM customer WHERE token_hash = $1 OR previous_token_hash = $1 LIMIT 1${ending}`,
    },
    bySubject: {
      name: `${kind}-customer-by-subject`,
      text: `SELECT * FROM customer WHERE site_id = $1 AND subject_hash = $2${ending}`,
    },
  };
}

const PUT_AGENT: Statement = {
  name: 'put-agent',
  text: `INSERT INTO agent (agent_id, email, name, alias, role, password_hash, queues, capacity, is_disabled)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (agent_id) DO UPDATE SET email = excluded.email, name = excluded.name, alias = excluded.alias,
      role = excluded.role, password_hash = excluded.password_hash, queues = excluded.queues,
      capacity = excluded.capacity, is_disabled = excluded.is_disabled`,
};
const AGENT: Statement = { name: 'find-agent', text: 'SELECT * FROM agent WHERE agent_id = $1' };
const AGENT_BY_EMAIL: Statement = {
  name: 'find-agent-by-email',
  text: 'SELECT * FROM agent WHERE email = $1',
};
const AGENTS: Statement = { name: 'list-agents', text: 'SELECT * FROM agent ORDER BY email' };
const INSERT_SESSION: Statement = {
  name: 'insert-agent-session',
  text: 'INSERT INTO agent_session (token_hash, agent_id, created_at, seen_at) VALUES ($1, $2, $3, $4)',
};
const SESSION: Statement = {
  name: 'find-agent-session',
  text: 'SELECT * FROM agent_session WHERE token_hash = $1',
};
const SESSIONS: Statement = {
  name: 'list-agent-sessions',
  text: 'SELECT * FROM agent_session WHERE agent_id = $1 ORDER BY created_at, token_hash',
};
const TOUCH: Statement = {
  name: 'touch-agent-session',
  text: 'UPDATE agent_session SET seen_at = $1 WHERE token_hash = $2',
};
const DELETE_SESSION: Statement = {
  name: 'delete-agent-session',
  text: 'DELETE FROM agent_session WHERE token_hash = $1',
};

/** People and their credentials. `canLock` is false where nothing is changed. */
export function createAccountRecords(run: Run, canLock: boolean): AccountRecords {
  const { byId, byToken, bySubject } = customerStatements(canLock);
  const customer = async (
    statement: Statement,
    ...values: readonly Value[]
  ): Promise<CustomerRecord | undefined> => {
    const { rows } = await run(statement, ...values);
    return rows[0] && toCustomer(rows[0]);
  };

  return {
    async insertCustomer(record) {
      const { count } = await run(
        INSERT_CUSTOMER,
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
      if (count === 0) throw new BesideError('conflict');
    },
    async updateCustomer(record) {
      const { count } = await run(
        UPDATE_CUSTOMER,
        record.customerId,
        record.wrappedKey,
        record.tokenHash,
        record.tokenIssuedAt,
        record.previousTokenHash,
        record.subjectHash,
        record.sealedIdentity,
      );
      if (count === 0) throw new BesideError('not_found');
    },
    findCustomer: (customerId) => customer(byId, customerId),
    findCustomerByToken: (tokenHash) => customer(byToken, tokenHash),
    findCustomerBySubject: (siteId, subjectHash) => customer(bySubject, siteId, subjectHash),
    async putAgent(record) {
      await run(
        PUT_AGENT,
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
    },
    async findAgent(agentId) {
      const { rows } = await run(AGENT, agentId);
      return rows[0] && toAgent(rows[0]);
    },
    async findAgentByEmail(email) {
      const { rows } = await run(AGENT_BY_EMAIL, email);
      return rows[0] && toAgent(rows[0]);
    },
    listAgents: async () => (await run(AGENTS)).rows.map(toAgent),
    async insertAgentSession({ tokenHash, agentId, createdAt, seenAt }) {
      await run(INSERT_SESSION, tokenHash, agentId, createdAt, seenAt);
    },
    async findAgentSession(tokenHash) {
      const { rows } = await run(SESSION, tokenHash);
      return rows[0] && toSession(rows[0]);
    },
    async listAgentSessions(agentId) {
      // Who counts them in order to add one must not be overtaken.
      if (canLock) await lockNamed(run, `agent-sessions:${agentId}`);
      return (await run(SESSIONS, agentId)).rows.map(toSession);
    },
    async touchAgentSession(tokenHash, seenAt) {
      await run(TOUCH, seenAt, tokenHash);
    },
    async deleteAgentSession(tokenHash) {
      await run(DELETE_SESSION, tokenHash);
    },
  };
}
