import type { Capacity, Invitation, InvitationRule } from './schema.ts';

const DAY_MS = 86_400_000;

/** What a page knows about itself; nothing of it leaves the page. */
export interface PageFacts {
  /** Path of the address, without query. */
  readonly path: string;
  readonly secondsOnPage: number;
  readonly scrolledPercent: number;
  readonly cartCount: number;
  readonly cartTotal: number;
  readonly mistakes: number;
  readonly isLeaving: boolean;
}

/** What this browser remembers of invitations that were answered: id → when, epoch ms. */
export type AnsweredInvitations = Readonly<Record<string, number>>;

/** What a decision looks at besides the page. */
export interface InvitationMoment {
  readonly now: number;
  readonly answered: AnsweredInvitations;
  /** Absent: not known yet. */
  readonly capacity: Capacity | undefined;
  /** How long ago it was told. */
  readonly capacityAgeMs: number;
  /** This page's lot, 0 up to 1, drawn once. */
  readonly lot: number;
}

/** The invitation to show now, if any (N1, N3–N6). That a page shows one only (N2) is up to whoever asks. Pure. */
export function decideInvitation(
  invitations: readonly Invitation[],
  facts: PageFacts,
  moment: InvitationMoment,
): Invitation | undefined {
  const { now, answered, capacity, capacityAgeMs, lot } = moment;
  if (!capacity || capacityAgeMs >= capacity.validForMs || lot >= capacity.share) return undefined;
  return invitations.find(
    (invitation) =>
      isRested(invitation, answered, now) && hasHelp(invitation, capacity) && holds(invitation.when, facts),
  );
}

function isRested(
  { invitationId, restDays }: Invitation,
  answered: AnsweredInvitations,
  now: number,
): boolean {
  return Object.entries(answered).every(
    ([id, at]) => now - at >= (id === invitationId ? restDays : 1) * DAY_MS,
  );
}

function hasHelp({ needs }: Invitation, { isOpen, hasFreeAgent }: Capacity): boolean {
  return needs === 'nothing' || (isOpen && (needs === 'open' || hasFreeAgent));
}

function holds(rule: InvitationRule, facts: PageFacts): boolean {
  const { pages, isLeaving, ...least } = rule;
  const counted = Object.entries(least).filter(([, value]) => value !== undefined);
  if (!pages && !isLeaving && counted.length === 0) return false;
  return (
    (!pages || pages.some((page) => matches(page, facts.path))) &&
    (!isLeaving || facts.isLeaving) &&
    // What is left of a rule are least counts, called as the page's own.
    counted.every(([name, value]) => facts[name as keyof typeof least] >= (value ?? 0))
  );
}

function matches(page: string, path: string): boolean {
  return page.endsWith('*') ? path.startsWith(page.slice(0, -1)) : path === page;
}
