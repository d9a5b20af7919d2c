import {
  BesideError,
  schemaError,
  type AgentFrame,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type CustomerFrame,
} from '@beside/protocol';
import { agentFrameSchema, customerFrameSchema } from '@beside/protocol/schema';
import type { KnownCustomer } from '../auth/customer-auth.ts';
import { madeAt } from '../engine/backend/outbox-ids.ts';
import { answerAboutCallbacks } from './callback-frames.ts';
import type { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import type { RawFrame } from './parse-frame.ts';
import { actorKey, type AgentSession, type CustomerSession, type Session } from './session.ts';
import { toWireError } from './wire-error.ts';

const SHARED_TYPES = ['follow', 'unfollow', 'history', 'signal', 'receipt', 'ping', 'command'];
const CALLBACK_TYPES = ['callback-offer', 'callback-hold', 'callback-release'];
const KNOWN_TYPES: Readonly<Record<Session['role'], ReadonlySet<string>>> = {
  customer: new Set([...SHARED_TYPES, 'report', 'conversations', 'identify', ...CALLBACK_TYPES]),
  agent: new Set(SHARED_TYPES),
};

type SharedFrame = Extract<
  CustomerFrame,
  { type: 'follow' | 'unfollow' | 'history' | 'signal' | 'receipt' | 'ping' }
>;

/** Does what a greeted client asks, and answers. Never rejects: what goes wrong is told to the client. */
export async function handleFrame(
  context: GatewayContext,
  connection: Connection,
  frame: RawFrame,
): Promise<void> {
  const { session } = connection;
  if (!session) return;
  if (!KNOWN_TYPES[session.role].has(frame.type)) {
    context.counters.framesUnknown += 1;
    return;
  }
  try {
    if (session.role === 'customer') await handleCustomerFrame(context, connection, session, frame);
    else await handleAgentFrame(context, connection, session, frame);
  } catch (error) {
    refuseFrame(context, connection, frame, error);
  }
}

/** Tells why a frame was not done; by its id where it has one. */
export function refuseFrame(
  context: GatewayContext,
  connection: Connection,
  frame: RawFrame | undefined,
  error: unknown,
): void {
  context.counters.framesRefused += 1;
  if (!(error instanceof BesideError)) context.log.error({ err: error, type: frame?.type }, 'frame failed');
  else if (error.code === 'internal') context.log.error({ err: error, type: frame?.type }, 'frame failed');
  const body = toWireError(error);
  if (frame?.id !== undefined) {
    // The id has the form of a UUID (parseFrame) and goes back to whoever made it.
    connection.send({ type: 'refusal', id: frame.id as CommandId, error: body });
    return;
  }
  const conversationId = frame?.value['conversationId'];
  const details =
    typeof conversationId === 'string' && conversationId.length === 36
      ? { ...body.details, conversationId }
      : body.details;
  connection.send({ type: 'error', error: details === undefined ? body : { ...body, details } });
}

async function handleCustomerFrame(
  context: GatewayContext,
  connection: Connection,
  session: CustomerSession,
  raw: RawFrame,
): Promise<void> {
  const result = customerFrameSchema.safeParse(raw.value);
  if (!result.success) throw schemaError(result.error.issues);
  const frame = result.data;
  switch (frame.type) {
    case 'command': {
      if (frame.command.type === 'chat.send') takeMessage(context, session);
      const { id, intentAt } = frame;
      return answer(
        connection,
        id,
        await context.centre.executeForCustomer(session.actor, frame.command, {
          ...{ commandId: id, intentAt, address: connection.address },
        }),
      );
    }
    case 'report':
      return answer(
        connection,
        frame.id,
        await context.centre.report(session.actor, frame.id, frame.interactions),
      );
    case 'conversations': {
      const { id, before, limit } = frame;
      const { conversations, more } = await context.centre.listConversations(session.actor, {
        before,
        limit,
      });
      return connection.send({
        type: 'conversations-page',
        id,
        conversations: [...conversations],
        more,
      });
    }
    case 'callback-offer':
    case 'callback-hold':
    case 'callback-release':
      return answerAboutCallbacks(context.centre.callbacks, connection, session, frame);
    case 'identify': {
      const { site, tokenOwner, tokenHash } = session;
      const identified = await context.identities.identify({
        site,
        tokenOwner,
        tokenHash,
        token: frame.identityToken,
        commandId: frame.id,
      });
      const { known, person } = identified;
      const actor = { ...session.actor, customerId: person.customerId };
      if (person.customerId !== session.actor.customerId) context.feeds.leaveAll(connection);
      takeToken(connection, { ...session, actor }, known);
      // The page's own moment, so that a repetition is answered the same.
      const at = Math.min(context.clock.now(), madeAt(frame.id));
      return answer(connection, frame.id, { conversationId: null, seq: 0, at });
    }
    case 'ping':
      await rotateToken(context, connection, session);
      return handleSharedFrame(context, connection, session, frame);
    default:
      return handleSharedFrame(context, connection, session, frame);
  }
}

/** A heartbeat is the moment to notice that an open page's token has become old. */
async function rotateToken(
  context: GatewayContext,
  connection: Connection,
  session: CustomerSession,
): Promise<void> {
  const now = context.clock.now();
  if (now - session.tokenIssuedAt <= context.limits.tokenRotationMs) return;
  const known = await context.customers.rotateIfOld(session.tokenOwner, session.tokenHash);
  if (known) takeToken(connection, session, known);
  else connection.session = { ...session, tokenIssuedAt: now }; // another page of this customer has changed it
}

function takeToken(
  connection: Connection,
  session: CustomerSession,
  { record, tokenHash, newToken }: KnownCustomer,
): void {
  connection.session = {
    ...session,
    tokenOwner: record.customerId,
    tokenHash,
    tokenIssuedAt: record.tokenIssuedAt,
  };
  if (newToken !== undefined) connection.send({ type: 'token', token: newToken });
}

async function handleAgentFrame(
  context: GatewayContext,
  connection: Connection,
  session: AgentSession,
  raw: RawFrame,
): Promise<void> {
  const result = agentFrameSchema.safeParse(raw.value);
  if (!result.success) throw schemaError(result.error.issues);
  const frame: AgentFrame = result.data;
  if (frame.type !== 'command') return handleSharedFrame(context, connection, session, frame);
  if (frame.command.type === 'chat.send') takeMessage(context, session);
  const { id, intentAt } = frame;
  answer(
    connection,
    id,
    await context.centre.executeForAgent(session.actor, frame.command, { commandId: id, intentAt }),
  );
}

async function handleSharedFrame(
  context: GatewayContext,
  connection: Connection,
  { actor }: Session,
  frame: SharedFrame,
): Promise<void> {
  const { centre, feeds } = context;
  switch (frame.type) {
    case 'follow':
      if (
        connection.followed.size >= context.limits.maxFollowed &&
        !connection.followed.has(frame.conversationId)
      ) {
        throw new BesideError('capacity', { details: { max: context.limits.maxFollowed } });
      }
      await feeds.follow(connection, actor, frame.conversationId, frame.cursor);
      return tellPlace(context, connection, actor, frame.conversationId);
    case 'unfollow':
      return feeds.leave(connection, frame.conversationId);
    case 'history': {
      const { epoch, entries, more } = await centre.readBefore(
        actor,
        frame.conversationId,
        frame.beforeSeq,
        frame.limit,
      );
      return connection.send({ type: 'history-page', id: frame.id, epoch, entries: [...entries], more });
    }
    case 'signal':
      return centre.signal(actor, frame.conversationId, frame.signal);
    case 'receipt': {
      const { deliveredSeq, readSeq } = frame;
      return centre.receipt(actor, frame.conversationId, {
        ...(deliveredSeq === undefined ? {} : { deliveredSeq }),
        ...(readSeq === undefined ? {} : { readSeq }),
      });
    }
    case 'ping':
      return connection.send({ type: 'pong', at: frame.at, serverTime: context.clock.now() });
    default:
      return frame satisfies never;
  }
}

/** Places in the queue are told when they change; whoever comes back while waiting would hear nothing until then. */
async function tellPlace(
  { centre }: GatewayContext,
  connection: Connection,
  { role }: Session['actor'],
  conversationId: ConversationId,
): Promise<void> {
  if (role !== 'customer') return;
  const position = await centre.queuePosition(conversationId);
  if (position === undefined) return;
  const signal = { kind: 'queue-position', position } as const;
  connection.send({ type: 'signal', conversationId, from: 'server', signal });
}

/** @throws BesideError `rate_limited` when this person writes too fast */
function takeMessage({ messageLimits, clock }: GatewayContext, { actor }: Session): void {
  const key = actorKey(actor);
  const now = clock.steadyNow();
  const burstWaitMs = messageLimits.burst.take(key, now);
  const minuteWaitMs = burstWaitMs > 0 ? 0 : messageLimits.minute.take(key, now);
  if (minuteWaitMs > 0) messageLimits.burst.giveBack(key);
  if (burstWaitMs + minuteWaitMs > 0)
    throw new BesideError('rate_limited', { details: { retryAfterMs: burstWaitMs + minuteWaitMs } });
}

function answer(
  connection: Connection,
  id: Extract<CustomerFrame, { type: 'command' }>['id'],
  value: CommandResult,
): void {
  connection.send({ type: 'result', id, value });
}
