import type { FlowTerms } from '../terms/texts.ts';

/** Korean texts of a site's flow, its search and its articles. */
export const koFlow: FlowTerms = {
  wayLabel: '현재 위치',
  start: '처음으로',
  goBack: '뒤로',
  next: '계속',

  found: (count: string): string => `검색 결과 ${count}건`,
  foundNothing: '찾은 내용이 없어요. 다른 말로 찾아보거나 상담사에게 물어보세요.',
  searchFailed: '지금은 검색할 수 없어요.',
  article: '도움말',

  peopleTitle: '상담사 연결',
  peopleChat: '채팅 상담',
  peopleCallback: '전화 요청',
  peoplePhone: '전화하기',
  peopleNow: '지금 가능',
  leaveMessage: '메시지 남기기',

  optional: '선택',
  send: '계속',
  choose: '선택해 주세요',
  fieldsWrong: (count: number): string => `확인이 필요한 항목이 ${count}개 있어요`,
  required: '필수 입력 항목이에요.',
  requiredChoice: '하나를 선택해 주세요.',
  tooShort: (least: string): string => `${least}자 이상 입력해 주세요.`,
  tooLong: (most: string): string => `${most}자 이내로 입력해 주세요.`,
  wrongDigits: '숫자만 입력해 주세요.',
  wrongLetters: '글자와 숫자만 입력해 주세요.',
  wrongOrder: '주문서에 있는 대로 영문, 숫자, 하이픈만 입력해 주세요.',
  wrongEmail: '이메일 주소 형식이 아니에요. 예: name@example.com',
  wrongTel: '전화번호 형식이 아니에요. 예: 010-1234-5678',
  wrongNumber: '숫자를 입력해 주세요.',
  wrongDate: '달력에 있는 날짜를 입력해 주세요.',

  helpedQuestion: '도움이 되었나요?',
  yes: '네',
  no: '아니요',
  thanks: '다행이에요. 감사합니다!',
  sorry: '도움이 되지 못해 죄송해요. 상담사가 도와드릴게요.',
  back: '주제 목록으로',

  openChat: '채팅 시작하기',
  openCallback: '전화 요청하기',
  opensElsewhere: '다른 사이트로 이동해요',
  callNumber: (number: string): string => `${number} 전화 걸기`,
  notUp: '지금은 이용할 수 없어요.',
  otherWay: '다른 방법 보기',

  lost: '지금은 이 주제를 안내할 수 없어요. 상담사가 도와드릴게요.',
  failed: '불러오지 못했어요.',
  offline: '인터넷에 연결되어 있지 않아요. 다시 연결되면 보여 드릴게요.',
  nobody: '지금은 상담사가 없어요. 채팅에 메시지를 남겨 주시면 답변해 드릴게요.',
};
