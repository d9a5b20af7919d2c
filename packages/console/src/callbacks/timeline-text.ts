import type { CallbackActor, CallbackEntry } from '@beside/protocol';

import { wantedText, type TimeTexts } from './callback-times.ts';
import type { CallbackTerms } from './callback-terms.ts';

/** What the words of a timeline need besides the entry. */
export interface TimelineReader {
  readonly times: TimeTexts;
  /** The agent who reads: what they did says "you". */
  readonly agentId: string;
  readonly queueName: (queueId: string) => string;
  /** What came of a call, in words. */
  readonly disposition: (disposition: string) => string;
}

/** One entry of a callback in words, for agents: they see all of them. Pure but for the formats of times. */
export function callbackLine(entry: CallbackEntry, reader: TimelineReader): string {
  const { times, agentId, queueName } = reader;
  const { texts, formats } = times;
  // Told as of the entry: "today" of then is another day now.
  const when = (wanted: Parameters<typeof wantedText>[0]): string => wantedText(wanted, entry.at, times);
  const by = (actor: CallbackActor): string => actorText(actor, texts, agentId);
  switch (entry.type) {
    case 'callback.requested':
      return texts.lineRequested(by(entry.body.by), when(entry.body.when));
    case 'callback.verified':
      return texts.lineVerified;
    case 'callback.rescheduled':
      return rescheduledText(entry.body.reason, by(entry.body.by), when(entry.body.when), texts);
    case 'callback.owned':
      return texts.lineOwned;
    case 'callback.unowned':
      return texts.lineUnowned;
    case 'callback.transferred':
      return texts.lineTransferred(queueName(entry.body.queueId));
    case 'callback.due':
      return texts.lineDue;
    case 'callback.offered':
      return texts.lineOffered;
    case 'callback.offer-ended':
      return texts.lineOfferEnded[entry.body.reason];
    case 'callback.previewing':
      return texts.linePreviewing(entry.body.name);
    case 'callback.preview-ended':
      return texts.linePreviewEnded[entry.body.reason];
    case 'callback.dialing':
      return texts.lineDialing(entry.body.number, formats.time(entry.at));
    case 'callback.holding':
      return texts.lineHolding;
    case 'callback.connected':
      return texts.lineConnected(entry.body.name);
    case 'callback.attempt-ended': {
      const { outcome, retryAt } = entry.body;
      return retryAt === undefined
        ? texts.lineEnded(texts.outcome[outcome])
        : texts.lineEndedAgain(texts.outcome[outcome], formats.moment(retryAt, entry.at));
    }
    case 'callback.review-needed':
      return texts.lineReview;
    case 'callback.noted': {
      const { note, disposition } = entry.body;
      const result = reader.disposition(disposition);
      return note ? texts.lineNotedText(result, note) : texts.lineNoted(result);
    }
    case 'callback.completed':
      return texts.lineCompleted;
    case 'callback.cancelled': {
      const { reason } = entry.body;
      return texts.lineCancelled(
        by(entry.body.by),
        reason === 'not-me' ? texts.reasonNotMe : texts.reasons[reason],
      );
    }
    case 'callback.superseded':
      return texts.lineSuperseded[entry.body.by.channel];
    case 'callback.exhausted':
      return texts.lineExhausted(texts.outcome[entry.body.outcome]);
    case 'callback.expired':
      return texts.lineExpired[entry.body.reason];
    case 'callback.rejected':
      return texts.lineRejected;
    default:
      return entry satisfies never;
  }
}

function rescheduledText(
  reason: 'asked' | 'zone-rules' | 'opening-hours',
  by: string,
  when: string,
  texts: CallbackTerms,
): string {
  if (reason === 'zone-rules') return texts.lineZoneRules(when);
  return reason === 'opening-hours' ? texts.lineHours(when) : texts.lineRescheduled(by, when);
}

function actorText(actor: CallbackActor, texts: CallbackTerms, agentId: string): string {
  switch (actor.role) {
    case 'customer':
      return actor.via === 'link' ? texts.byLink : texts.theCustomer;
    case 'agent':
    case 'supervisor':
      return actor.agentId === agentId ? texts.you : texts.somebody;
    case 'system':
      return texts.theSystem;
    default:
      return actor satisfies never;
  }
}
