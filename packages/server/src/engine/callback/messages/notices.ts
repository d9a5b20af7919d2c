import type { CallbackState, CallbackStatus, Entry } from '@beside/protocol';

/** What a message to a customer is about. */
export type Notice = 'code' | 'confirmed' | 'moved' | 'unreached' | 'cancelled' | 'missed';

/** Who moves a callback to and fro does not fill somebody's telephone with messages. */
const MAX_MOVES_TOLD = 5;

/** Something to be told, with the entry that it is about. */
export interface NoticeOfEntry {
  readonly notice: Notice;
  readonly seq: number;
}

/**
 * What entries of one change give to tell the customer. Nothing goes to a number that was not proven where it has to be,
 * and nothing to somebody who said that it was not them. Pure.
 */
export function findNotices(
  entries: readonly Entry[],
  { before, after }: { readonly before: CallbackState; readonly after: CallbackState },
): readonly NoticeOfEntry[] {
  if (after.callback?.status === 'verifying') return [];
  const wasProven = before.callback?.status !== 'verifying';
  const notices = entries.flatMap((entry): NoticeOfEntry[] => {
    const notice = noticeOf(entry);
    if (!notice || (!wasProven && notice !== 'confirmed')) return [];
    if (entry.type === 'callback.rescheduled' && entry.body.revision > MAX_MOVES_TOLD + 1) return [];
    return [{ notice, seq: entry.seq }];
  });
  // An attempt that was the last one is told as that.
  return notices.some(({ notice }) => notice === 'missed')
    ? notices.filter(({ notice }) => notice === 'missed')
    : notices;
}

function noticeOf(entry: Entry): Notice | undefined {
  switch (entry.type) {
    case 'callback.requested':
    case 'callback.verified':
      return 'confirmed';
    case 'callback.rescheduled':
      return 'moved';
    case 'callback.attempt-ended': {
      const { outcome, retryAt } = entry.body;
      return outcome !== 'talked' && retryAt !== undefined ? 'unreached' : undefined;
    }
    case 'callback.cancelled':
      return entry.body.reason === 'not-me' ? undefined : 'cancelled';
    case 'callback.exhausted':
      return 'missed';
    case 'callback.expired':
      return entry.body.reason === 'not-verified' ? undefined : 'missed';
    default:
      return undefined;
  }
}

const WAITING: readonly CallbackStatus[] = [
  'waiting',
  'scheduled',
  'due',
  'offered',
  'previewing',
  'retry-wait',
];
const FITTING: Readonly<Record<Notice, readonly CallbackStatus[]>> = {
  code: ['verifying'],
  confirmed: WAITING,
  moved: WAITING,
  unreached: ['retry-wait'],
  cancelled: ['cancelled'],
  missed: ['exhausted', 'expired'],
};

/** Whether it is still worth telling when it goes out, which may be long after it was true. Pure. */
export const isStillTrue = (notice: Notice, status: CallbackStatus): boolean =>
  FITTING[notice].includes(status);
