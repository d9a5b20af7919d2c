import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type CallbackAvailability,
  type Slot,
  type WaitingRange,
  type WantedWhen,
} from '@beside/protocol';
import type { OpeningStatus } from '../opening-hours.ts';
import type { Refusal } from './refusal.ts';
import type { CallbackRules } from '../../ports/callback-rules.ts';

/** What decides about what may be offered (C1). */
export interface AvailabilityFacts {
  readonly now: number;
  readonly opening: OpeningStatus;
  /** The centre's zone. */
  readonly zone: string;
  /** Agents who serve the queue and are signed in. */
  readonly agents: number;
  /** Callbacks as soon as possible that wait already. */
  readonly pendingAsap: number;
  readonly waiting?: WaitingRange | undefined;
  /** With a free place, earliest first. */
  readonly slots: readonly Slot[];
  /** The site or a supervisor has stopped taking callbacks. */
  readonly isPaused: boolean;
  /** Changes whenever the site's hours or rules do. */
  readonly rulesRevision: string;
}

type Rules = Pick<CallbackRules, 'maxPendingAsap' | 'closingMarginMs'>;

const MINUTE_MS = 60_000;

/** What may be offered now, as one answer (C1). Pure. */
export function decideAvailability(facts: AvailabilityFacts, rules: Rules): CallbackAvailability {
  const { opening, zone, waiting } = facts;
  const asapProblem = whyNotAsap(facts, rules);
  const slots = facts.isPaused ? [] : [...facts.slots];
  const offer = offerOf(facts, asapProblem, slots.length > 0);
  const reason = offer === 'both' || offer === 'asap' ? undefined : asapProblem;
  return {
    offer,
    ...(reason === undefined ? {} : { reason }),
    ...(waiting && opening.isOpen ? { waiting } : {}),
    slots,
    ...(opening.opensAt === undefined ? {} : { opensAt: opening.opensAt }),
    zone,
    revision: revisionOf(facts, offer),
  };
}

/**
 * Whether a choice was made from what is offered now (C1). One as soon as possible depends on whether that is offered and
 * on the range that was told; one for a slot only on the rules it was computed by, and on the slot itself, which
 * `pickSlot` says.
 */
export function checkChoice(
  current: CallbackAvailability,
  chosen: { readonly when: WantedWhen; readonly availabilityRevision: string | undefined },
): Refusal | undefined {
  const [asap, rules] = current.revision.split('.');
  const [shownAsap, shownRules] = (chosen.availabilityRevision ?? current.revision).split('.');
  const isCurrent = chosen.when.kind === 'asap' ? asap === shownAsap : rules === shownRules;
  if (!isCurrent) return { refusal: 'availability_stale', details: { revision: current.revision } };
  const isOffered =
    current.offer === 'both' || current.offer === (chosen.when.kind === 'asap' ? 'asap' : 'scheduled');
  return isOffered ? undefined : { refusal: 'availability_stale', details: { offer: current.offer } };
}

function whyNotAsap(facts: AvailabilityFacts, rules: Rules): CallbackAvailability['reason'] {
  const { now, opening, agents, pendingAsap, waiting, isPaused } = facts;
  if (isPaused) return 'paused';
  if (!opening.isOpen) return 'outside-hours';
  if (agents <= 0) return 'no-agents';
  if (pendingAsap >= rules.maxPendingAsap) return 'too-many-pending';
  const latestAt = now + (waiting?.toMinutes ?? 0) * MINUTE_MS;
  const lastDialAt = (opening.closesAt ?? Infinity) - rules.closingMarginMs;
  return latestAt > lastDialAt ? 'too-close-to-closing' : undefined;
}

function offerOf(
  { opening }: AvailabilityFacts,
  asapProblem: CallbackAvailability['reason'],
  hasSlots: boolean,
): CallbackAvailability['offer'] {
  if (asapProblem === undefined) return hasSlots ? 'both' : 'asap';
  if (asapProblem === 'paused') return 'unavailable';
  if (hasSlots) return 'scheduled';
  if (!opening.isOpen) return 'closed';
  return asapProblem === 'no-agents' ? 'unavailable' : 'wait-only';
}

/** Two halves, so that a moved waiting range does not void a chosen slot, nor a new holiday a call in five minutes. */
function revisionOf(facts: AvailabilityFacts, offer: CallbackAvailability['offer']): string {
  const { rulesRevision, zone, waiting } = facts;
  const offersAsap = offer === 'both' || offer === 'asap';
  return [
    { offersAsap, waiting: offersAsap ? waiting : undefined },
    { rulesRevision, zone },
  ]
    .map((half) => createHash('sha256').update(canonicalJson(half)).digest('base64url').slice(0, 12))
    .join('.');
}
