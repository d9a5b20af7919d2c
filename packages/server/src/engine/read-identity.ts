import type { DeskConversation } from '@beside/protocol';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import type { Engine } from './parts.ts';

/** The verified identity of a conversation's customer, as the sign-in part sealed it; undefined when there is none. */
export async function readIdentity(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
): Promise<DeskConversation['verified']> {
  const customer = await transaction.findCustomer(record.customerId);
  if (!customer?.sealedIdentity) return undefined;
  const text = engine.keyring.open(
    customer.wrappedKey,
    `identity|${customer.customerId}`,
    customer.sealedIdentity,
  );
  const { subject, name, email } = JSON.parse(text) as { subject: string; name?: string; email?: string }; // sealed by ourselves
  return { subject, ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}
