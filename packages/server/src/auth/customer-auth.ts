import { BesideError, newId, type Clock, type CustomerId } from '@beside/protocol';
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

  /**
   * Changes what is stored now, not what was read before: other pages of the same customer may come at the same moment.
   * `change` answers `undefined` when there is nothing to do any more.
   */
  function modify(
    customerId: CustomerId,
    change: (current: CustomerRecord) => CustomerRecord | undefined,
  ): Promise<CustomerRecord> {
    return store.transact(async (transaction) => {
      const current = await transaction.findCustomer(customerId);
      if (!current) throw new BesideError('unauthenticated');
      const next = change(current);
      if (next) await transaction.updateCustomer(next);
      return next ?? current;
    });
  }

  const isOld = (record: CustomerRecord): boolean =>
    clock.now() - record.tokenIssuedAt > limits.tokenRotationMs;

  /** `keepHash`: the token that stays good until the new one is used. Only an old token is changed unless it is `always`. */
  async function change(
    { customerId }: CustomerRecord,
    keepHash: string,
    when: 'always' | 'old',
  ): Promise<KnownCustomer> {
    const newToken = createToken(clock);
    const tokenHash = hashToken(newToken);
    const record = await modify(customerId, (current) =>
      when === 'always' || isOld(current)
        ? { ...current, tokenHash, tokenIssuedAt: clock.now(), previousTokenHash: keepHash }
        : undefined,
    );
    return record.tokenHash === tokenHash ? { record, tokenHash, newToken } : { record, tokenHash: keepHash };
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
        customerId: newId<CustomerId>(clock),
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
      if (isOld(record)) return unlessReadOnly(known, () => change(record, tokenHash, 'old'));
      if (record.tokenHash !== tokenHash || record.previousTokenHash === null) return known;
      // The new one has arrived, so the old one ends.
      return unlessReadOnly(known, async () => {
        const next = await modify(record.customerId, (current) =>
          current.tokenHash === tokenHash ? { ...current, previousTokenHash: null } : undefined,
        );
        return { record: next, tokenHash };
      });
    },
    recognise: (siteId, token) => find(siteId, hashToken(token)),
    async rotateIfOld(customerId, tokenHash) {
      const record = await store.read((transaction) => transaction.findCustomer(customerId));
      if (!record || !isOld(record)) return undefined;
      const known = await change(record, tokenHash, 'old');
      return known.newToken === undefined ? undefined : known;
    },
    rotate: (record, tokenHash) => change(record, tokenHash, 'always'),
  };
}
