import type { CallbackOffer } from '@beside/protocol';
import type { CallbackState } from '@beside/sdk';

import type { Formats } from '../../shared/formats.ts';
import type { CallbackTerms } from '../../shared/terms/texts.ts';
import { minutesText } from '../../client/waiting-text.ts';

/** What the card knows. */
export interface CardFacts {
  readonly state: CallbackState | undefined;
  /** Where the callback that is open stands; absent while that is not known. */
  readonly standing: string | undefined;
  /** Absent while it is not known. */
  readonly offer: CallbackOffer | undefined;
  readonly now: number;
}

/** What the card says: what a call costs in time, or where the one that was asked for stands. Pure. */
export function cardText(
  texts: CallbackTerms,
  formats: Formats,
  { state, standing, offer, now }: CardFacts,
): { readonly title: string; readonly detail: string } {
  const { view, pending, problem } = state ?? {};
  const yours = (detail: string) => ({ title: texts.yourCallback, detail });
  if (pending?.kind === 'request') return yours(pending.isSending ? texts.sending : texts.callbackKept);
  if (problem) return yours(texts.callbackRefused);
  const isUnreached = view?.status === 'exhausted' || view?.status === 'expired';
  if (view && (view.endedAt === undefined || isUnreached)) return yours(standing ?? '');
  return { title: texts.callMe, detail: offer ? costText(texts, formats, offer, now) : texts.callMeDetail };
}

function costText(
  texts: CallbackTerms,
  formats: Formats,
  { availability }: CallbackOffer,
  now: number,
): string {
  const { offer, waiting, slots } = availability;
  const minutes =
    waiting && (offer === 'both' || offer === 'asap') ? minutesText(texts, formats, waiting) : '';
  const [next] = offer === 'both' || offer === 'scheduled' ? slots : [];
  const moment = next ? formats.moment(next.startAt, now) : '';
  if (minutes && moment) return texts.callMeNowOrNext(minutes, moment);
  if (minutes) return texts.callMeNow(minutes);
  if (moment) return texts.callMeNext(moment);
  return offer === 'both' || offer === 'asap' ? texts.callMeDetail : texts.callMeNot;
}
