import { isKorean } from './strokes.ts';

/** A word of a text or a query. */
export interface Word {
  /** As it stands there. */
  readonly typed: string;
  /** In lower case. */
  readonly text: string;
  /** What remains without endings; the same where there are none. */
  readonly stem: string;
}

/** What people write around what they mean. */
const IDLE = new Set(
  [
    'a an and any are as at be been but by can could did do does for from get got had has have hello hi how i if in is it its',
    'just may me my need no not of on or our please should so still tell thank thanks that the their then there this to up us',
    'want was we were what when where which who why will with would you your about after am im ive id dont didnt cant hey',
    'something anything someone anyone somebody thing things product products bought',
    '물건 물건을 물건이 상품 상품을 상품이 제품 제품을 제품이 주문한 구매한 산 이것',
    'hasnt havent isnt wasnt doesnt wont yet also some than they them here into out',
    '안녕하세요 안녕 저 저는 제 제가 나 내 내가 이 그 것 거 수 좀 더 잘 왜 언제 언제쯤 어떻게 어디 어디서 무엇 뭐 뭘 얼마나 얼마 있나요',
    '있어요 있을까요 없나요 되나요 돼요 되요 될까요 하나요 해요 할까요 하고 하는 하면 하려면 하려고 싶어요 싶은데요 싶습니다 주세요',
    '해주세요 해줘 부탁드려요 부탁합니다 부탁해요 알려주세요 알려줘 궁금해요 궁금합니다 문의 문의드려요 문의합니다 문의요 감사합니다',
    '방법 방법이 관련 대해 대해서 건가요 인가요 까지 부터 다시 너무 많이 그런데 근데 그리고 혹시 할 수가 받고 받을 보내 주신 어제 오늘 내일 아직',
    '안되나요 안돼요 안되요 안 못 했는데 했는데요 했어요 하는데 하는데요 인데 인데요 됐어요 됐나요 되었나요 되는지 하는지 어떻해 어떡해 요 네 아 이거 그거 나와요 나오나요 나와 나올까요 왔나요 왔어요',
  ]
    .join(' ')
    .split(' '),
);

/** Endings of Korean words, the longest first; what is left has two syllables at least. */
const KOREAN_ENDINGS = [
  '고싶은데요|고싶어요|고싶습니다|고싶은데|하고싶은데요|하고싶어요|하고싶습니다|하려는데요|하려면요|해주실수|해주세요|해주나요|하는방법|하는법|했습니다|했는데요|합니다만',
  '하려고요|하려면|하려고|하나요|할래요|할게요|할까요|했어요|했는데|했나요|됐어요|됐나요|됐는데|되나요|되는데|될까요|됩니다|합니다|하는데|하는지|하세요|했더니',
  '이에요|예요|인데요|인가요|이나요|에서는|으로는|이라고|에게|에는|에서|으로|까지|부터|처럼|보다|하고|하는|하면|하기|하게|했던|해서|해도|해요|된다|되는|돼요|되요|되면|되어|이랑|이나|이요|인데|인가',
  '은|는|이|가|을|를|에|의|로|와|과|도|만|요|나|랑|한|할|해|된|될',
]
  .join('|')
  .split('|');

const ENGLISH_ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/(?<=..)'s?$/, ''],
  [/(?<=...)ies$/, 'y'],
  [/(?<=..(?:s|x|z|ch|sh))es$/, ''],
  [/(?<=..[^su])s$/, ''],
  [/(?<=...)ing$/, ''],
  [/(?<=...)ed$/, ''],
  [/(?<=...)(?:ment|ation)$/, ''],
];

/** The words of a text, in its order. Korean beside Latin or digits is a word of its own. */
export function splitWords(text: string): readonly Word[] {
  const runs = unify(text).match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return runs
    .flatMap(splitMixed)
    .map((typed) => {
      const word = typed.toLowerCase().replaceAll('’', "'");
      return { typed, text: word.replaceAll("'", ''), stem: stemOf(word) };
    })
    .filter(({ text: word }) => word !== '');
}

/** Whether a word says nothing about what is meant. */
export function isIdle({ text, stem }: Word): boolean {
  return IDLE.has(text) || IDLE.has(stem);
}

/** One way to write the same: whole syllables, narrow letters, no marks of width. Single jamo stay as they are. */
function unify(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\u3131-\u318e]+/g, (part) => part.normalize('NFKC'));
}

/** `\p{L}` has Korean in it, too: what stands beside it is cut off. */
function splitMixed(run: string): readonly string[] {
  return run.match(/[\uac00-\ud7a3\u3131-\u318e]+|[^\uac00-\ud7a3\u3131-\u318e]+/g) ?? [];
}

function stemOf(word: string): string {
  if (isKorean(word)) return stemKorean(word);
  if (!/^[a-z']+$/.test(word)) return word;
  const plain = ENGLISH_ENDINGS.reduce((stem, [ending, instead]) => stem.replace(ending, instead), word);
  // `shipping` and `shipped` come from `ship`, `refund` keeps its end; the e of `exchange` goes with that of `exchanged`.
  const single = plain === word ? plain : plain.replace(/([bdgmnprt])\1$/, '$1').replace(/([^l])ll$/, '$1l');
  return single.replace(/(?<=...)e$/, '').replaceAll("'", '');
}

function stemKorean(word: string): string {
  let stem = word;
  for (let round = 0; round < 2; round += 1) {
    const ending = KOREAN_ENDINGS.find((one) => stem.endsWith(one) && stem.length - one.length >= 2);
    if (ending === undefined) return stem;
    stem = stem.slice(0, -ending.length);
  }
  return stem;
}
