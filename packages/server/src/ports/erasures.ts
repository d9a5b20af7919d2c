import type { CustomerId } from '@beside/protocol';

/**
 * Who was erased, as hashes of customer ids: kept outside of the database, so that a restore of an older state can erase
 * them again. Whoever has it learns nothing but how many there were and when.
 */
export interface Erasures {
  has(customerId: CustomerId): boolean;
  /** Resolves when all of them are on the disk; those that are there already stay as they are. Rejects with `read_only`. */
  add(customerIds: readonly CustomerId[]): Promise<void>;
}
