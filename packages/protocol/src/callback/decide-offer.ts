import type { Decision } from '../conversation/state.ts';
import type { CallbackCommand } from './commands.ts';
import { drafts, isOneOf, PRE_CALL, refuseStatus } from './decisions.ts';
import type { Callback } from './state.ts';

type AboutOffers = Extract<
  CallbackCommand,
  {
    type: 'offer' | 'end-offer' | 'accept' | 'decline' | 'release' | 'end-preview' | 'own' | 'unown';
  }
>;

/** Who is asked to make the call, who takes it and who keeps it (CB6–CB8). Nothing of it is an attempt. Pure. */
export function decideOffer(callback: Callback, command: AboutOffers, now: number): Decision {
  const { callbackId, status, offer, owner, agent } = callback;
  switch (command.type) {
    case 'offer': {
      if (!isOneOf(status, ['due', 'holding']) || offer) return refuseStatus(callback);
      if (owner && owner.untilAt > now && owner.agentId !== command.agentId) return { refusal: 'forbidden' };
      const { offerId, agentId, expiresAt } = command;
      return drafts({ type: 'callback.offered', body: { callbackId, offerId, agentId, expiresAt } });
    }
    case 'end-offer':
      if (offer?.offerId !== command.offerId) return { refusal: 'offer_gone' };
      return offerEnded(callback, command.reason);
    case 'decline':
      if (!isOwnOffer(callback, command)) return { refusal: 'offer_gone' };
      return offerEnded(callback, 'declined');
    case 'accept':
      return isOwnOffer(callback, command) ? accept(callback, command) : { refusal: 'offer_gone' };
    case 'release':
    case 'end-preview': {
      if (status !== 'previewing') return refuseStatus(callback);
      const agentId = command.type === 'release' ? command.by.agentId : command.agentId;
      if (agent?.agentId !== agentId) return { refusal: 'forbidden' };
      const reason = command.type === 'release' ? 'released' : command.reason;
      return drafts({ type: 'callback.preview-ended', body: { callbackId, agentId, reason } });
    }
    case 'own': {
      const { by, agentId, untilAt } = command;
      if (!isOneOf(status, PRE_CALL)) return refuseStatus(callback);
      const isOthers = agentId !== by.agentId || (owner !== undefined && owner.agentId !== by.agentId);
      if (isOthers && by.role !== 'supervisor') return { refusal: 'forbidden' };
      return drafts({ type: 'callback.owned', body: { callbackId, by, agentId, untilAt } });
    }
    case 'unown':
      if (!owner) return refuseStatus(callback);
      if (command.by.role === 'agent' && command.by.agentId !== owner.agentId)
        return { refusal: 'forbidden' };
      return drafts({
        type: 'callback.unowned',
        body: { callbackId, by: command.by, reason: command.reason },
      });
    default:
      return command satisfies never;
  }
}

const isOwnOffer = (
  { offer }: Callback,
  { offerId, by }: Extract<AboutOffers, { type: 'accept' | 'decline' }>,
): boolean => offer?.offerId === offerId && offer.agentId === by.agentId;

/** An accepted ring is a preview; where the customer is on the line already, both talk at once. */
function accept(callback: Callback, command: Extract<AboutOffers, { type: 'accept' }>): Decision {
  const { callbackId } = callback;
  const { offerId, name, previewEndsAt, isDialedAtEnd } = command;
  const { agentId } = command.by;
  const attemptId = callback.status === 'holding' ? callback.attempts.at(-1)?.attemptId : undefined;
  if (attemptId !== undefined)
    return drafts({ type: 'callback.connected', body: { callbackId, attemptId, agentId, name } });
  return drafts({
    type: 'callback.previewing',
    body: { callbackId, offerId, agentId, name, endsAt: previewEndsAt, isDialedAtEnd },
  });
}

function offerEnded(
  { callbackId, offer }: Callback,
  reason: 'declined' | 'timeout' | 'disconnected' | 'withdrawn',
): Decision {
  if (!offer) return { refusal: 'offer_gone' };
  const { offerId, agentId } = offer;
  return drafts({ type: 'callback.offer-ended', body: { callbackId, offerId, agentId, reason } });
}
