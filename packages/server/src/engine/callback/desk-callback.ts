import {
  findOpenAttempt,
  viewCallback,
  type Callback,
  type ConversationState,
  type DeskCallback,
  type DeskCallbackDetails,
  type SiteId,
} from '@beside/protocol';
import type { AgentRecord } from '../../ports/store-accounts.ts';
import type { ConversationRecord } from '../../ports/store.ts';
import type { EngineParts } from '../parts.ts';
import { recordableOf } from './recordable.ts';

/** Where nothing was rung yet, so that a hold still matters. */
const IS_HELD: readonly Callback['status'][] = ['verifying', 'waiting', 'scheduled'];

/** A callback as everybody of its queue sees it: no number, no matter, no name of the customer. Pure. */
export function toDeskCallback(
  { agentId }: Pick<AgentRecord, 'agentId'>,
  { conversationId, siteId }: ConversationRecord,
  { locale }: ConversationState,
  callback: Callback,
): DeskCallback {
  const view = viewCallback(callback);
  const { status, queueId, requestedAt, dueAt, expiresAt, owner, preview, request } = callback;
  const ringing = callback.offer?.agentId === agentId ? callback.offer : undefined;
  const holder = callback.agent ?? (callback.offer && { agentId: callback.offer.agentId });
  const attempt = findOpenAttempt(callback) ?? (status === 'wrapping' ? callback.attempts.at(-1) : undefined);
  return {
    callbackId: view.callbackId,
    revision: view.revision,
    when: view.when,
    zone: view.zone,
    checkCode: view.checkCode,
    attempts: view.attempts,
    ...(view.callerNumber === undefined ? {} : { callerNumber: view.callerNumber }),
    ...(view.numberEnding === undefined ? {} : { numberEnding: view.numberEnding }),
    ...{ conversationId, queueId, status, requestedAt, expiresAt, locale: locale ?? 'en' },
    siteId: siteId as SiteId, // the configuration's schema accepted it
    queuedAt: request.queuedAt,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(callback.heldUntilAt === undefined || !IS_HELD.includes(status)
      ? {}
      : { heldUntilAt: callback.heldUntilAt }),
    ...(holder ? { agent: holder } : {}),
    ...(owner ? { owner } : {}),
    ...(ringing ? { offer: { offerId: ringing.offerId, expiresAt: ringing.expiresAt } } : {}),
    ...(preview ? { preview } : {}),
    ...(attempt ? { attemptId: attempt.attemptId } : {}),
    ...(callback.status === 'needs-review' && callback.reviewReason
      ? { reviewReason: callback.reviewReason }
      : {}),
  };
}

/** What only whoever makes the call sees. */
export async function detailsOf(
  { telephone }: Pick<EngineParts, 'telephone'>,
  { context }: ConversationState,
  callback: Callback,
  verifiedName: string | undefined,
): Promise<DeskCallbackDetails> {
  const { target, request } = callback;
  const service = telephone?.service;
  const number = target.kind === 'phone' ? target.number : undefined;
  const { formatNumber } = await import('./numbers.ts');
  const link = number === undefined || service?.calls ? undefined : linkFor(service, number);
  return {
    ...(number === undefined ? {} : { number, formattedNumber: formatNumber(number) }),
    matter: request.matter,
    context,
    ...(verifiedName === undefined ? {} : { verifiedName }),
    consents: request.consents.flatMap(({ consentId, isGiven }) => (isGiven ? [consentId] : [])),
    ...(link === undefined ? {} : { dialHref: link }),
    recordable: recordableOf(callback, service),
  };
}

/** Without any telephone configured, agents have one of their own. */
const linkFor = (
  service: NonNullable<EngineParts['telephone']>['service'] | undefined,
  number: string,
): string => service?.links?.linkFor(number) ?? `tel:${number}`;
