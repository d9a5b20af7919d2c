/** Hands in one item; resolves or rejects with what came of it. */
export type AddToBatch<Key, Item, Value> = (key: Key, item: Item) => Promise<Value>;

/** What is done with items of one key. */
export interface BatchWork<Key, Item, Value> {
  /** Gets 1 to `maxItems` items in the order they were handed in; resolves to their outcomes in the same order. */
  readonly work: (key: Key, items: readonly Item[]) => Promise<readonly PromiseSettledResult<Value>[]>;
  readonly maxItems: number;
}

interface Waiting<Item, Value> {
  readonly item: Item;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Items of one key are worked on one after the other, in the order they were handed in: the first at once, and what
 * comes meanwhile together afterwards. Keys do not wait for each other. When `work` rejects, so do all its items.
 */
export function createBatches<Key, Item, Value>({
  work,
  maxItems,
}: BatchWork<Key, Item, Value>): AddToBatch<Key, Item, Value> {
  const lanes = new Map<Key, Waiting<Item, Value>[]>();

  async function workOff(key: Key, lane: Waiting<Item, Value>[]): Promise<void> {
    while (lane.length > 0) {
      const batch = lane.splice(0, maxItems);
      try {
        const outcomes = await work(
          key,
          batch.map(({ item }) => item),
        );
        for (const [index, { resolve, reject }] of batch.entries()) {
          const outcome = outcomes[index];
          if (outcome?.status === 'fulfilled') resolve(outcome.value);
          else reject(outcome?.reason ?? new Error('a batch left an item without an outcome'));
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    lanes.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const lane = lanes.get(key);
      if (lane) return void lane.push({ item, resolve, reject });
      const first = [{ item, resolve, reject }];
      lanes.set(key, first);
      void workOff(key, first);
    });
}
