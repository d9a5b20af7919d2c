import type { AgentId, CallbackStatus, DeskCallback, Desk } from '@beside/protocol';

/** The lists a desk is sorted into, in the order in which they are shown. */
export const CALLBACK_LISTS = ['mine', 'due', 'upcoming', 'review'] as const;

/** One of the lists. */
export type CallbackListName = (typeof CALLBACK_LISTS)[number];

/** Every list, by its name; each by the callbacks' next moments. */
export type CallbackLists = Readonly<Record<CallbackListName, readonly DeskCallback[]>>;

const IN_HAND: readonly CallbackStatus[] = ['previewing', 'dialing', 'holding', 'connected', 'wrapping'];
const LATER: readonly CallbackStatus[] = ['scheduled', 'retry-wait', 'verifying'];
const OVER: readonly CallbackStatus[] = [
  'completed',
  'cancelled',
  'superseded',
  'exhausted',
  'expired',
  'rejected',
];

/** Whether somebody prepares it, makes the call or writes it up. */
export const isInHand = ({ status }: DeskCallback): boolean => IN_HAND.includes(status);
/** Whether it can still be moved, transferred and owned. */
export const isBeforeCall = ({ status }: DeskCallback): boolean =>
  status !== 'needs-review' &&
  !OVER.includes(status) &&
  (!IN_HAND.includes(status) || status === 'previewing');
/** Whether this agent has it in hand. Who is only asked does not have it yet. */
export const isHeldBy = (callback: DeskCallback, agentId: AgentId): boolean =>
  isInHand(callback) && !callback.offer && callback.agent?.agentId === agentId;
/** Whether this agent shall make the call. */
export const isOwnedBy = ({ owner }: DeskCallback, agentId: AgentId, now: number): boolean =>
  owner?.agentId === agentId && owner.untilAt > now;

/**
 * The desk as lists. What somebody else has in hand stands at the end of the due ones, so that nothing seems to be lost;
 * an owned one that is planned stands in two lists. Pure.
 *
 * @param now epoch ms by the server's clock
 */
export function sortCallbacks(
  callbacks: readonly DeskCallback[],
  agentId: AgentId,
  now: number,
): CallbackLists {
  const sorted = callbacks
    .filter(({ status }) => !OVER.includes(status))
    .toSorted((one, other) => nextMoment(one) - nextMoment(other));
  const held = sorted.filter((one) => isHeldBy(one, agentId));
  const others = sorted.filter((one) => !held.includes(one) && one.status !== 'needs-review');
  const due = others.filter((one) => !LATER.includes(one.status));
  return {
    mine: [...held, ...others.filter((one) => isOwnedBy(one, agentId, now))],
    due: [...due.filter((one) => !isInHand(one)), ...due.filter(isInHand)],
    upcoming: others.filter((one) => LATER.includes(one.status)),
    review: sorted.filter(({ status }) => status === 'needs-review'),
  };
}

/** Callbacks that ring here, the one that rings longest first. */
export function findRingingCallbacks(desk: Desk | undefined): readonly DeskCallback[] {
  return (desk?.callbacks ?? [])
    .filter(({ offer }) => offer)
    .toSorted((one, other) => (one.offer?.expiresAt ?? 0) - (other.offer?.expiresAt ?? 0));
}

/** What of the desk wants somebody now: the number in the navigation. */
export function countWanting({ mine, due, review }: CallbackLists, isSupervisor: boolean): number {
  const waiting = due.filter((one) => !isInHand(one));
  return new Set([...mine.filter(isInHand), ...waiting, ...(isSupervisor ? review : [])]).size;
}

/** Present load of one queue: callbacks that wait for an agent, and those planned within the hour. */
export function loadOf(
  callbacks: readonly DeskCallback[],
  queue: { readonly siteId: string; readonly queueId: string },
  now: number,
): { readonly due: number; readonly soon: number } {
  const own = callbacks.filter(({ siteId, queueId }) => siteId === queue.siteId && queueId === queue.queueId);
  const { due, upcoming } = sortCallbacks(own, '' as AgentId, now); // nobody's desk: no agent has this id
  return {
    due: due.filter((one) => !isInHand(one)).length,
    soon: upcoming.filter((one) => nextMoment(one) - now <= HOUR_MS).length,
  };
}

const HOUR_MS = 3_600_000;

function nextMoment({ dueAt, when, queuedAt }: DeskCallback): number {
  return dueAt ?? (when.kind === 'scheduled' ? when.startAt : queuedAt);
}
