import { LIMITS } from '@beside/protocol';
import type { Clock } from '@beside/protocol';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { expireItems, type OutboxItem, type QueuedCommand } from './outbox-rules.ts';

/** What waits to be sent, in order, kept in a store that other tabs read and change too. */
export interface Outbox<Command extends QueuedCommand> {
  /** As last read; in the order of sending. A new list after every change. */
  readonly items: readonly OutboxItem<Command>[];
  /** What is being written and may be sent meanwhile, in order; comes after the items. */
  readonly early: readonly OutboxItem<Command>[];
  /** Reads again what other tabs changed. */
  load(): Promise<void>;
  /**
   * Changes what the store holds in one step and resolves when that is durable. `update` may throw to change nothing;
   * it then rejects with what was thrown.
   *
   * @param early the item that `update` adds, whatever it finds: it may be sent while it is written. Whoever sends it
   * without keeping it loses nothing, because it is the server's then; it is not shown before one of the two is true.
   */
  change(
    update: (items: readonly OutboxItem<Command>[]) => readonly OutboxItem<Command>[],
    early?: OutboxItem<Command>,
  ): Promise<void>;
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
  /** Something may be sent that is not kept yet. */
  readonly onEarly?: () => void;
}

/** What is new about a list. */
export interface OutboxChange<Command extends QueuedCommand> {
  /** This tab changed it. */
  readonly isOwn: boolean;
  /** Items that waited when the list was last looked at and failed since, apart from those this tab failed itself. */
  readonly failed: readonly OutboxItem<Command>[];
}

/** Makes an outbox that knows nothing until it is loaded. */
export function createOutbox<Command extends QueuedCommand>(
  options: OutboxOptions<Command>,
): Outbox<Command> {
  const { store, key, clock, parseItem, onChanged, onEarly } = options;
  let items: readonly OutboxItem<Command>[] = [];
  let early: readonly OutboxItem<Command>[] = [];

  const parse = (raw: unknown) => {
    // One more than may wait: an end is kept also when everything is full.
    const list: readonly unknown[] = Array.isArray(raw) ? raw.slice(0, LIMITS.maxOutboxItems + 1) : [];
    return expireItems(
      list.flatMap((item) => parseItem(item) ?? []),
      clock.now(),
    );
  };
  // What did not change stays the same object, so that whatever is drawn from it is not drawn again.
  const take = (fresh: readonly OutboxItem<Command>[], given?: readonly OutboxItem<Command>[]) => {
    const known = new Map(items.map((item) => [item.commandId, item]));
    items = fresh.map((item) => {
      const other = known.get(item.commandId);
      return other && JSON.stringify(other) === JSON.stringify(item) ? other : item;
    });
    // An own change that made them fail tells of it itself; what had failed before it was made is news for it too.
    const failed = (given ?? items).filter(
      ({ commandId, state }) => state === 'failed' && known.get(commandId)?.state === 'waiting',
    );
    onChanged({ isOwn: given !== undefined, failed });
  };

  return {
    get items() {
      return items;
    },
    get early() {
      return early;
    },
    load: async () => take(parse(await store.get(key))),
    change: async (update, added) => {
      let given: readonly OutboxItem<Command>[] = [];
      let fresh = given;
      const writing = store.update(key, (raw) => {
        given = parse(raw);
        fresh = update(given);
        return fresh.length > 0 ? fresh : undefined;
      });
      if (added) {
        early = [...early, added];
        onEarly?.();
      }
      try {
        await writing;
      } finally {
        early = early.filter((item) => item !== added);
      }
      take(fresh, given);
    },
  };
}
