import type { CallbackView, CustomerId } from '@beside/protocol';
import type { Actor } from '../ports/centre.ts';
import type { Log } from '../ports/log.ts';
import type { Connection } from './connection.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** What is being told to one customer. */
interface Telling {
  /** Sockets that the next reading is for. */
  readonly wanted: Set<Connection>;
}

/**
 * Tells customers' sockets how their callback stands. One reading of a customer's callback goes on at a time, and what
 * changes meanwhile is read after it: so a later frame never says something older, however long a reading takes.
 */
export class CallbackViews {
  readonly #telling = new Map<CustomerId, Telling>();
  readonly #read: (actor: Customer) => Promise<CallbackView | null>;
  readonly #log: Pick<Log, 'error'>;

  constructor(read: (actor: Customer) => Promise<CallbackView | null>, log: Pick<Log, 'error'>) {
    this.#read = read;
    this.#log = log;
  }

  /** Tells these sockets of one customer, soon. */
  tell(actor: Customer, connections: readonly Connection[]): void {
    const { customerId } = actor;
    const going = this.#telling.get(customerId);
    for (const connection of connections) going?.wanted.add(connection);
    if (going || connections.length === 0) return;
    const telling: Telling = { wanted: new Set(connections) };
    this.#telling.set(customerId, telling);
    void this.#work(actor, telling);
  }

  async #work(actor: Customer, { wanted }: Telling): Promise<void> {
    while (wanted.size > 0) {
      const connections = [...wanted];
      wanted.clear();
      try {
        const text = JSON.stringify({ type: 'callback', view: await this.#read(actor) });
        // Whoever was identified meanwhile is somebody else.
        for (const connection of connections) if (isOf(connection, actor)) connection.sendText(text);
      } catch (error) {
        this.#log.error({ err: error, type: 'callback' }, 'a callback could not be read');
      }
    }
    this.#telling.delete(actor.customerId);
  }
}

const isOf = ({ session }: Connection, { customerId }: Customer): boolean =>
  session?.role === 'customer' && session.actor.customerId === customerId;
