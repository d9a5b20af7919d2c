import type { Clock, CommandId } from '@beside/protocol';
import type { TabLock } from '../base/tab-lock.ts';
import type { TabMessage, TabWish } from './tab-message.ts';

/** How a tab is linked to the others. */
export interface TabLinkOptions<Change> {
  /** Absent: there are no other tabs. */
  readonly tabs: TabLock | undefined;
  readonly name: string;
  readonly clock: Clock;
  readonly isLeader: () => boolean;
  /** Loads what lets messages of other tabs through or not; asked for when the first one comes. */
  readonly loadReader: () => Promise<TabReader<Change>>;
  /** Follower: hears what became known; `isWhole`: everything else is to be forgotten first. */
  readonly onChanges: (changes: readonly Change[], isWhole: boolean) => void;
  readonly onOutboxChanged: () => void;
  readonly onReportsChanged: () => void;
  readonly onForget: () => void;
  /** Leader: does what a follower asks. */
  readonly fulfil: (wish: TabWish, claim: Claim | undefined, query: unknown) => Promise<unknown>;
}

/** Lets what another tab says through or not: unknown comes in, what its schema accepted comes out. */
export interface TabReader<Change> {
  message(raw: unknown): TabMessage | undefined;
  change(raw: unknown): Change | undefined;
  /** The leader's whole state as changes to an empty one, which only another tab wants to know. */
  describe(): readonly Change[];
}

/** Who the customer is said to be, and the id of saying so. */
export interface Claim {
  readonly token: string;
  readonly commandId: CommandId;
}
