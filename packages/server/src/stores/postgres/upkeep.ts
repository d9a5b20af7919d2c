import type { CustomerId } from '@beside/protocol';
import type { ErasedCustomer, UpkeepRecords } from '../../ports/store-upkeep.ts';
import { toCustomer } from '../rows/account-rows.ts';
import { toRecord } from '../rows/conversation-rows.ts';
import type { Run, Statement } from './sessions.ts';

const LIST: Statement = {
  name: 'list-customers',
  text: 'SELECT * FROM customer WHERE customer_id > $1 ORDER BY customer_id LIMIT $2',
};
const CUSTOMER: Statement = {
  name: 'erase-find-customer',
  text: 'SELECT * FROM customer WHERE customer_id = $1 FOR UPDATE',
};
// Locked first: whoever appends at this moment is waited for, and finds nothing to append to afterwards.
const CONVERSATIONS: Statement = {
  name: 'erase-find-conversations',
  text: 'SELECT * FROM conversation WHERE site_id = $1 AND customer_id = $2 ORDER BY conversation_id FOR UPDATE',
};
const REPORTS: Statement = {
  name: 'erase-reports',
  text: 'DELETE FROM report WHERE customer_id = $1 RETURNING report_id',
};
const CALLS: Statement = {
  name: 'erase-calls',
  text: 'DELETE FROM outbox WHERE conversation_id = ANY ($1)',
};
const TIMERS: Statement = {
  name: 'erase-timers',
  text: `DELETE FROM timer WHERE (payload ? 'customerId' AND payload ->> 'customerId' = $1)
    OR (payload ? 'conversationId' AND payload ->> 'conversationId' = ANY ($2))`,
};
const ENTRIES: Statement = {
  name: 'erase-entries',
  text: 'DELETE FROM entry WHERE conversation_id = ANY ($1)',
};
const ATTEMPTS: Statement = {
  name: 'erase-attempts',
  text: `DELETE FROM attempt WHERE callback_id IN
    (SELECT callback_id FROM callback WHERE site_id = $1 AND customer_id = $2)`,
};
const CALLBACKS: Statement = {
  name: 'erase-callbacks',
  text: 'DELETE FROM callback WHERE site_id = $1 AND customer_id = $2',
};
const HOLDS: Statement = {
  name: 'erase-holds',
  text: 'DELETE FROM slot_hold WHERE site_id = $1 AND customer_id = $2',
};
const DELETE_CONVERSATIONS: Statement = {
  name: 'erase-conversations',
  text: 'DELETE FROM conversation WHERE conversation_id = ANY ($1)',
};
const DELETE_CUSTOMER: Statement = {
  name: 'erase-customer',
  text: 'DELETE FROM customer WHERE customer_id = $1',
};
const CONVERSATION_IDS: Statement = {
  name: 'anew-conversation-ids',
  text: 'SELECT conversation_id FROM conversation WHERE conversation_id > $1 ORDER BY conversation_id LIMIT $2 FOR UPDATE',
};
const SET_EPOCHS: Statement = {
  name: 'anew-epochs',
  text: `UPDATE conversation SET epoch = given.epoch FROM unnest($1::text[], $2::text[]) AS given (conversation_id, epoch)
    WHERE conversation.conversation_id = given.conversation_id`,
};
const SIGN_OUT: Statement = { name: 'anew-sign-out', text: 'DELETE FROM agent_session' };
const DOUBT: Statement = {
  name: 'anew-doubt',
  text: `UPDATE outbox SET state = 'unknown' WHERE state = 'pending'`,
};

const PAGE = 1_000;

/** The work of operators. */
export function createUpkeepRecords(run: Run): UpkeepRecords {
  async function erase(siteId: string, customerId: CustomerId): Promise<Omit<ErasedCustomer, 'customer'>> {
    const conversations = (await run(CONVERSATIONS, siteId, customerId)).rows.map(toRecord);
    const ids = conversations.map(({ conversationId }) => conversationId);
    const reports = await run(REPORTS, customerId);
    // A report waits in a queue named like itself.
    const queues = [...ids, ...reports.rows.map((row) => String(row['report_id']))];
    // Not waited for one by one: they go out together.
    const [calls, timers, entries] = await Promise.all([
      run(CALLS, queues),
      run(TIMERS, customerId, queues),
      run(ENTRIES, ids),
      run(ATTEMPTS, siteId, customerId),
      run(CALLBACKS, siteId, customerId),
      run(HOLDS, siteId, customerId),
      run(DELETE_CONVERSATIONS, ids),
      run(DELETE_CUSTOMER, customerId),
    ]);
    return {
      conversations,
      entries: entries.count,
      reports: reports.count,
      calls: calls.count,
      timers: timers.count,
    };
  }

  return {
    listCustomers: async (after, limit) => (await run(LIST, after ?? '', limit)).rows.map(toCustomer),
    async eraseCustomer(customerId) {
      const { rows } = await run(CUSTOMER, customerId);
      const customer = rows[0] && toCustomer(rows[0]);
      return customer && { customer, ...(await erase(customer.siteId, customerId)) };
    },
    async beginAnew(createEpoch) {
      let count = 0;
      for (let after = ''; ;) {
        const { rows } = await run(CONVERSATION_IDS, after, PAGE);
        const ids = rows.map((row) => String(row['conversation_id']));
        const last = ids.at(-1);
        if (last === undefined) break;
        await run(
          SET_EPOCHS,
          ids,
          ids.map(() => createEpoch()),
        );
        after = last;
        count += ids.length;
      }
      await Promise.all([run(SIGN_OUT), run(DOUBT)]);
      return count;
    },
  };
}
