import { BesideError } from '@beside/protocol';
import { onAbort } from '../base/on-abort.ts';
import type { TabLock } from '../base/tab-lock.ts';
import type { Claim } from '../session/tab-link.ts';
import type { TabWish } from '../session/tab-message.ts';
import type { CustomerLead } from './customer-lead.ts';

/** How a tab comes to lead. */
export interface LeadershipOptions {
  /** Absent: there are no other tabs. */
  readonly tabs: TabLock | undefined;
  readonly name: string;
  /** Connects; `undefined` when it is no longer wanted. */
  readonly openLead: (isWanted: () => boolean) => Promise<CustomerLead | undefined>;
  /** This tab was elected or resigned; called before the connection is opened and while it still stands. */
  readonly onElected: (isLeader: boolean) => void;
  readonly onError: (cause: unknown) => void;
}

/** One tab's part in the election, and the connection while it leads. */
export interface Leadership {
  /** The connection; absent while another tab leads and until this one has opened its own. */
  readonly lead: CustomerLead | undefined;
  readonly isLeader: boolean;
  /** Competes until the signal aborts; elected, connects. */
  compete(until: AbortSignal): void;
  /** Does what only the leader can do. Rejects with `disconnected` in another tab. */
  fulfil(wish: TabWish, claim?: Claim, query?: unknown): Promise<unknown>;
}

/** Makes a tab that does not compete yet. */
export function createLeadership({
  tabs,
  name,
  openLead,
  onElected,
  onError,
}: LeadershipOptions): Leadership {
  let isLeader = false;
  let lead: CustomerLead | undefined;

  const open = async (isWanted: () => boolean): Promise<void> => {
    const opened = await openLead(isWanted);
    if (isWanted() && !lead) lead = opened;
    else opened?.stop();
  };
  const begin = (until: AbortSignal): void => {
    onAbort(until, () => {
      if (!isLeader) return;
      onElected(false);
      isLeader = false;
      lead?.stop();
      lead = undefined;
    });
    if (until.aborted) return;
    isLeader = true;
    onElected(true); // whoever hears of it may have resigned already
    open(() => isLeader && !until.aborted).catch(onError);
  };
  const identify = async ({ token, commandId }: Claim): Promise<void> => {
    const speaking = lead;
    if (!speaking) throw new BesideError('disconnected');
    await speaking.identify(token, { commandId });
    if (lead !== speaking) return;
    // Somebody else is speaking now: greet again, to learn which conversation is theirs.
    speaking.stop();
    lead = undefined;
    await open(() => isLeader);
  };

  return {
    get lead() {
      return lead;
    },
    get isLeader() {
      return isLeader;
    },
    compete(until) {
      if (tabs) return onAbort(until, tabs.compete(name, begin));
      begin(until);
    },
    async fulfil(wish, claim, query) {
      if (!lead) throw new BesideError('disconnected');
      if (wish === 'earlier' || wish === 'callback') return lead.answer(wish, query);
      if (wish !== 'identify') await lead.fulfil(wish);
      else if (claim) await identify(claim);
    },
  };
}
