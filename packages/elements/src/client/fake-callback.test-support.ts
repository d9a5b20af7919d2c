import type { CallbackId, CallbackOffer, CallbackView, HoldId } from '@beside/protocol';
import { createSystemClock, type CallbackChannel, type CallbackState } from '@beside/sdk';

/** A callback channel whose state a test sets by hand; remembers what it was asked. */
export interface FakeCallback extends CallbackChannel {
  /** Method names with their arguments, in order. */
  readonly calls: readonly (readonly unknown[])[];
  setState(change: Partial<CallbackState>): void;
  setOffer(
    change: Partial<Omit<CallbackOffer, 'availability'>> & Partial<CallbackOffer['availability']>,
  ): void;
  /** What a method rejects with next. */
  refuseNext(method: 'offer' | 'hold' | 'request' | 'retry', error: Error): void;
}

/** Half past two in Seoul, on a Wednesday. */
export const halfPastTwo = Date.UTC(2026, 2, 4, 5, 30);
export const quarterMs = 900_000;
export const callbackId = '0195d000-0000-7000-8000-0000000000cb' as CallbackId;
export const holdId = '0195d000-0000-7000-8000-0000000000d1' as HoldId;

/** What is offered unless a test says otherwise: now, three times today and one tomorrow. */
export const fakeOffer: CallbackOffer = {
  availability: {
    offer: 'both',
    waiting: { fromMinutes: 5, toMinutes: 10 },
    slots: [0, 1, 2, 96].map((step, index) => ({
      startAt: halfPastTwo + step * quarterMs,
      endAt: halfPastTwo + (step + 1) * quarterMs,
      load: (['quiet', 'normal', 'busy', 'quiet'] as const)[index] ?? 'quiet',
    })),
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
  callerNumber: '02-6000-1234',
  needsVerification: false,
  targets: ['phone'],
};

/** A callback as the server shows it. */
export const fakeView: CallbackView = {
  callbackId,
  revision: 1,
  status: 'scheduled',
  when: {
    kind: 'scheduled',
    startAt: halfPastTwo,
    endAt: halfPastTwo + quarterMs,
    wall: { time: '2026-03-04T14:30', zone: 'Asia/Seoul', offsetMinutes: 540, rules: '2026a' },
  },
  zone: 'Asia/Seoul',
  numberEnding: '5678',
  checkCode: '47',
  callerNumber: '02-6000-1234',
  attempts: [],
};

/** Makes a channel without a callback. */
export function createFakeCallback(): FakeCallback {
  const calls: (readonly unknown[])[] = [];
  const listeners = new Set<(state: CallbackState) => void>();
  const refusals = new Map<string, Error>();
  let state: CallbackState = { view: null, canRetry: false };
  let offer = fakeOffer;
  const call = async <Result>(name: string, values: readonly unknown[], result: Result): Promise<Result> => {
    calls.push([name, ...values]);
    const refusal = refusals.get(name);
    refusals.delete(name);
    if (refusal) throw refusal;
    return result;
  };
  return {
    calls,
    get state() {
      return state;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer: (...values) => call('offer', values, offer),
    hold: (startAt) =>
      call('hold', [startAt], { holdId, startAt, expiresAt: createSystemClock().now() + 300_000 }),
    release: (...values) => void calls.push(['release', ...values]),
    request: (...values) => call('request', values, 'key-1'),
    reschedule: (...values) => call('reschedule', values, 'key-2'),
    cancel: () => call('cancel', [], 'key-3'),
    verify: (...values) => call('verify', values, 'key-4'),
    sendCode: () => call('sendCode', [], 'key-5'),
    retry: () => call('retry', [], 'key-6'),
    discard: (...values) => call('discard', values, undefined),
    setState(change) {
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener(state);
    },
    setOffer({ consents, country, callerNumber, needsVerification, targets, ...availability }) {
      offer = {
        ...offer,
        availability: { ...offer.availability, ...availability },
        ...(consents ? { consents } : {}),
        ...(country ? { country } : {}),
        ...(callerNumber ? { callerNumber } : {}),
        ...(needsVerification === undefined ? {} : { needsVerification }),
        ...(targets ? { targets } : {}),
      };
    },
    refuseNext: (method, error) => void refusals.set(method, error),
  };
}
