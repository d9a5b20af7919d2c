/** The words for each product in Korean, by its id. */
export const products = Object.freeze({
  'moon-lamp': {
    name: '보름달 테이블 램프',
    line: '입으로 분 유리와 호두나무',
    description:
      '전구가 비치지 않도록 도톰하게 불어 만든 우윳빛 유리구입니다. 촛불만큼 낮출 수 있어, 화면을 모두 끈 시간에 어울립니다.',
    material: '핸드블로운 오팔 유리, 오일 마감 호두나무',
    size: '24 × 24 × 32 cm, 패브릭 전선 2 m',
    maker: '아틀리에 달, 서울',
  },
  'paper-pendant': {
    name: '한지 펜던트',
    line: '닥종이와 대나무 살',
    description:
      '가늘게 쪼갠 대나무 위에 닥종이를 두 겹 발랐습니다. 모서리 없이 따뜻한 빛이 번지고, 종이는 해마다 조금씩 더 금빛이 됩니다.',
    material: '전통 한지, 대나무, 황동',
    size: '46 × 40 cm, 전선 최대 1.5 m',
    maker: '지우 한지, 전주',
  },
  'reading-lamp': {
    name: '늦은 밤 독서등',
    line: '솔빛으로 칠한 강철',
    description:
      '책 두 쪽만 밝히고 방은 그대로 재워 둡니다. 팔은 놓은 자리에 머물고, 스위치는 손이 이미 가 있는 곳에 있습니다.',
    material: '분체 도장 강철, 린넨 전선',
    size: '32 × 20 × 48 cm',
    maker: '나무웍스, 인천',
  },
  'moon-jar': {
    name: '달항아리',
    line: '손으로 이어 붙인 백자',
    description:
      '오백 년 전처럼 사발 두 개를 빚어 허리에서 이었습니다. 이은 자국이 그대로 보이고, 완전히 둥근 항아리는 하나도 없습니다. 물과 가지 하나를 잘 품습니다.',
    material: '백자토, 투명 유약',
    size: '26 × 27 cm',
    maker: '해은요, 이천',
  },
  'tea-set': {
    name: '둘이서 차 한 잔',
    line: '청자 다관과 찻잔 둘',
    description:
      '물 끊김이 좋은 작은 다관과 시린 손에 꼭 맞는 찻잔 두 개. 유약은 재와 철, 그리고 기다림입니다.',
    material: '석기질 점토, 청자 유약',
    size: '다관 450 ml, 찻잔 120 ml',
    maker: '해은요, 이천',
  },
  'linen-cushion': {
    name: '감물 쿠션',
    line: '감물 들인 워싱 린넨',
    description: '풋감과 팔월의 볕으로 물들인 린넨입니다. 첫날부터 부드럽고, 빨수록 더 좋아집니다.',
    material: '린넨 커버, 깃털 충전재',
    size: '50 × 50 cm',
    maker: '갈 스튜디오, 제주',
  },
  'wool-throw': {
    name: '겨울 바다 담요',
    line: '능직으로 짠 램스울',
    description:
      '일월 동해의 푸른빛에 물거품 세 줄을 넣었습니다. 능직으로 짜고 한 번 기모를 내, 어깨에서 흘러내리지 않을 만큼 묵직합니다.',
    material: '램스울',
    size: '130 × 180 cm, 980 g',
    maker: '바담 직물, 강릉',
  },
  'oak-stool': {
    name: '문지방 스툴',
    line: '나사 없는 통참나무',
    description:
      '신발 끈을 맬 때, 높은 선반에 손이 닿아야 할 때, 연락 없이 온 손님에게. 다리 넷과 가로대 둘, 헐거워질 것이 없습니다.',
    material: '참나무 원목, 하드왁스 오일',
    size: '38 × 38 × 45 cm',
    maker: '나무웍스, 담양',
  },
  'walnut-tray': {
    name: '혼상 트레이',
    line: '통판 하나를 깎아',
    description:
      '접시 하나, 잔 하나, 책 한 권이 놓이는 크기입니다. 통판 하나를 깎아, 손끝이 저절로 가장자리를 찾습니다.',
    material: '호두나무, 아마인유',
    size: '32 × 38 × 3 cm',
    maker: '나무웍스, 담양',
  },
});
