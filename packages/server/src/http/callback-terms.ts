import type { CallbackView } from '@beside/protocol';

/** Languages that the pages behind links speak. */
export type LinkLocale = 'en' | 'ko';

/** What may be in the way of a page. */
export type LinkProblem = 'often' | 'elsewhere' | 'unreadable' | 'later';

type Status = CallbackView['status'];

const before = 'We will call you';
/** Texts of the pages behind links in English; the type of every other language. */
const en = {
  otherLanguage: '한국어',
  title: 'Your callback',
  status: {
    verifying: 'Your number is not confirmed yet',
    waiting: before,
    scheduled: before,
    due: 'We will call you in a moment',
    offered: 'We will call you in a moment',
    previewing: 'We are preparing your call',
    dialing: 'We are calling you now',
    holding: 'We are calling you now',
    connected: 'We are talking with you now',
    wrapping: 'We have talked with you',
    'retry-wait': 'We could not reach you and will try again',
    'needs-review': 'We are checking what became of your call',
    completed: 'We have talked with you',
    cancelled: 'Your callback was called off',
    superseded: 'You reached us another way',
    exhausted: 'We could not reach you',
    expired: 'We could not call you in time',
    rejected: 'We cannot call this number',
  } satisfies Record<Status, string>,
  when: 'When',
  soon: 'As soon as possible',
  retry: 'Next try',
  centre: 'Time at the centre',
  number: 'Number that rings',
  ending: (digits: string) => `ends in ${digits}`,
  caller: 'The call comes from',
  digits: 'Digits that the agent says',
  digitsHint: 'Nobody from us asks you for a password or a code.',
  move: 'Choose another time',
  slot: 'Time, by your clock',
  moveDo: 'Move the callback',
  noSlots: 'There is no other time at the moment. Please look again later.',
  cancel: 'Call it off',
  cancelHint: 'Nobody will call you about it.',
  cancelDo: 'Call off the callback',
  closed: 'It can neither be moved nor called off any more.',
  again: 'Ask for another callback',
  moved: 'The callback was moved.',
  cancelled: 'The callback was called off.',
  taken: 'Somebody was faster: this time is taken. These are the nearest ones:',
  stale: 'Something has changed meanwhile. Please choose once more.',
  failed: 'That did not work. Please try again in a moment.',
  takeDo: (when: string) => `Take ${when}`,
  notMe: 'Did you not ask for this callback?',
  notMeHint:
    'Somebody gave your number to be called back. We will call it off, and never call this number again for this site.',
  notMeDo: 'It was not me: never call this number',
  blocked: 'This number will not be called again',
  blockedHint: 'Nothing is still to come. You need not do anything else.',
  mayStillRing:
    'A call to it is under way at this moment and cannot be stopped any more. After it nobody calls this number again.',
  gone: 'This link leads nowhere',
  goneHint: 'It is incomplete, or over. Please use the latest link that you were sent.',
  problem: {
    often: ['That was too often', 'Please wait a minute and try again.'],
    elsewhere: [
      'This was not sent from here',
      'Nothing was changed. Please open the link from your message and use the buttons there.',
    ],
    unreadable: [
      'This could not be read',
      'Nothing was changed. Please open the link from your message again.',
    ],
    later: ['This is not possible at the moment', 'Nothing was changed. Please try again in a few minutes.'],
  } as Readonly<Record<LinkProblem, readonly [title: string, hint: string]>>,
};

/** Texts of the pages behind links. */
export type LinkTerms = Readonly<typeof en>;

