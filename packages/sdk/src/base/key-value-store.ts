/** Where small things are kept between pages. Values are structured-clonable; a write is durable when it resolves. */
export interface KeyValueStore {
  /** `false`: only in memory. */
  readonly isPersistent: boolean;
  get(key: string): Promise<unknown>;
  /** Changes one value in one transaction; `update` gets what is there and returns what to keep (`undefined` removes it). Rejects with what `update` threw. */
  update(key: string, update: (value: unknown) => unknown): Promise<void>;
}
