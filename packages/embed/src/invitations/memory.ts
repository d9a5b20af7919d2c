import type { AnsweredInvitations } from '@beside/protocol';

const YEAR_MS = 366 * 86_400_000;

/** What a browser remembers of a site's invitations. */
export interface InvitationMemory {
  /** Id → when it was accepted or turned down. */
  readonly answered: AnsweredInvitations;
  /** Whether a conversation is open, which needs no invitation. */
  readonly isTalking: boolean;
  remember(invitationId: string, at: number): void;
}

/**
 * One entry in localStorage, written when the customer answers an invitation and never before; holds ids of invitations
 * and moments, nothing about the customer. Where storage is blocked, it lasts as long as the page.
 */
export function createInvitationMemory(siteId: string, storage: () => Storage): InvitationMemory {
  const key = `beside-invitations:${siteId}`;
  let here: AnsweredInvitations = {};
  const read = (name: string): string | null => {
    try {
      return storage().getItem(name);
    } catch {
      return null; // blocked
    }
  };
  const answered = (): AnsweredInvitations => ({ ...parse(read(key)), ...here });
  return {
    get answered() {
      return answered();
    },
    get isTalking() {
      return read(`beside:${siteId}`) !== null;
    },
    remember(invitationId, at) {
      here = { ...here, [invitationId]: at };
      const kept = Object.entries(answered()).filter(([, then]) => at - then < YEAR_MS);
      try {
        storage().setItem(key, JSON.stringify(Object.fromEntries(kept.slice(-50))));
      } catch {
        // Blocked or full: this page remembers by itself.
      }
    },
  };
}

function parse(text: string | null): AnsweredInvitations {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return {}; // not written by us
  }
}