const ahead = '전화드릴게요';
const ko: LinkTerms = {
  otherLanguage: 'English',
  title: '전화 예약',
  status: {
    verifying: '아직 전화번호가 확인되지 않았습니다',
    waiting: ahead,
    scheduled: ahead,
    due: '곧 전화드릴게요',
    offered: '곧 전화드릴게요',
    previewing: '통화를 준비하고 있습니다',
    dialing: '지금 전화드리고 있습니다',
    holding: '지금 전화드리고 있습니다',
    connected: '통화 중입니다',
    wrapping: '통화를 마쳤습니다',
    'retry-wait': '연결되지 않아 다시 전화드릴게요',
    'needs-review': '통화 결과를 확인하고 있습니다',
    completed: '통화를 마쳤습니다',
    cancelled: '전화 예약이 취소되었습니다',
    superseded: '다른 방법으로 상담이 연결되었습니다',
    exhausted: '통화가 연결되지 않았습니다',
    expired: '예정된 시간에 전화드리지 못했습니다',
    rejected: '이 번호로는 전화드릴 수 없습니다',
  },
  when: '전화드릴 시간',
  soon: '가능한 한 빨리',
  retry: '다시 전화드릴 시간',
  centre: '상담 센터 시간',
  number: '받으실 전화번호',
  ending: (digits) => `끝자리 ${digits}`,
  caller: '발신 번호',
  digits: '상담원이 말할 확인 숫자',
  digitsHint: '비밀번호나 인증번호는 절대 묻지 않습니다.',
  move: '다른 시간 선택',
  slot: '시간 (고객님 시간대 기준)',
  moveDo: '시간 변경하기',
  noSlots: '지금은 선택할 수 있는 다른 시간이 없습니다. 나중에 다시 확인해 주세요.',
  cancel: '예약 취소',
  cancelHint: '취소하면 이 요청으로는 전화드리지 않습니다.',
  cancelDo: '전화 예약 취소하기',
  closed: '더 이상 변경하거나 취소할 수 없습니다.',
  again: '다시 전화 요청하기',
  moved: '시간이 변경되었습니다.',
  cancelled: '전화 예약을 취소했습니다.',
  taken: '방금 다른 분이 선택한 시간입니다. 가장 가까운 시간을 골라 주세요.',
  stale: '그사이 내용이 바뀌었습니다. 다시 선택해 주세요.',
  failed: '처리하지 못했습니다. 잠시 후 다시 시도해 주세요.',
  takeDo: (when) => `${when} 선택`,
  notMe: '전화를 요청하신 적이 없나요?',
  notMeHint:
    '누군가 이 번호로 전화를 요청했습니다. 예약을 취소하고, 이 사이트에서는 이 번호로 다시 전화드리지 않습니다.',
  notMeDo: '제가 요청하지 않았습니다. 전화하지 마세요',
  blocked: '이 번호로 다시 전화드리지 않습니다',
  blockedHint: '앞으로 걸려 올 전화는 없습니다. 더 하실 일은 없습니다.',
  mayStillRing: '지금 걸고 있는 전화는 멈출 수 없습니다. 이 통화 뒤에는 이 번호로 다시 전화드리지 않습니다.',
  gone: '사용할 수 없는 링크입니다',
  goneHint: '링크가 완전하지 않거나 만료되었습니다. 가장 최근에 받으신 링크를 이용해 주세요.',
  problem: {
    often: ['요청이 너무 많습니다', '잠시 후 다시 시도해 주세요.'],
    elsewhere: [
      '이 페이지에서 보낸 요청이 아닙니다',
      '아무것도 변경되지 않았습니다. 받으신 메시지의 링크를 열어 그곳의 버튼을 이용해 주세요.',
    ],
    unreadable: [
      '요청을 읽을 수 없습니다',
      '아무것도 변경되지 않았습니다. 받으신 메시지의 링크를 다시 열어 주세요.',
    ],
    later: ['지금은 처리할 수 없습니다', '아무것도 변경되지 않았습니다. 몇 분 후 다시 시도해 주세요.'],
  },
};

/** Texts by language. */
export const LINK_TERMS: Readonly<Record<LinkLocale, LinkTerms>> = { en, ko };

/** The language that was switched to, otherwise the first of an Accept-Language header that there is, or English. */
export function findLinkLocale(chosen: unknown, acceptLanguage: string): LinkLocale {
  if (chosen === 'ko' || chosen === 'en') return chosen;
  const first = acceptLanguage
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'ko' || language === 'en');
  return first === 'ko' ? 'ko' : 'en';
}
