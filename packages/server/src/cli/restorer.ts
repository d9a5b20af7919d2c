import type { Clock } from '@beside/protocol';
import type { Store } from '../ports/store.ts';
import type { Manifest } from './backup-set.ts';

/** How one kind of database is put back. Its methods are called in this order; the folder is locked meanwhile. */
export interface Restorer {
  readonly store: Manifest['store'];
  /** Throws `backup_invalid` for a copy that is not whole or too new; touches nothing. */
  check(backup: string, manifest: Manifest): void;
  /** Whether there is data already. Throws `invalid_option` when a server uses it. */
  isTaken(): Promise<boolean>;
  /** Brings the copy to where no server looks, at this version, and opens it. */
  openDraft(backup: string, clock: Clock): Promise<Store>;
  /**
   * After the draft was closed: puts it in place, on the disk, and what was there aside; says where that is now, `null`
   * when nothing was.
   */
  putInPlace(clock: Clock): Promise<string | null>;
  /** Takes the draft away, if it is still there. */
  discard(): Promise<void>;
}

/** Name for what is moved aside at a moment. */
export function replacedName(clock: Clock): string {
  return `replaced-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`;
}
