import type {
  ConversationId,
  Desk,
  DeskConversation,
  DeskOffer,
  OfferId,
  QueueId,
  SiteId,
} from '@beside/protocol';
import type { AgentClient, AgentClientEvents, AgentClientOptions } from '../agent/agent-api.ts';
import { createAgentClient } from '../agent/agent-client.ts';
import { conversationId } from './ids.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createScriptedDesk, type ScriptedAgentSession, type ScriptedDesk } from './scripted-desk.ts';

/** An agent's client before a desk. */
export interface OpenAgent {
  readonly client: AgentClient;
  readonly clock: FakeClock;
  readonly desk: ScriptedDesk;
  readonly session: ScriptedAgentSession;
  /** Every event but states, in order, with its key. */
  readonly told: readonly (readonly [keyof AgentClientEvents, unknown])[];
}

/** Conversation `number` as a desk lists it. */
export function deskConversation(
  number: number,
  status: DeskConversation['status'] = 'assigned',
): DeskConversation {
  return {
    conversationId: conversationId(number),
    siteId: 'shop' as SiteId, // in the form of site ids
    queueId: 'general' as QueueId, // in the form of queue ids
    status,
    locale: 'en',
    queuedAt: 10_000,
    lastSeq: 2,
    context: {},
  };
}

/** Offer `number`, of conversation `number`. */
export function deskOffer(number: number): DeskOffer {
  const offerId = `01900000-0000-7c07-8000-${String(number).padStart(12, '0')}` as OfferId; // in the form of offer ids
  return { offerId, expiresAt: 30_000, conversation: deskConversation(number, 'offered') };
}

/** A desk that lists these conversations. */
export function listing(...numbers: readonly number[]): Partial<Desk> {
  return { conversations: numbers.map((number) => deskConversation(number)) };
}

/** Opens one; nobody greeted it yet. */
export function openAgent(
  options: Partial<AgentClientOptions> = {},
  clock: FakeClock = createFakeClock(),
): OpenAgent {
  const desk = createScriptedDesk(clock);
  const client = createAgentClient({ desk, clock, ticket: async () => 'ticket', ...options });
  const told: [keyof AgentClientEvents, unknown][] = [];
  for (const key of ['offer-received', 'callback-offered', 'message-received', 'error'] as const)
    client.on(key, (payload) => told.push([key, payload]));
  return { client, clock, desk, session: desk.session, told };
}

/** The numbers of conversations that were followed or left, in order. */
export function followed({ session }: OpenAgent): string[] {
  return session.calls.flatMap((call) =>
    call.method === 'follow' || call.method === 'unfollow'
      ? [`${call.method} ${numberOf(call.conversationId)}`]
      : [],
  );
}

function numberOf(id: ConversationId): number {
  return Number(id.slice(-12));
}
