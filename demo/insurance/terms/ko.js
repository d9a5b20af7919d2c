/** Everything the insurer says in Korean; products by their id. */
export const ko = Object.freeze({
  brand: '온담',
  skip: '본문으로 건너뛰기',
  language: '언어',
  toShop: '상점으로',
  title: '알기 쉬운 말로 하는 보험',
  intro: '여행, 건강, 주택 보험을 숨은 조항 없이 알려 드립니다. 궁금한 점은 상담원이 직접 설명해 드립니다.',
  helpAction: '상담원에게 묻기',
  callAction: '전화 요청하기',
  heroPicture: '커다란 우산 아래에 있는 집과 두 사람',
  productsTitle: '세 가지 보장',
  from: (premium) => `월 ${premium}부터`,
  ask: (name) => `${name} 문의하기`,
  claimTitle: '네 단계로 끝나는 보험금 청구',
  claimIntro: '대부분의 청구는 마지막 서류를 받은 날부터 영업일 기준 3일 안에 결정됩니다.',
  claimAction: '도움받아 시작하기',
  claims: Object.freeze([
    { title: '무슨 일이 있었는지 알려 주세요', text: '채팅이나 전화로 접수하면 바로 접수 번호를 드립니다.' },
    { title: '서류를 보내 주세요', text: '100만 원 미만 청구는 사진만으로 충분합니다.' },
    { title: '꼼꼼히 살펴봅니다', text: '담당자와 부족한 서류를 언제든 확인할 수 있습니다.' },
    { title: '지급합니다', text: '결정된 날, 알려 주신 계좌로 보내 드립니다.' },
  ]),
  about: '실제로 존재하지 않는 보험사의 시연용 사이트입니다. 보험에 가입되지 않습니다.',
  products: Object.freeze({
    travel: {
      name: '여행자 보험',
      text: '해외에서의 질병, 휴대품, 지연을 보장합니다.',
      points: ['해외 치료비 최대 3억 원', '4시간 이상 지연부터 보장', '영수증 없이 휴대품 50만 원까지'],
    },
    health: {
      name: '건강 보험',
      text: '국민건강보험이 보장하지 않는 입원비와 수술비를 보장합니다.',
      points: ['본인 부담금의 80% 보장', '입원 첫날부터 일당 지급', '사고는 대기 기간 없음'],
    },
    home: {
      name: '주택 보험',
      text: '화재와 누수, 이웃에 대한 배상까지 보장합니다.',
      points: ['이웃집 누수 피해도 보장', '현재 시세로 복구', '임시 숙박 최대 30박'],
    },
  }),
});
