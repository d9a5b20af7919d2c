import type { DatabaseSync } from 'node:sqlite';
import type { CustomerId } from '@beside/protocol';
import type { AccountRecords } from '../../ports/store-accounts.ts';
import type { UpkeepRecords } from '../../ports/store-upkeep.ts';
import { toCustomer } from '../rows/account-rows.ts';
import { toRecord } from '../rows/conversation-rows.ts';

/** The statements of operators, prepared once per connection. */
export function createUpkeepRecords(database: DatabaseSync, { findCustomer }: AccountRecords): UpkeepRecords {
  const customers = database.prepare(
    'SELECT * FROM customer WHERE customer_id > ? ORDER BY customer_id LIMIT ?',
  );
  const conversations = database.prepare('SELECT * FROM conversation WHERE site_id = ? AND customer_id = ?');
  const deleteEntries = database.prepare('DELETE FROM entry WHERE conversation_id = ?');
  const deleteConversation = database.prepare('DELETE FROM conversation WHERE conversation_id = ?');
  const deleteCalls = database.prepare('DELETE FROM outbox WHERE conversation_id = ?');
  const deleteReports = database.prepare('DELETE FROM report WHERE customer_id = ? RETURNING report_id');
  const deleteTimers = database.prepare(
    `DELETE FROM timer WHERE payload ->> '$.customerId' = ?1
     OR payload ->> '$.conversationId' IN (SELECT value FROM json_each(?2))`,
  );
  const deleteCallbacks = [
    'DELETE FROM attempt WHERE callback_id IN (SELECT callback_id FROM callback WHERE site_id = ? AND customer_id = ?)',
    'DELETE FROM callback WHERE site_id = ? AND customer_id = ?',
    'DELETE FROM slot_hold WHERE site_id = ? AND customer_id = ?',
  ].map((sql) => database.prepare(sql));
  const deleteCustomer = database.prepare('DELETE FROM customer WHERE customer_id = ?');
  const conversationIds = database.prepare('SELECT conversation_id FROM conversation');
  const setEpoch = database.prepare('UPDATE conversation SET epoch = ? WHERE conversation_id = ?');
  const signOut = database.prepare('DELETE FROM agent_session');
  const doubt = database.prepare(`UPDATE outbox SET state = 'unknown' WHERE state = 'pending'`);

  const erase = (siteId: string, customerId: CustomerId) => {
    const erased = conversations.all(siteId, customerId).map(toRecord);
    const reports = deleteReports.all(customerId);
    // A report waits in a queue named like itself.
    const queues = [
      ...erased.map((record) => record.conversationId),
      ...reports.map((row) => String(row['report_id'])),
    ];
    let calls = 0;
    for (const id of queues) calls += Number(deleteCalls.run(id).changes);
    const timers = Number(deleteTimers.run(customerId, JSON.stringify(queues)).changes);
    let entries = 0;
    for (const { conversationId } of erased) {
      entries += Number(deleteEntries.run(conversationId).changes);
      deleteConversation.run(conversationId);
    }
    for (const statement of deleteCallbacks) statement.run(siteId, customerId);
    deleteCustomer.run(customerId);
    return { conversations: erased, entries, reports: reports.length, calls, timers };
  };

  return {
    listCustomers: async (after, limit) => customers.all(after ?? '', limit).map(toCustomer),
    async eraseCustomer(customerId) {
      const customer = await findCustomer(customerId);
      return customer && { customer, ...erase(customer.siteId, customerId) };
    },
    async beginAnew(createEpoch) {
      const ids = conversationIds.all().map((row) => String(row['conversation_id']));
      for (const id of ids) setEpoch.run(createEpoch(), id);
      signOut.run();
      doubt.run();
      return ids.length;
    },
  };
}
