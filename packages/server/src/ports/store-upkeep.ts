import type { CustomerId, Epoch } from '@beside/protocol';
import type { CustomerRecord } from './store-accounts.ts';
import type { ConversationRecord } from './store-conversations.ts';

/** What an erasure took out of the store. */
export interface ErasedCustomer {
  readonly customer: CustomerRecord;
  /** The conversations as they were; their rows are gone too. */
  readonly conversations: readonly ConversationRecord[];
  readonly entries: number;
  readonly reports: number;
  /** Calls to a vendor that had not been made, or are not known to have been. */
  readonly calls: number;
  readonly timers: number;
}

/** Reads and writes of operators: erasing a person, and going on after a restore. */
export interface UpkeepRecords {
  /** All customers in the order of their ids, after one of them or from the first on. */
  listCustomers(after: CustomerId | undefined, limit: number): Promise<CustomerRecord[]>;
  /**
   * Deletes everything that is about a customer: key and tokens, conversations with their entries, callbacks with
   * holds and attempts, reports, calls of these to a vendor, timers whose payload names the `customerId` or one of the conversations by `conversationId`.
   * Resolves to `undefined`, and does nothing, when there is no such customer.
   */
  eraseCustomer(customerId: CustomerId): Promise<ErasedCustomer | undefined>;
  /**
   * Marks that the data is an older state than what others have seen: every conversation gets an epoch of its own out
   * of `createEpoch`, all agents are signed out, and a `pending` call becomes `unknown`, because it may have been made
   * since. Resolves to how many conversations there are.
   */
  beginAnew(createEpoch: () => Epoch): Promise<number>;
}

/**
 * What was found of erased rows where deleting leaves them: free space of files, the write-ahead log.
 * `clean`: looked everywhere and found nothing. `busy`: somebody reads an older state, which is kept for them until then;
 * ask again. `unchecked`: deleted, but this store cannot look into its own files.
 */
export type ScrubOutcome = 'clean' | 'busy' | 'unchecked';
