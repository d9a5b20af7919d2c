import { BesideError, type Clock, type CustomerId } from '@beside/protocol';
import * as z from 'zod/mini';
import type { Site } from '../ports/site.ts';
import type { CustomerRecord } from '../ports/store-accounts.ts';
import type { Store } from '../ports/store.ts';
import type { CustomerAuth, KnownCustomer } from './customer-auth.ts';
import { verifyIdentityToken, type VerifiedIdentity } from './verify-identity-token.ts';

/** Seals what is personal, and hashes what must be found again. */
export interface IdentityVault {
  /** Keyed, so that a copy of the database does not tell who is in it. */
  hashSubject(siteId: string, subject: string): string;
  seal(wrappedKey: Uint8Array, customerId: CustomerId, text: string): Uint8Array;
  open(wrappedKey: Uint8Array, customerId: CustomerId, sealed: Uint8Array): string;
}

/** Who stands behind a token. */
export interface Person {
  /** Another one's than the token's when an identified person uses a second browser. */
  readonly customerId: CustomerId;
  readonly isIdentified: boolean;
}

/** A request to be identified. */
export interface IdentifyRequest {
  readonly site: Site;
  readonly tokenOwner: CustomerId;
  readonly tokenHash: string;
  readonly token: string;
  readonly commandId: string;
}

/** Signed identities of customers: the same subject is the same customer, in whatever browser. */
export interface Identities {
  personOf(record: CustomerRecord): Promise<Person>;
  /** Rejects with `unsupported` or `unauthenticated`. */
  identify(request: IdentifyRequest): Promise<{ known: KnownCustomer; person: Person }>;
}

const sealedSchema = z.object({
  subject: z.string(),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  /** The customer this browser's owner is, known from an earlier one. */
  sameAs: z.optional(z.string()),
});

/** What identities are made of. */
export interface IdentitiesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly customers: CustomerAuth;
  readonly vault: IdentityVault;
  /** Whether the customer has a conversation going on, which must not be taken away from the page. */
  readonly hasOpenConversation: (siteId: string, customerId: CustomerId) => Promise<boolean>;
}

/** @throws nothing at once; see {@link Identities} */
export function createIdentities({
  store,
  clock,
  customers,
  vault,
  hasOpenConversation,
}: IdentitiesParts): Identities {
  function readSealed(record: CustomerRecord): z.infer<typeof sealedSchema> | undefined {
    if (record.sealedIdentity === null) return undefined;
    return sealedSchema.parse(
      JSON.parse(vault.open(record.wrappedKey, record.customerId, record.sealedIdentity)),
    );
  }

  async function personOf(record: CustomerRecord): Promise<Person> {
    if (record.sealedIdentity === null) return { customerId: record.customerId, isIdentified: false };
    const own = { customerId: record.customerId, isIdentified: true };
    const sameAs = record.subjectHash === null ? readSealed(record)?.sameAs : undefined;
    // A conversation begun before being identified goes on where it is; the next one is the person's.
    if (sameAs === undefined || (await hasOpenConversation(record.siteId, record.customerId))) return own;
    return { customerId: sameAs as CustomerId, isIdentified: true }; // sealed by this server
  }

  /** Somebody else on the same browser is a new customer: nothing of the former one is shown to them. */
  async function recordFor(
    request: IdentifyRequest,
    subject: string,
  ): Promise<{ record: CustomerRecord; tokenHash: string }> {
    const record = await store.read((transaction) => transaction.findCustomer(request.tokenOwner));
    if (!record) throw new BesideError('unauthenticated');
    const before = readSealed(record);
    if (before === undefined || before.subject === subject) return { record, tokenHash: request.tokenHash };
    return customers.create(record.siteId);
  }

  async function remember(
    { customerId, siteId }: CustomerRecord,
    identity: VerifiedIdentity,
  ): Promise<CustomerRecord> {
    const subjectHash = vault.hashSubject(siteId, identity.subject);
    return store.transact(async (transaction) => {
      const record = await transaction.findCustomer(customerId);
      if (!record) throw new BesideError('unauthenticated');
      const holder = await transaction.findCustomerBySubject(record.siteId, subjectHash);
      const isHolder = holder === undefined || holder.customerId === record.customerId;
      const content = isHolder ? identity : { ...identity, sameAs: holder.customerId };
      const next: CustomerRecord = {
        ...record,
        subjectHash: isHolder ? subjectHash : null,
        sealedIdentity: vault.seal(record.wrappedKey, record.customerId, JSON.stringify(content)),
      };
      await transaction.updateCustomer(next);
      if (!isHolder) {
        const sealedIdentity = vault.seal(holder.wrappedKey, holder.customerId, JSON.stringify(identity));
        await transaction.updateCustomer({ ...holder, sealedIdentity });
      }
      return next;
    });
  }

  return {
    personOf,
    async identify(request) {
      const { site, token, commandId } = request;
      const identity = await verifyIdentityToken({ site, token, commandId, clock, store });
      const { record, tokenHash } = await recordFor(request, identity.subject);
      const known = await customers.rotate(await remember(record, identity), tokenHash);
      return { known, person: await personOf(known.record) };
    },
  };
}
