import type { AgentId, AttemptId, CallbackEntry, EntryBody, OfferId } from '@beside/protocol';
import { expect } from '@open-wc/testing';

import { consoleEn } from '../console-terms.ts';
import { callbacksKo } from '../locales/callbacks-ko.ts';
import { consoleKo } from '../locales/ko.ts';
import { callbackEntry as entry, colleague, me, slotAt } from '../testing/fake-callbacks.ts';
import { noon } from '../testing/fake-client.ts';
import { callbacksEn } from './callback-terms.ts';
import { createTimeTexts } from './callback-times.ts';
import { callbackLine } from './timeline-text.ts';

const attemptId = 'attempt-1' as AttemptId; // no server is asked
const offerId = 'offer-1' as OfferId; // no server is asked
const agentId: AgentId = me;
const byCustomer = { role: 'customer', via: 'page' } as const;
const retryAt = noon + 600_000;
const reader = (times: ReturnType<typeof createTimeTexts>) => ({
  times,
  agentId: me,
  queueName: (id: string) => (id === 'orders' ? 'Orders' : id),
  disposition: (id: string) => (id === 'follow-up' ? 'Needs a follow-up' : id),
});
const english = reader(createTimeTexts('en', consoleEn, callbacksEn));
const korean = reader(createTimeTexts('ko', consoleKo, callbacksKo));
const time = (at: number): string => english.times.formats.time(at);

const request: Omit<EntryBody<'callback.requested'>, 'callbackId'> = {
  by: byCustomer,
  when: slotAt(noon + 3_600_000),
  target: { kind: 'page' },
  zones: { chosen: 'Asia/Seoul' },
  mode: 'agent-first',
  queueId: 'orders' as never,
  queuedAt: noon,
  priority: 0,
  matter: { path: [] },
  consents: [],
  checkCode: '47',
  needsVerification: false,
  expiresAt: noon + 7_200_000,
};
const moved = { revision: 2, when: request.when, target: request.target, expiresAt: request.expiresAt };

/** One entry of every type and variant, with what an agent reads. */
const lines: readonly (readonly [CallbackEntry, string])[] = [
  [
    entry(1, 1, 'callback.requested', request),
    `Callback asked for by Customer: ${time(noon + 3_600_000)}–${time(noon + 4_500_000)}`,
  ],
  [entry(1, 2, 'callback.verified', {}), 'The number was confirmed'],
  [
    entry(1, 3, 'callback.rescheduled', { ...moved, by: { role: 'customer', via: 'link' }, reason: 'asked' }),
    `Callback moved by customer, by the link: ${time(noon + 3_600_000)}–${time(noon + 4_500_000)}`,
  ],
  [
    entry(1, 3, 'callback.rescheduled', {
      ...moved,
      by: { role: 'system' },
      reason: 'opening-hours',
      when: { kind: 'asap' },
    }),
    'Callback moved, because the opening hours changed: As soon as possible',
  ],
  [
    entry(1, 3, 'callback.rescheduled', {
      ...moved,
      by: { role: 'system' },
      reason: 'zone-rules',
      when: { kind: 'asap', promise: { fromAt: noon, toAt: noon + 300_000 } },
    }),
    `Callback moved, because the rules of the time zone changed: As soon as possible, promised for ${time(noon)}–${time(noon + 300_000)}`,
  ],
  [
    entry(1, 4, 'callback.owned', { by: { role: 'agent', agentId }, agentId, untilAt: noon }),
    'The callback has an owner now',
  ],
  [
    entry(1, 5, 'callback.unowned', { by: { role: 'system' }, reason: 'expired' }),
    'The callback has no owner any more',
  ],
  [
    entry(1, 6, 'callback.transferred', { by: { role: 'agent', agentId }, queueId: 'orders' as never }),
    'Callback moved to the queue Orders',
  ],
  [entry(1, 7, 'callback.due', {}), 'Callback is due'],
  [entry(1, 8, 'callback.offered', { offerId, agentId, expiresAt: noon }), 'Callback rings at an agent'],
  [entry(1, 9, 'callback.offer-ended', { offerId, agentId, reason: 'declined' }), 'Callback was declined'],
  [
    entry(1, 10, 'callback.previewing', {
      offerId,
      agentId,
      name: 'Mina',
      endsAt: noon,
      isDialedAtEnd: true,
    }),
    'Mina prepares the callback',
  ],
  [
    entry(1, 11, 'callback.preview-ended', { agentId, reason: 'timeout' }),
    'Callback went back: it was not dialed in time',
  ],
  [entry(1, 12, 'callback.dialing', { attemptId, number: 2 }), `Called at ${time(noon + 12_000)}, attempt 2`],
  [entry(1, 13, 'callback.holding', { attemptId }), 'Customer answered and waits for an agent'],
  [entry(1, 14, 'callback.connected', { attemptId, agentId, name: 'Mina' }), 'Mina talks with the customer'],
  [
    entry(1, 15, 'callback.attempt-ended', {
      attemptId,
      outcome: 'no-answer',
      by: { role: 'system' },
      retryAt,
    }),
    `Call ended: No answer. Rings again at ${time(retryAt)}`,
  ],
  [
    entry(1, 15, 'callback.attempt-ended', { attemptId, outcome: 'talked', by: { role: 'system' } }),
    'Call ended: Talked',
  ],
  [
    entry(1, 16, 'callback.review-needed', { attemptId, reason: 'fence-lost' }),
    'Nobody knows how the call ended; it needs a review',
  ],
  [
    entry(1, 17, 'callback.noted', { agentId, disposition: 'follow-up', note: 'Send a new lamp.' }),
    'Result: Needs a follow-up. Send a new lamp.',
  ],
  [entry(1, 17, 'callback.noted', { agentId, disposition: 'of-old' }), 'Result: of-old'],
  [entry(1, 18, 'callback.completed', { attemptId, by: { role: 'agent', agentId } }), 'Callback is done'],
  [
    entry(1, 19, 'callback.cancelled', {
      by: { role: 'supervisor', agentId: colleague },
      reason: 'no-agents',
    }),
    'Callback called off by a colleague: Nobody can call',
  ],
  [
    entry(1, 19, 'callback.cancelled', { by: { role: 'agent', agentId }, reason: 'not-me' }),
    'Callback called off by You: the number belongs to somebody else',
  ],
  [
    entry(1, 20, 'callback.superseded', { by: { channel: 'chat' } }),
    'Callback is not needed any more: they reached each other by chat',
  ],
  [entry(1, 21, 'callback.exhausted', { outcome: 'busy' }), 'All attempts were made. Last: Busy'],
  [entry(1, 22, 'callback.expired', { reason: 'closed' }), 'Callback expired: outside the opening hours'],
  [entry(1, 23, 'callback.rejected', { code: 'number_not_allowed' }), 'Callback must not be made'],
];

describe('the timeline of a callback', () => {
  it('[CB14] says every entry in words, with who did it', () => {
    expect(lines.map(([one]) => callbackLine(one, english))).to.deep.equal(lines.map(([, text]) => text));
  });

  it('says all of it in Korean, too', () => {
    const texts = lines.map(([one]) => callbackLine(one, korean));

    expect(texts.filter((text) => !/[가-힣]/.test(text))).to.deep.equal([]);
    expect(texts).to.include(`통화 결과: 받지 않음. ${korean.times.formats.time(retryAt)}에 다시 전화합니다`);
  });
});
