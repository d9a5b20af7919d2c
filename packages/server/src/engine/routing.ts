import type { AgentId, ConversationId } from '@beside/protocol';

/** A conversation that waits. */
export interface Waiting {
  readonly conversationId: ConversationId;
  readonly siteId: string;
  readonly queueId: string;
  /** Agents who declined, missed or gave it back; asked again only when nobody else is left. */
  readonly passedBy: readonly AgentId[];
  /** Those who passed are left alone until then (epoch ms), also when nobody else is left. Absent: they are not. */
  readonly restsUntilAt?: number;
  /** Whose it is; nobody else is asked. */
  readonly onlyFor?: AgentId;
}

/** An agent as routing sees them. */
export interface Candidate {
  readonly agentId: AgentId;
  /** Site id → queue ids. */
  readonly queues: Readonly<Record<string, readonly string[]>>;
  readonly freeSlots: number;
  readonly isRinging: boolean;
  /** Since when they have had nothing new to do, epoch ms. */
  readonly idleSinceAt: number;
}

/** Rings what waits at an agent. */
export interface Match<Item extends Waiting = Waiting> {
  readonly item: Item;
  readonly agentId: AgentId;
}

/**
 * Who is offered what (Q2, Q3): chats and callbacks in the given order, each to the longest-idle agent who serves its queue
 * and has a free slot; at one agent one rings at a time. Pure.
 *
 * @param waiting in the order of the queue
 * @param candidates available agents only
 */
export function matchOffers<Item extends Waiting>(
  waiting: readonly Item[],
  candidates: readonly Candidate[],
): Match<Item>[] {
  const free = candidates
    .filter(({ freeSlots, isRinging }) => freeSlots > 0 && !isRinging)
    .sort((a, b) => a.idleSinceAt - b.idleSinceAt);
  const matches: Match<Item>[] = [];
  for (const item of waiting) {
    const { siteId, queueId, passedBy, onlyFor, restsUntilAt } = item;
    const able = free.filter(
      ({ agentId, queues }) =>
        queues[siteId]?.includes(queueId) && (onlyFor === undefined || agentId === onlyFor),
    );
    const chosen =
      able.find(({ agentId }) => !passedBy.includes(agentId)) ??
      (restsUntilAt === undefined ? askedAgain(able, candidates, passedBy, siteId, queueId) : undefined);
    if (!chosen) continue;
    matches.push({ item, agentId: chosen.agentId });
    free.splice(free.indexOf(chosen), 1);
  }
  return matches;
}

/** Those who passed are asked again only when no other available agent serves the queue at all, busy or not. */
function askedAgain(
  able: readonly Candidate[],
  candidates: readonly Candidate[],
  passedBy: readonly AgentId[],
  siteId: string,
  queueId: string,
): Candidate | undefined {
  const hasOthers = candidates.some(
    ({ agentId, queues }) => queues[siteId]?.includes(queueId) && !passedBy.includes(agentId),
  );
  return hasOthers ? undefined : able[0];
}
