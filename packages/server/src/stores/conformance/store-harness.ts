import type { FakeClock } from '../../base/testing/fake-clock.ts';
import type { Store } from '../../ports/store.ts';

/** Where one test's data lies. */
export interface StorePlace {
  /** Opens it; the one opened before was closed. */
  open(clock: FakeClock): Promise<Store>;
  /** Opens it a second time beside the one that is open, as another process would; absent where one has it for itself. */
  openBeside?(clock: FakeClock): Promise<Store>;
  /** Makes the disk refuse every write of the store that is open; resolves to the way back. */
  refuseWrites(): Promise<() => Promise<void>>;
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

/** The code with which something is rejected; `done` when it is not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
