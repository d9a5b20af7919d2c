import { describe, it } from 'node:test';
import { createFakeClock, type FakeClock } from '../../engine/testing/fake-clock.ts';
import type { Store } from '../../ports/store.ts';
import { addAccountRules } from './account-rules.ts';
import { addCommitRules } from './commit-rules.ts';
import { addConversationRules } from './conversation-rules.ts';
import { addWorkRules } from './work-rules.ts';

/** Where one test's data lies. */
export interface StorePlace {
  /** Opens it; the one opened before was closed. */
  open(clock: FakeClock): Promise<Store>;
  /** Makes the disk refuse every write of the store that is open; returns the way back. */
  refuseWrites(): () => void;
  /** Removes everything; the store is closed. */
  remove(): Promise<void>;
}

/** How the suite gets at a store. */
export interface StoreHarness {
  /** A new, empty place. */
  createPlace(): Promise<StorePlace>;
}

/** What one test has in hand. */
export interface StoreBench {
  /** Open; another one after `reopen`. */
  store: Store;
  readonly clock: FakeClock;
  readonly place: StorePlace;
  /** Closes and opens again. */
  reopen(): Promise<void>;
}

/** Adds one test to the suite. */
export type AddTest = (title: string, body: (bench: StoreBench) => Promise<void>) => void;

/** Proves that a store keeps what its port promises. The rules are in SPEC.md beside this file. */
export function storeConformance(name: string, harness: StoreHarness): void {
  const test: AddTest = (title, body) => {
    it(title, async () => {
      const place = await harness.createPlace();
      const clock = createFakeClock();
      const bench: StoreBench = {
        store: await place.open(clock),
        clock,
        place,
        async reopen() {
          await bench.store.close();
          bench.store = await place.open(clock);
        },
      };
      try {
        await body(bench);
      } finally {
        await bench.store.close();
        await place.remove();
      }
    });
  };

  describe(`Store: ${name}`, () => {
    addConversationRules(test);
    addAccountRules(test);
    addWorkRules(test);
    addCommitRules(test);
  });
}

/** Refuses with a code; the code. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
