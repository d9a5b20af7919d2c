import type { AnswerTerms } from '../terms/answer.ts';

/** Korean texts of an article that came as a message. */
export const koAnswer: AnswerTerms = {
  automaticAnswer: '자동 답변',
  article: '도움말',
  readOn: '전체 보기',
  readLess: '접기',
  readFailed: '불러오지 못했어요.',
  helped: '해결됐어요',
  person: '상담사와 대화하기',
};
