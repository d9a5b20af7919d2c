import type {
  CallbackId,
  CallbackOffer,
  CallbackQuestions,
  CallbackView,
  ConversationId,
  HoldId,
} from '@beside/protocol';
import type { CallbackWish } from '../channels/callback/view.ts';
import { conversationId } from './ids.ts';

/** The id of one of a test's callbacks. */
export const callbackId = (number: number): CallbackId =>
  `01900000-0000-7c05-8000-${String(number).padStart(12, '0')}` as CallbackId;

/** What a test's centre offers: now within ten minutes, or at 60 000. */
export const OFFER: CallbackOffer = {
  availability: {
    offer: 'both',
    waiting: { fromMinutes: 5, toMinutes: 10 },
    slots: [{ startAt: 60_000, endAt: 960_000, load: 'quiet' }],
    zone: 'Asia/Seoul',
    revision: 'now.1',
  },
  consents: [
    {
      consentId: 'calls',
      kind: 'required',
      textVersion: '3',
      textHash: 'a'.repeat(64),
      text: 'You may call me.',
    },
    {
      consentId: 'news',
      kind: 'optional',
      textVersion: '1',
      textHash: 'b'.repeat(64),
      text: 'Send me news.',
    },
  ],
  country: 'KR',
  needsVerification: false,
  targets: ['phone'],
};

/** A wish made from that offer. */
export const WISH: CallbackWish = {
  when: { kind: 'asap' },
  availabilityRevision: OFFER.availability.revision,
  zone: 'Asia/Seoul',
  number: '010-1234-5678',
  country: 'KR',
  matter: { path: [], note: 'The parcel did not come.' },
  consents: OFFER.consents.map((text) => ({ text, isGiven: text.kind === 'required', at: 900 })),
};

/** A callback as a test's server shows it; callback 1 of conversation 1, unless said otherwise. */
export function viewOf(change: Partial<CallbackView> = {}): CallbackView {
  return {
    callbackId: callbackId(1),
    conversationId: conversationId(1) satisfies ConversationId,
    revision: 1,
    status: 'waiting',
    when: { kind: 'asap' },
    zone: 'Asia/Seoul',
    numberEnding: '5678',
    checkCode: '47',
    attempts: [],
    ...change,
  };
}

/** Questions that are answered by that offer, each noted; replace what a test is about. */
export function answeringQuestions(
  noted: unknown[],
  change: Partial<CallbackQuestions> = {},
): CallbackQuestions {
  return {
    async offer(options) {
      noted.push(['offer', options]);
      return OFFER;
    },
    async holdSlot(options) {
      noted.push(['hold', options]);
      return { holdId: HOLD, startAt: options.startAt, expiresAt: options.startAt + 300_000 };
    },
    releaseSlot: (holdId) => void noted.push(['release', holdId]),
    ...change,
  };
}

/** The hold that such questions are answered with. */
export const HOLD = '01900000-0000-7c06-8000-000000000001' as HoldId;
