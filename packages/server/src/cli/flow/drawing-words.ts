/** Words of a drawing and its page. */
export interface DrawingWords {
  readonly kinds: Readonly<
    Record<
      'menu' | 'form' | 'article' | 'condition' | 'action' | 'end' | 'chat' | 'callback' | 'page' | 'phone',
      string
    >
  >;
  readonly start: string;
  readonly human: string;
  readonly findings: string;
  readonly none: string;
  readonly error: string;
  readonly warning: string;
}

const ENGLISH: DrawingWords = {
  kinds: {
    ...{
      menu: 'Menu',
      form: 'Form',
      article: 'Article',
      condition: 'Condition',
      action: 'Action',
      end: 'End',
    },
    ...{ chat: 'Chat', callback: 'Callback', page: 'Page', phone: 'Phone' },
  },
  ...{ start: 'start', human: 'to a person' },
  ...{ findings: 'What to mend', none: 'Nothing to mend.', error: 'Error', warning: 'Warning' },
};
const KOREAN: DrawingWords = {
  kinds: {
    ...{ menu: '메뉴', form: '양식', article: '문서', condition: '조건', action: '동작', end: '종료' },
    ...{ chat: '채팅', callback: '콜백', page: '페이지', phone: '전화' },
  },
  ...{ start: '시작', human: '상담사 연결' },
  ...{ findings: '고칠 점', none: '고칠 점이 없습니다.', error: '오류', warning: '경고' },
};

/** Words of a language: Korean, or English for all others. */
export function drawingWords(locale: string): DrawingWords {
  return locale.startsWith('ko') ? KOREAN : ENGLISH;
}
