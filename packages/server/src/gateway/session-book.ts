import type { Connection } from './connection.ts';
import type { Session } from './session.ts';

/** Which sockets belong to which customer or console. */
export class SessionBook {
  readonly #byKey = new Map<string, Set<Connection>>();
  readonly #keys = new WeakMap<Connection, string>();
  readonly #bySite = new Map<string, Set<Connection>>();
  readonly #maxPerKey: number;

  constructor(maxPerKey: number) {
    this.#maxPerKey = maxPerKey;
  }

  /** Enters a greeted socket, or moves it after its session changed. Returns the oldest one of too many, to be closed. */
  add(connection: Connection): Connection | undefined {
    const { session } = connection;
    if (!session) return undefined;
    const key = keyOf(session);
    if (this.#keys.get(connection) === key) return undefined;
    this.remove(connection);
    this.#keys.set(connection, key);
    const mates = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, mates.add(connection));
    if (session.role === 'customer') {
      const { siteId } = session.actor;
      this.#bySite.set(siteId, (this.#bySite.get(siteId) ?? new Set()).add(connection));
    }
    if (mates.size <= this.#maxPerKey) return undefined;
    const [oldest] = mates;
    if (oldest) this.remove(oldest);
    return oldest;
  }

  remove(connection: Connection): void {
    const key = this.#keys.get(connection);
    if (key === undefined) return;
    this.#keys.delete(connection);
    const mates = this.#byKey.get(key);
    if (mates?.delete(connection) && mates.size === 0) this.#byKey.delete(key);
    if (connection.session?.role === 'customer')
      this.#bySite.get(connection.session.actor.siteId)?.delete(connection);
  }

  /** Sockets of one key: `c:` + customer, `s:` + a console's sign-in. */
  listOf(key: string): readonly Connection[] {
    return [...(this.#byKey.get(key) ?? [])];
  }

  /** Customers' sockets of a site. */
  customersOf(siteId: string): ReadonlySet<Connection> {
    return this.#bySite.get(siteId) ?? new Set();
  }
}

function keyOf(session: Session): string {
  return session.role === 'customer' ? `c:${session.actor.customerId}` : `s:${session.sessionId}`;
}
