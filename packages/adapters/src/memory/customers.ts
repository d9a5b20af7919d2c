import { BesideError, newId, type Clock, type CustomerId, type SiteId } from '@beside/protocol';
import type { MemoryIdentity } from './options.ts';

/** Somebody who came to a site's page. */
export interface Customer {
  readonly customerId: CustomerId;
  readonly siteId: SiteId;
  readonly identity: MemoryIdentity | undefined;
}

/** A customer whose token was good, or who is new. */
export interface KnownCustomer {
  readonly customer: Customer;
  /** To be kept by the page from now on; absent when its own is still right. */
  readonly newToken?: string;
}

/** Customers by their tokens. */
export interface Customers {
  find(customerId: CustomerId): Customer | undefined;
  /** By the token of an earlier visit, or somebody new: a token nobody knows is worth nothing. */
  greet(siteId: SiteId, token: string | undefined): KnownCustomer;
  /**
   * The same subject is the same customer of the site; somebody else in the same browser is a new one. The token before
   * stays good.
   */
  identify(customer: Customer, identity: MemoryIdentity, mayMove: boolean): KnownCustomer;
}

/** A token is changed when it is older than this, as on the wire. */
const ROTATE_MS = 3_600_000;

interface Issued {
  readonly customerId: CustomerId;
  readonly at: number;
}

/** Makes an empty book of customers. */
export function createCustomers(clock: Clock): Customers {
  const byId = new Map<CustomerId, Customer>();
  const tokens = new Map<string, Issued>();
  const bySubject = new Map<string, CustomerId>();

  const add = (siteId: SiteId): Customer => {
    const customerId = newId<CustomerId>(clock);
    const customer = { customerId, siteId, identity: undefined };
    byId.set(customerId, customer);
    return customer;
  };
  const issue = ({ customerId }: Customer): string => {
    const bytes = clock.randomBytes(24);
    const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    tokens.set(token, { customerId, at: clock.now() });
    return token;
  };

  return {
    find: (customerId) => byId.get(customerId),
    greet(siteId, token) {
      const issued = token === undefined ? undefined : tokens.get(token);
      const customer = issued && byId.get(issued.customerId);
      if (!issued || customer?.siteId !== siteId) {
        const added = add(siteId);
        return { customer: added, newToken: issue(added) };
      }
      return clock.now() - issued.at > ROTATE_MS ? { customer, newToken: issue(customer) } : { customer };
    },
    identify(customer, identity, mayMove) {
      const isAnother = customer.identity !== undefined && customer.identity.subject !== identity.subject;
      const person = isAnother ? add(customer.siteId) : customer;
      const subject = `${customer.siteId}\n${identity.subject}`;
      const holderId = bySubject.get(subject);
      const holder = holderId === undefined ? undefined : byId.get(holderId);
      // A conversation begun before being identified goes on where it is.
      const known = { ...(holder && (mayMove || isAnother) ? holder : person), identity };
      byId.set(known.customerId, known);
      if (!holder) bySubject.set(subject, known.customerId);
      return { customer: known, newToken: issue(known) };
    },
  };
}

/** Reads an identity token by the developer's function. @throws BesideError `unsupported`, `unauthenticated` */
export function readIdentityToken(
  read: ((identityToken: string) => MemoryIdentity | undefined) | undefined,
  identityToken: string,
): MemoryIdentity {
  if (!read) throw new BesideError('unsupported');
  const identity = read(identityToken);
  if (!identity) throw new BesideError('unauthenticated');
  return identity;
}
