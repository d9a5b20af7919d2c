import type { AttemptId, AttemptOutcome, Callback, EndAttempt, StaffActor } from '@beside/protocol';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import { openingStatus } from '../opening-hours.ts';
import type { Engine } from '../parts.ts';
import { decideRetry } from './retry.ts';

/** Who says how an attempt ended. */
export type EndedBy = StaffActor | { readonly role: 'system' };

/** The command that ends an attempt, with the moment of the next one as the retry rules say (C6). */
export function endingOf<By extends EndedBy>(
  { sites, hours }: Pick<Engine, 'sites' | 'hours'>,
  siteId: string,
  callback: Callback,
  {
    attemptId,
    outcome,
    by,
  }: { readonly attemptId: AttemptId; readonly outcome: AttemptOutcome; readonly by: By },
  now: number,
): EndAttempt & { readonly by: By } {
  const site = sites.get(siteId);
  const { callbackId, when, expiresAt, revision, request } = callback;
  const attempts = callback.attempts
    .filter((attempt) => attempt.revision === revision)
    .map((attempt) => (attempt.attemptId === attemptId ? { outcome } : attempt));
  const retry = site
    ? decideRetry(
        {
          ...{ now, outcome, when, attempts, expiresAt },
          zone: request.zones.chosen,
          opening: openingStatus(hours.of(siteId) ?? site.hours, now),
        },
        site.callback?.rules ?? CALLBACK_RULES,
      )
    : { retryAt: undefined };
  return { type: 'end-attempt', callbackId, attemptId, outcome, by, retryAt: retry.retryAt };
}
