/** Texts of the index page in English; the type of every other language. */
const en = {
  title: 'Beside is running',
  lead: 'A contact centre beside the customer. Open the shop in one window and the console in another.',
  demo: 'Demonstration shop',
  demoHint: 'Catalogue, cart and checkout of a shop that embeds the widget from another origin.',
  console: 'Agent console',
  consoleHint: 'Take conversations and answer. The logins are in the output of the start command.',
  docs: 'For developers',
  schema: 'Frames of the socket (JSON Schema)',
  openapi: 'HTTP routes (OpenAPI)',
  health: 'Health',
};

/** Texts of the index page. */
export type IndexTerms = Readonly<typeof en>;

const ko: IndexTerms = {
  title: 'Beside가 실행 중입니다',
  lead: '고객 곁의 고객센터입니다. 한 창에는 상점을, 다른 창에는 상담원 화면을 열어 보세요.',
  demo: '데모 상점',
  demoHint: '다른 출처에서 위젯을 불러오는 상점의 상품 목록, 장바구니, 주문 화면입니다.',
  console: '상담원 화면',
  consoleHint: '대화를 받고 답합니다. 로그인 정보는 시작 명령의 출력에 있습니다.',
  docs: '개발자를 위해',
  schema: '소켓 프레임 (JSON Schema)',
  openapi: 'HTTP 경로 (OpenAPI)',
  health: '상태 확인',
};

/** Texts in the first language of an Accept-Language header that there is; English otherwise. */
export function findIndexTerms(acceptLanguage: string): {
  readonly locale: 'en' | 'ko';
  readonly terms: IndexTerms;
} {
  const first = acceptLanguage
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'ko' || language === 'en');
  return first === 'ko' ? { locale: 'ko', terms: ko } : { locale: 'en', terms: en };
}
