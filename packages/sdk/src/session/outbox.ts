import { LIMITS } from '@beside/protocol';
import type { Clock } from '@beside/protocol';
import type { KeyValueStore } from './key-value-store.ts';
import { expireItems, type OutboxItem, type QueuedCommand } from './outbox-rules.ts';

/** What waits to be sent, in order, kept in a store that other tabs read and change too. */
export interface Outbox<Command extends QueuedCommand> {
  /** As last read; in the order of sending. A new list after every change. */
  readonly items: readonly OutboxItem<Command>[];
  /** Reads again what other tabs changed. */
  load(): Promise<void>;
  /**
   * Changes what the store holds in one step and resolves when that is durable. `update` may throw to change nothing;
   * it then rejects with what was thrown.
   */
  change(update: (items: readonly OutboxItem<Command>[]) => readonly OutboxItem<Command>[]): Promise<void>;
}

/** How an outbox is made. */
export interface OutboxOptions<Command extends QueuedCommand> {
  readonly store: KeyValueStore;
  /** Its name in the store. */
  readonly key: string;
  readonly clock: Clock;
  /** Lets one stored item through or not; what is broken is passed over. */
  readonly parseItem: (raw: unknown) => OutboxItem<Command> | undefined;
  /** Hears of every new list. */
  readonly onChanged: (change: OutboxChange<Command>) => void;
}

/** What is new about a list. */
export interface OutboxChange<Command extends QueuedCommand> {
  /** This tab changed it. */
  readonly isOwn: boolean;
  /** Items that waited when the list was last looked at, and failed since. */
  readonly failed: readonly OutboxItem<Command>[];
}

/** Makes an outbox that knows nothing until it is loaded. */
export function createOutbox<Command extends QueuedCommand>(
  options: OutboxOptions<Command>,
): Outbox<Command> {
  const { store, key, clock, parseItem, onChanged } = options;
  let items: readonly OutboxItem<Command>[] = [];

  const parse = (raw: unknown) => {
    const list: readonly unknown[] = Array.isArray(raw) ? raw.slice(0, LIMITS.maxOutboxItems) : [];
    return expireItems(
      list.flatMap((item) => parseItem(item) ?? []),
      clock.now(),
    );
  };
  // What did not change stays the same object, so that whatever is drawn from it is not drawn again.
  const take = (fresh: readonly OutboxItem<Command>[], isOwn: boolean) => {
    const known = new Map(items.map((item) => [item.commandId, item]));
    items = fresh.map((item) => {
      const other = known.get(item.commandId);
      return other && JSON.stringify(other) === JSON.stringify(item) ? other : item;
    });
    const failed = items.filter(
      ({ commandId, state }) => state === 'failed' && known.get(commandId)?.state === 'waiting',
    );
    onChanged({ isOwn, failed });
  };

  return {
    get items() {
      return items;
    },
    load: async () => take(parse(await store.get(key)), false),
    change: async (update) => {
      let fresh: readonly OutboxItem<Command>[] = [];
      await store.update(key, (raw) => {
        fresh = update(parse(raw));
        return fresh.length > 0 ? fresh : undefined;
      });
      take(fresh, true);
    },
  };
}
