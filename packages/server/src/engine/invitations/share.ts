/** Of ten invitations that are shown, about one is accepted; ours, on the high side of what shops report of chats. */
const ACCEPTED = 0.1;

/**
 * Which share of pages may invite now, so that those who accept find somebody (N4). Pure.
 *
 * @param freeSlots conversations that could be taken now
 * @param pagesPerMinute pages that asked within the last minute, this one included
 */
export function invitationShare(freeSlots: number, pagesPerMinute: number): number {
  return Math.min(1, freeSlots / (Math.max(1, pagesPerMinute) * ACCEPTED));
}
