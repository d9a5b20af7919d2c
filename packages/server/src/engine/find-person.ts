import type { ConversationId, CustomerId } from '@beside/protocol';
import type { CustomerRecord } from '../ports/store-accounts.ts';
import type { Store } from '../ports/store.ts';
import type { Keyring } from '../timeline/keyring.ts';

/** How an operator names a person: by what the page or the vendor's desk, the console, or the site knows them by. */
export type Whom =
  | { readonly customerId: CustomerId }
  | { readonly conversationId: ConversationId }
  | { readonly siteId: string; readonly subject: string };

const PAGE = 500;

/** The customer who is meant, whether there still is one or not; `undefined` when nothing says who it was. */
export async function findCustomerId(
  { store, keyring }: { readonly store: Store; readonly keyring: Keyring },
  whom: Whom,
): Promise<CustomerId | undefined> {
  if ('customerId' in whom) return whom.customerId;
  return store.read(async (transaction) => {
    if ('conversationId' in whom)
      return (await transaction.findConversation(whom.conversationId))?.customerId;
    const subjectHash = keyring.hashSubject(whom.siteId, whom.subject);
    return (await transaction.findCustomerBySubject(whom.siteId, subjectHash))?.customerId;
  });
}

/**
 * Everybody who is the same person as a customer and still there: an identified person has one customer per browser,
 * each of which holds name and address sealed with a key of its own. Reads all customers when the customer is identified.
 */
export async function findPerson(
  { store, keyring }: { readonly store: Store; readonly keyring: Keyring },
  customer: CustomerRecord,
): Promise<CustomerRecord[]> {
  const { customerId, siteId } = customer;
  if (customer.sealedIdentity === null) {
    // As it is now: it may be gone, or have been identified meanwhile.
    const now = await store.read((transaction) => transaction.findCustomer(customerId));
    if (!now || now.sealedIdentity === null) return now ? [now] : [];
    return findPerson({ store, keyring }, now);
  }
  const first = findFirst(keyring, customer) ?? customerId;
  const found: CustomerRecord[] = [];
  let after: CustomerId | undefined;
  for (;;) {
    const page = await store.read((transaction) => transaction.listCustomers(after, PAGE));
    if (page.length === 0) return found;
    after = page.at(-1)?.customerId;
    for (const one of page) {
      const isPerson = one.customerId === first || one.customerId === customerId;
      if (isPerson || (one.siteId === siteId && findFirst(keyring, one) === first)) found.push(one);
    }
  }
}

/** The customer of the browser in which the person was identified first; `undefined` when it is this one, or nobody. */
export function findFirst(keyring: Keyring, record: CustomerRecord): CustomerId | undefined {
  if (record.sealedIdentity === null || record.subjectHash !== null) return undefined;
  const text = keyring.open(record.wrappedKey, `identity|${record.customerId}`, record.sealedIdentity);
  const { sameAs } = JSON.parse(text) as { sameAs?: CustomerId }; // sealed by ourselves
  return sameAs;
}
