import { expect } from '@open-wc/testing';
import type { CallbackView } from '@beside/protocol';

import { fakeView, halfPastTwo, quarterMs } from './fake-callback.test-support.ts';
import { createFormats } from '../shared/formats.ts';
import { koCallback } from '../shared/locales/ko-callback.ts';
import { enCallbackStatus } from '../shared/terms/callback-status.ts';
import { findActions, statusText } from './callback-status-text.ts';
import { countdownText } from './countdown-text.ts';

const ko = createFormats('ko-KR', 'Asia/Seoul');
const now = halfPastTwo - 3_600_000;
const say = (change: Partial<CallbackView>): string => {
  const { title, detail } = statusText(koCallback, ko, { ...fakeView, ...change }, now);
  return detail ? `${title} / ${detail}` : title;
};
const called = { attempts: [{ number: 1, startedAt: now - 60_000, outcome: 'no-answer' as const }] };

describe('statusText', () => {
  it('promises a time that no line breaks apart', () => {
    expect(say({})).to.equal('오늘 오후\u00A02:30에서 오후\u00A02:45 사이');
    expect(say({ status: 'waiting', when: { kind: 'asap' } })).to.equal('상담사가 준비되는 대로 전화드려요');
    expect(
      say({
        status: 'waiting',
        when: { kind: 'asap', promise: { fromAt: halfPastTwo, toAt: halfPastTwo + quarterMs } },
      }),
    ).to.equal('오후\u00A02:30에서 오후\u00A02:45 사이에 전화드려요');
  });

  it('[Q5] says a range that is one minute long as one time', () => {
    const promise = { fromAt: halfPastTwo, toAt: halfPastTwo };

    expect(say({ status: 'waiting', when: { kind: 'asap', promise } })).to.equal(
      '오후\u00A02:30쯤 전화드려요',
    );
  });

  it('says when we called, and when we try again', () => {
    expect(say({ status: 'retry-wait', retryAt: now + 540_000, ...called })).to.equal(
      '오후 1:29에 전화드렸지만 연결되지 않았어요 / 오후 1:39에 다시 전화드려요.',
    );
  });

  it('tells every end plainly', () => {
    const ends = ['cancelled', 'superseded', 'exhausted', 'expired', 'rejected', 'completed'] as const;
    expect(ends.map((status) => say({ status, endedAt: now, ...called }).split(' / ')[0])).to.deep.equal([
      '전화 요청이 취소되었어요',
      '다른 방법으로 상담이 연결되었어요',
      '오후 1:29에 전화드렸지만 연결되지 않았어요',
      '약속한 시간에 전화드리지 못했어요',
      '이 번호로는 전화드릴 수 없어요',
      '통화를 마쳤어요',
    ]);
  });

  it('names who prepares and who talks, where that is known', () => {
    expect([
      say({ status: 'previewing', agentName: '미나' }),
      say({ status: 'previewing' }),
      say({ status: 'connected', agentName: '미나' }),
    ]).to.deep.equal([
      '미나님이 문의 내용을 확인하고 있어요. 곧 전화드려요',
      '고객님 차례예요. 곧 전화드려요',
      '미나님과 통화 중이에요',
    ]);
  });
});

describe('findActions', () => {
  it('[C7] moves and calls off before the call only', () => {
    const seen = (['scheduled', 'dialing', 'connected', 'needs-review'] as const).map((status) => {
      const { move, cancel } = findActions({ ...fakeView, status }, false);
      return [status, move, cancel];
    });
    expect(seen).to.deep.equal([
      ['scheduled', true, true],
      ['dialing', false, false],
      ['connected', false, false],
      ['needs-review', false, true],
    ]);
  });

  it('offers one tap to whom we did not reach, and a new request to whom it is over for', () => {
    const ended = { ...fakeView, endedAt: now };
    expect(findActions({ ...ended, status: 'exhausted' }, true)).to.include({ again: true, anew: true });
    expect(findActions({ ...ended, status: 'exhausted' }, false)).to.include({ again: false, anew: true });
    expect(findActions({ ...ended, status: 'completed' }, true)).to.include({ again: false, anew: true });
  });

  it('does not offer to ring again a number that does not exist', () => {
    const attempts = [{ number: 1, startedAt: now, outcome: 'invalid-number' as const }];
    const exhausted = { ...fakeView, status: 'exhausted' as const, endedAt: now, attempts };

    expect(findActions(exhausted, true)).to.include({ again: false, anew: true });
  });
});

describe('countdownText', () => {
  it('is no more exact than what can be kept', () => {
    const minutes = [-1, 0.5, 12, 89, 125, 3_000];
    const seen = minutes.map((count) =>
      countdownText(enCallbackStatus, createFormats('en', 'UTC'), now + count * 60_000, now),
    );
    expect(seen).to.deep.equal([
      undefined,
      'any moment now',
      'in about 12 minutes',
      'in about 89 minutes',
      'in about 2 hours',
      'in 2 days',
    ]);
  });
});
