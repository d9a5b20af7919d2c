import { isCallbackEntry, isHiddenCallbackEntry } from '../callback/state.ts';
import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { AgentId, CustomerId, OfferId, QueueId } from '../ids.ts';
import type { Context } from '../session/context-schema.ts';
import type { Channel, Entry, EntryBody, EntryDraft } from './schema.ts';

/** Where a conversation stands. `new` is before its first entry. */
export type ConversationStatus = 'new' | 'idle' | 'queued' | 'offered' | 'assigned' | 'ended';

/** Everything the rules of routing need to know of one conversation; made only by {@link applyConversation}. */
export interface ConversationState {
  readonly status: ConversationStatus;
  readonly lastSeq: number;
  readonly customerId?: CustomerId;
  readonly channel?: Channel;
  readonly queueId?: QueueId;
  readonly locale?: string;
  readonly queuedAt?: number;
  readonly priority: number;
  readonly offer?: { readonly offerId: OfferId; readonly agentId: AgentId; readonly expiresAt: number };
  /** Who has it; after its end, who had it last. */
  readonly agent?: { readonly agentId: AgentId; readonly name: string };
  /** Agents who declined or missed it since it was last queued; asked again only when nobody else is left. */
  readonly passedBy: readonly AgentId[];
  readonly context: Context;
  readonly arrivedAt?: number;
  readonly answeredAt?: number;
  readonly firstRespondedAt?: number;
  readonly endedAt?: number;
  /** The article that answered by itself while the customer waited; there is one at most (M7). */
  readonly automaticAnswer?: { readonly seq: number; readonly articleId: string };
}

/** What may be asked of a conversation. The caller has already checked who is asking. */
export type ConversationCommand =
  | ({ readonly type: 'arrive'; readonly context?: Context | undefined } & EntryBody<'conversation.arrived'>)
  /** Wants an agent to write with; changes nothing where it waits or is answered already. */
  | { readonly type: 'queue' }
  | { readonly type: 'set-context'; readonly context: Context }
  | {
      readonly type: 'offer';
      readonly offerId: OfferId;
      readonly agentId: AgentId;
      readonly expiresAt: number;
    }
  | {
      readonly type: 'end-offer';
      readonly offerId: OfferId;
      readonly reason: EntryBody<'conversation.offer-ended'>['reason'];
    }
  | { readonly type: 'accept'; readonly offerId: OfferId; readonly agentId: AgentId; readonly name: string }
  | {
      readonly type: 'return';
      readonly agentId: AgentId;
      readonly reason: EntryBody<'conversation.returned'>['reason'];
    }
  | {
      readonly type: 'end';
      readonly by: EntryBody<'conversation.ended'>['by'];
      readonly reason: EntryBody<'conversation.ended'>['reason'];
      /** The message that was enough, if it was the automatic answer. */
      readonly solvedBy?: number | undefined;
    };

/** What to append, or why not. */
export type Decision =
  | { readonly entries: readonly EntryDraft[] }
  | { readonly refusal: ErrorCode; readonly details?: ErrorDetails };

/** A conversation before its first entry. */
export const NEW_CONVERSATION: ConversationState = {
  status: 'new',
  lastSeq: 0,
  priority: 0,
  passedBy: [],
  context: {},
};

/** What a command makes happen (rules V1–V10 in SPEC.md). Pure. */
export function decideConversation(state: ConversationState, command: ConversationCommand): Decision {
  if (state.status === 'ended') return { refusal: 'conversation_closed' };
  if (command.type === 'arrive')
    return state.status === 'new' ? decideArrival(command) : { refusal: 'conversation_open' };
  if (state.status === 'new') return { refusal: 'not_found' };
  switch (command.type) {
    case 'queue':
      return { entries: state.status === 'idle' ? [{ type: 'conversation.queued', body: {} }] : [] };
    case 'set-context':
      return { entries: [{ type: 'conversation.context-changed', body: { context: command.context } }] };
    case 'offer':
      if (state.status !== 'queued') return { refusal: 'offer_gone' };
      return {
        entries: [
          {
            type: 'conversation.offered',
            body: { offerId: command.offerId, agentId: command.agentId, expiresAt: command.expiresAt },
          },
        ],
      };
    case 'end-offer':
      if (state.offer?.offerId !== command.offerId) return { refusal: 'offer_gone' };
      return {
        entries: [
          {
            type: 'conversation.offer-ended',
            body: { offerId: command.offerId, agentId: state.offer.agentId, reason: command.reason },
          },
        ],
      };
    case 'accept':
      if (state.offer?.offerId !== command.offerId || state.offer.agentId !== command.agentId)
        return { refusal: 'offer_gone' };
      return {
        entries: [
          {
            type: 'conversation.answered',
            body: { offerId: command.offerId, agentId: command.agentId, name: command.name },
          },
        ],
      };
    case 'return':
      if (state.agent?.agentId !== command.agentId) return { refusal: 'forbidden' };
      return {
        entries: [
          {
            type: 'conversation.returned',
            body: { agentId: command.agentId, name: state.agent.name, reason: command.reason },
          },
        ],
      };
    case 'end':
      return {
        entries: [
          ...withdrawnOffer(state),
          { type: 'conversation.ended', body: { by: command.by, reason: reasonOf(state, command) } },
        ],
      };
    default:
      return command satisfies never;
  }
}

