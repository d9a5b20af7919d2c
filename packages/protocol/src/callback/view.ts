import type { ConversationId } from '../ids.ts';
import type { CallbackView } from './schema.ts';
import type { Callback } from './state.ts';

/** What a customer may know about a callback at a glance; of the number only its last digits. Pure. */
export function viewCallback(callback: Callback, conversationId?: ConversationId): CallbackView {
  const {
    callbackId,
    revision,
    status,
    when,
    request,
    target,
    agent,
    attempts,
    callerNumber,
    dueAt,
    endedAt,
  } = callback;
  // Being asked to make the call is the agents' matter; for the customer it is simply their turn.
  const shownStatus = status === 'offered' ? 'due' : status;
  return {
    callbackId,
    ...(conversationId === undefined ? {} : { conversationId }),
    revision,
    status: shownStatus,
    when,
    zone: request.zones.chosen,
    ...(target.kind === 'phone' ? { numberEnding: target.number.slice(-4) } : {}),
    checkCode: request.checkCode,
    ...(callerNumber === undefined ? {} : { callerNumber }),
    ...(agent?.name === undefined ? {} : { agentName: agent.name }),
    ...(status === 'retry-wait' && dueAt !== undefined ? { retryAt: dueAt } : {}),
    attempts: attempts.map(({ number, startedAt, outcome }) => ({
      number,
      startedAt,
      ...(outcome === undefined ? {} : { outcome }),
    })),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}
