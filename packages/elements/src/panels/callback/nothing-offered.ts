import type { BesideError, CallbackAvailability, CallbackOffer } from '@beside/protocol';
import { html, type TemplateResult } from 'lit';

import { enCallbackClosed } from '../../shared/terms/callback-closed.ts';
import type { CallbackClosedTerms, CallbackTerms } from '../../shared/terms/texts.ts';

/** Why there is no form. */
export interface NothingOffered {
  readonly texts: CallbackTerms;
  /** What the server offers, which is nothing; absent: it could not be asked. */
  readonly offer: CallbackOffer | undefined;
  readonly problem: BesideError | undefined;
  readonly isOffline: boolean;
  readonly momentOf: (at: number) => string;
  readonly write: () => void;
  readonly lookAgain: () => void;
}

/** What stands in the place of the form while nothing can be asked for (C1); loaded when that is so. */
export function renderNothingOffered(nothing: NothingOffered): TemplateResult {
  const texts = { ...enCallbackClosed, ...nothing.texts };
  return html`<h3 tabindex="-1">${texts.closedTitle}</h3>
    <p role="status">${whyNot(texts, nothing)}</p>
    <div class="actions">
      <button type="button" class="button primary" @click=${nothing.write}>${texts.writeInstead}</button>
      <button type="button" class="button" @click=${nothing.lookAgain}>${texts.checkAgain}</button>
    </div>`;
}

/** Why only times are offered and no call as soon as possible. */
export function whyNotNow(texts: CallbackTerms, { availability: { reason } }: CallbackOffer): string {
  return reasonText({ ...enCallbackClosed, ...texts }, reason ?? 'no-agents');
}

function whyNot(
  texts: CallbackClosedTerms & CallbackTerms,
  { offer, problem, isOffline, momentOf }: NothingOffered,
): string {
  if (!offer) {
    if (isOffline) return texts.offerOffline;
    return problem?.code === 'unsupported' ? texts.offerUnsupported : texts.offerFailed;
  }
  const { reason, opensAt } = offer.availability;
  if (offer.availability.offer === 'closed')
    return opensAt === undefined ? texts.closedNow : texts.closedUntil(momentOf(opensAt));
  return offer.availability.offer === 'wait-only' ? texts.waitOnly : reasonText(texts, reason ?? 'paused');
}

function reasonText(texts: CallbackClosedTerms, reason: NonNullable<CallbackAvailability['reason']>): string {
  // Made of a closed set of reasons, each of which has a text.
  return texts[`reason_${reason.replaceAll('-', '_')}` as 'reason_paused'];
}
