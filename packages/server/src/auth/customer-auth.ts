import { BesideError, createUuidV7, type Clock, type CustomerId } from '@beside/protocol';
import type { ServerLimits } from '../config/schema.ts';
import type { CustomerRecord } from '../ports/store-accounts.ts';
import type { Store } from '../ports/store.ts';
import { createToken, hashToken } from './tokens.ts';

/** Makes the key of a new customer. */
export interface CustomerKeys {
  createWrappedKey(): Uint8Array;
}

/** A customer's page whose token was good, or who is new. */
export interface KnownCustomer {
  readonly record: CustomerRecord;
  /** Hash of the token that is in use now. */
  readonly tokenHash: string;
  /** To be kept by the page from now on; absent when its own is still right. */
  readonly newToken?: string;
}

/** Customers by their tokens, which change as they are used. */
export interface CustomerAuth {
  /** A new customer of a site. */
  create(siteId: string): Promise<KnownCustomer>;
  /** Rejects with `unauthenticated` when the token is unknown, too old, or of another site. */
  authenticate(siteId: string, token: string): Promise<KnownCustomer>;
  /** Like `authenticate`, but changes nothing; for requests that cannot be given a new token. */
  recognise(siteId: string, token: string): Promise<CustomerRecord>;
  /** A new token while a connection stays; `undefined` while the present one is young enough, or was changed elsewhere. */
  rotateIfOld(customerId: CustomerId, tokenHash: string): Promise<KnownCustomer | undefined>;
  /** A new token at once; the one in use stays good until the new one is used. */
  rotate(record: CustomerRecord, tokenHash: string): Promise<KnownCustomer>;
}

/** @throws nothing at once; see {@link CustomerAuth} */
export function createCustomerAuth({
  store,
  clock,
  keys,
  limits,
}: {
  store: Store;
  clock: Clock;
  keys: CustomerKeys;
  limits: ServerLimits;
}): CustomerAuth {
  async function find(siteId: string, tokenHash: string): Promise<CustomerRecord> {
    const record = await store.read((transaction) => transaction.findCustomerByToken(tokenHash));
    const isGood =
      record && record.siteId === siteId && clock.now() - record.tokenIssuedAt <= limits.customerSessionMs;
    if (!isGood) throw new BesideError('unauthenticated');
    return record;
  }

  /** `keepHash`: the token that stays good until the new one is used. */
  async function change(record: CustomerRecord, keepHash: string): Promise<KnownCustomer> {
    const newToken = createToken(clock);
    const tokenHash = hashToken(newToken);
    const next: CustomerRecord = {
      ...record,
      tokenHash,
      tokenIssuedAt: clock.now(),
      previousTokenHash: keepHash,
    };
    await store.transact((transaction) => transaction.updateCustomer(next));
    return { record: next, tokenHash, newToken };
  }

  /** While nothing can be stored, everybody goes on with the token they have. */
  async function unlessReadOnly(
    known: KnownCustomer,
    next: () => Promise<KnownCustomer>,
  ): Promise<KnownCustomer> {
    try {
      return await next();
    } catch (error) {
      if (error instanceof BesideError && error.code === 'read_only') return known;
      throw error;
    }
  }

  return {
    async create(siteId) {
      const newToken = createToken(clock);
      const now = clock.now();
      const record: CustomerRecord = {
        customerId: createUuidV7(now, clock.randomBytes(10)) as CustomerId, // just made: a UUIDv7
        siteId,
        wrappedKey: keys.createWrappedKey(),
        tokenHash: hashToken(newToken),
        tokenIssuedAt: now,
        previousTokenHash: null,
        subjectHash: null,
        sealedIdentity: null,
        createdAt: now,
      };
      await store.transact((transaction) => transaction.insertCustomer(record));
      return { record, tokenHash: record.tokenHash, newToken };
    },
    async authenticate(siteId, token) {
      const tokenHash = hashToken(token);
      const record = await find(siteId, tokenHash);
      const known = { record, tokenHash };
      if (clock.now() - record.tokenIssuedAt > limits.tokenRotationMs)
        return unlessReadOnly(known, () => change(record, tokenHash));
      if (record.tokenHash !== tokenHash || record.previousTokenHash === null) return known;
      // The new one has arrived, so the old one ends.
      const next = { ...record, previousTokenHash: null };
      return unlessReadOnly(known, async () => {
        await store.transact((transaction) => transaction.updateCustomer(next));
        return { record: next, tokenHash };
      });
    },
    recognise: (siteId, token) => find(siteId, hashToken(token)),
    async rotateIfOld(customerId, tokenHash) {
      const record = await store.read((transaction) => transaction.findCustomer(customerId));
      if (!record || clock.now() - record.tokenIssuedAt <= limits.tokenRotationMs) return undefined;
      return change(record, tokenHash);
    },
    rotate: change,
  };
}
