import type { WhenText } from '../describe-when.ts';
import type { Notice } from './notices.ts';

/** What a message may say; what is absent is left out. */
export interface MessageFacts {
  /** How the site is called. */
  readonly siteName: string;
  /** When it rings; absent: as soon as possible. */
  readonly when?: WhenText;
  /** When it rings again after an attempt. */
  readonly retry?: string;
  readonly checkCode: string;
  /** The number that calls, formatted. */
  readonly callerNumber?: string;
  readonly manageUrl?: string;
  readonly notMeUrl?: string;
  /** Where another callback can be asked for. */
  readonly siteUrl?: string;
  /** The one-time code. */
  readonly code?: string;
}

/** A message in words. */
export interface WrittenMessage {
  readonly subject: string;
  readonly text: string;
}

interface Texts {
  readonly subject: Readonly<Record<Notice, string>>;
  code(code: string): string;
  confirmed(when: string): string;
  moved(when: string): string;
  readonly soon: string;
  centre(when: string): string;
  unreached(retry: string): string;
  readonly cancelled: string;
  readonly missed: string;
  caller(number: string): string;
  digits(code: string): string;
  manage(url: string): string;
  again(url: string): string;
  notMe(url: string): string;
}

const en: Texts = {
  subject: {
    code: 'Your code',
    confirmed: 'We will call you',
    moved: 'Your callback was moved',
    unreached: 'We could not reach you',
    cancelled: 'Your callback was called off',
    missed: 'We could not reach you',
  },
  code: (code) => `${code} is your code for the callback. It is valid for 10 minutes. Tell it to nobody.`,
  confirmed: (when) => `We will call you: ${when}.`,
  moved: (when) => `Your callback was moved: ${when}.`,
  soon: 'as soon as possible',
  centre: (when) => `With us that is ${when}.`,
  unreached: (retry) => `We called and could not reach you. We will try again: ${retry}.`,
  cancelled: 'Your callback was called off. Nobody will call you about it.',
  missed: 'We could not reach you, and will not call again for this request.',
  caller: (number) => `The call comes from ${number}.`,
  digits: (code) =>
    `The agent will say the digits ${code}. Nobody from us asks you for a password or a code.`,
  manage: (url) => `Choose another time or call it off: ${url}`,
  again: (url) => `Choose another time: ${url}`,
  notMe: (url) => `You did not ask for this? ${url}`,
};

const ko: Texts = {
  subject: {
    code: '인증번호 안내',
    confirmed: '전화드릴게요',
    moved: '전화 예약이 변경되었습니다',
    unreached: '통화가 연결되지 않았습니다',
    cancelled: '전화 예약이 취소되었습니다',
    missed: '통화가 연결되지 않았습니다',
  },
  code: (code) => `전화 요청 인증번호는 ${code}입니다. 10분 동안 유효하며, 다른 사람에게 알려 주지 마세요.`,
  confirmed: (when) => `전화드릴 시간: ${when}`,
  moved: (when) => `전화 예약이 변경되었습니다. 새 시간: ${when}`,
  soon: '가능한 한 빨리',
  centre: (when) => `상담 센터 시간으로는 ${when}입니다.`,
  unreached: (retry) => `전화드렸지만 연결되지 않았습니다. 다시 전화드릴 시간: ${retry}`,
  cancelled: '전화 예약이 취소되었습니다. 이 요청으로는 전화드리지 않습니다.',
  missed: '연결되지 않아 이 요청으로는 더 전화드리지 않습니다.',
  caller: (number) => `발신 번호는 ${number}입니다.`,
  digits: (code) => `상담원이 확인 숫자 ${code}을(를) 말합니다. 비밀번호나 인증번호는 절대 묻지 않습니다.`,
  manage: (url) => `시간 변경 또는 취소: ${url}`,
  again: (url) => `다른 시간 선택: ${url}`,
  notMe: (url) => `요청하신 적이 없나요? ${url}`,
};

/** Writes a message in Korean for Korean readers and in English for all others. Pure. */
export function writeMessage(notice: Notice, facts: MessageFacts, locale: string): WrittenMessage {
  const texts = isKorean(locale) ? ko : en;
  return {
    subject: `[${facts.siteName}] ${texts.subject[notice]}`,
    text: [`[${facts.siteName}]`, ...linesOf(notice, facts, texts)].join('\n'),
  };
}

/** The language that messages are written in. */
export const messageLocale = (locale: string): 'ko' | 'en' => (isKorean(locale) ? 'ko' : 'en');

const isKorean = (locale: string): boolean => /^ko(?:-|$)/i.test(locale);

function linesOf(notice: Notice, facts: MessageFacts, texts: Texts): string[] {
  const { when, retry, code, checkCode, callerNumber, manageUrl, notMeUrl, siteUrl } = facts;
  const own = when?.own ?? texts.soon;
  const line = (write: (text: string) => string, text: string | undefined): string[] =>
    text === undefined ? [] : [write(text)];
  const aboutCall = [
    ...line(texts.centre, when?.centre),
    ...line(texts.caller, callerNumber),
    texts.digits(checkCode),
    ...line(texts.manage, manageUrl),
    ...line(texts.notMe, notMeUrl),
  ];
  switch (notice) {
    case 'code':
      return line(texts.code, code);
    case 'confirmed':
      return [texts.confirmed(own), ...aboutCall];
    case 'moved':
      return [texts.moved(own), ...aboutCall];
    case 'unreached':
      return [texts.unreached(retry ?? texts.soon), texts.digits(checkCode), ...line(texts.again, manageUrl)];
    case 'cancelled':
      return [texts.cancelled, ...line(texts.again, siteUrl)];
    case 'missed':
      return [texts.missed, ...line(texts.again, siteUrl)];
    default:
      return notice satisfies never;
  }
}
