import {
  BesideError,
  decideCallback,
  newId,
  type AgentId,
  type AttemptId,
  type CallbackId,
  type CommandResult,
  type ConversationId,
} from '@beside/protocol';
import type { Change } from '../change.ts';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { isCallbackBlocked, rejection } from './reject-blocked.ts';
import { dialRequestOf, ringAttempt } from './ring.ts';

/** What is dialed, by whom. */
export interface Dial {
  readonly conversationId: ConversationId;
  readonly callbackId: CallbackId;
  /** The one the agent or the router has seen. */
  readonly revision: number;
  /** Agent first: who previews it. */
  readonly agentId?: AgentId;
}

/**
 * Appends the fence and then rings (C5): only whoever got its entry appended does, once, after the commit. A repeated
 * command, a second worker and one that is behind get nothing appended, so they ring nobody. Whose number is blocked is not
 * rung: it is ended, and the dial refused with `number_not_allowed`.
 */
export async function dialCallback(
  engine: Engine,
  { conversationId, callbackId, revision, agentId }: Dial,
  asked: Pick<Change, 'key' | 'command' | 'authorise'> = {},
): Promise<CommandResult> {
  const attemptId = newId<AttemptId>(engine.clock);
  const isBlocked = await isCallbackBlocked(engine, { conversationId, callbackId });
  const changed = await changeConversation(engine, {
    conversationId,
    ...asked,
    decide: ({ callback: state }) =>
      decideCallback(
        state,
        isBlocked
          ? rejection(callbackId)
          : {
              ...{ type: 'dial', callbackId, revision, attemptId, agentId },
              number: (state.callback?.attempts.length ?? 0) + 1,
              callerNumber: state.callback?.callerNumber,
            },
        engine.clock.now(),
      ),
  });
  if (isBlocked) throw new BesideError('number_not_allowed', { details: { reason: 'blocked' } });
  const isOurs = changed.entries.some(
    ({ type, body }) => type === 'callback.dialing' && 'attemptId' in body && body.attemptId === attemptId,
  );
  const { callback } = changed.callback;
  const request = isOurs && callback ? dialRequestOf(engine, changed.record, callback, attemptId) : undefined;
  const attempt = { attemptId, callbackId, conversationId };
  if (request) engine.beside.run(() => ringAttempt(engine, attempt, request));
  return changed.result;
}