function decideArrival(command: Extract<ConversationCommand, { type: 'arrive' }>): Decision {
  const { type: _type, context, ...body } = command;
  const arrived: EntryDraft = { type: 'conversation.arrived', body };
  return {
    entries: context ? [arrived, { type: 'conversation.context-changed', body: { context } }] : [arrived],
  };
}

/** Only what answered by itself can have been enough by itself. */
function reasonOf(
  { automaticAnswer }: ConversationState,
  { reason, solvedBy }: Extract<ConversationCommand, { type: 'end' }>,
): EntryBody<'conversation.ended'>['reason'] {
  return solvedBy !== undefined && solvedBy === automaticAnswer?.seq ? 'solved' : reason;
}

function withdrawnOffer(state: ConversationState): EntryDraft[] {
  if (!state.offer) return [];
  const { offerId, agentId } = state.offer;
  return [{ type: 'conversation.offer-ended', body: { offerId, agentId, reason: 'withdrawn' } }];
}

/**
 * The state after one more entry. Total: every entry can be applied to every state, because a customer's page sees only
 * a part of the entries. Entries must come in the order of their numbers; one that was already applied changes nothing.
 */
export function applyConversation(state: ConversationState, entry: Entry): ConversationState {
  if (entry.seq <= state.lastSeq) return state;
  // A callback has a state of its own; see callback/state.ts.
  if (isCallbackEntry(entry)) return { ...state, lastSeq: entry.seq };
  const { offer: _offer, agent: _agent, ...rest } = { ...state, lastSeq: entry.seq };
  switch (entry.type) {
    case 'conversation.arrived':
      // A callback has a course of its own; who only waits for that waits in no queue.
      return {
        ...rest,
        ...entry.body,
        status: entry.body.channel === 'callback' ? 'idle' : 'queued',
        arrivedAt: entry.at,
      };
    case 'conversation.queued':
      return { ...rest, status: 'queued' };
    case 'conversation.context-changed':
      return { ...state, lastSeq: entry.seq, context: { ...state.context, ...entry.body.context } };
    case 'conversation.offered':
      return { ...rest, status: 'offered', offer: entry.body };
    case 'conversation.offer-ended':
      return { ...rest, status: 'queued', passedBy: passedAfter(state.passedBy, entry.body) };
    case 'conversation.answered':
      return {
        ...rest,
        status: 'assigned',
        agent: { agentId: entry.body.agentId, name: entry.body.name },
        answeredAt: state.answeredAt ?? entry.at,
      };
    case 'conversation.first-responded':
      return { ...state, lastSeq: entry.seq, firstRespondedAt: entry.at };
    case 'conversation.returned':
      return {
        ...rest,
        status: 'queued',
        passedBy: entry.body.reason === 'released' ? [entry.body.agentId] : [],
      };
    case 'conversation.ended':
      // Who had it stays known: they may still read how it ended.
      return {
        ...rest,
        ...(state.agent ? { agent: state.agent } : {}),
        status: 'ended',
        endedAt: entry.at,
      };
    case 'chat.message': {
      const { author, content } = entry.body;
      const isAnswer = author.role === 'bot' && content.kind === 'article';
      return {
        ...state,
        lastSeq: entry.seq,
        ...(isAnswer ? { automaticAnswer: { seq: entry.seq, articleId: content.articleId } } : {}),
      };
    }
    default:
      return entry satisfies never;
  }
}

function passedAfter(
  passedBy: readonly AgentId[],
  body: EntryBody<'conversation.offer-ended'>,
): readonly AgentId[] {
  if (body.reason === 'withdrawn' || body.reason === 'disconnected' || passedBy.includes(body.agentId))
    return passedBy;
  return [...passedBy, body.agentId];
}

/** Entries that a customer's page never receives; its numbers go on without them. */
export function isShownToCustomer(type: Entry['type']): boolean {
  return (
    type !== 'conversation.offered' &&
    type !== 'conversation.offer-ended' &&
    type !== 'conversation.first-responded' &&
    !isHiddenCallbackEntry(type)
  );
}
