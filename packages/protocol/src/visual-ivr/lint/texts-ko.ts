import type { RuleId } from './rules.ts';
import type { RuleText } from './texts-en.ts';

/** What each rule says in Korean. */
export const KOREAN: Readonly<Record<RuleId, RuleText>> = {
  json: { message: 'JSON이 아닙니다: {problem}', mend: '문법을 고치세요. 편집기가 위치를 표시합니다.' },
  'duplicate-key': {
    message: '“{name}” 이름이 두 번 있어 앞의 것이 사라집니다.',
    mend: '둘 중 하나의 이름을 바꾸세요.',
  },
  'too-large': {
    message: '흐름의 한도를 넘었습니다: {problem}.',
    mend: '줄이거나 긴 글은 도움말 문서로 옮기세요.',
  },
  version: {
    message: '형식 버전은 1인데 “{found}”(으)로 되어 있습니다.',
    mend: '더 새로운 버전용 흐름이면 Beside를 업데이트하고, 아니면 "version": 1로 적으세요.',
  },
  'unknown-kind': {
    message: '“{found}”(이)라는 노드 종류는 없습니다.',
    mend: 'menu, form, article, condition, action, end 중 하나를 쓰세요.',
  },
  schema: {
    message: '형식에 맞지 않습니다: {problem}.',
    mend: '여기에 쓸 수 있는 값은 docs/flow.md에 있습니다.',
  },
  'broken-link': {
    message: '“{to}” 노드가 없습니다.',
    mend: '있는 노드를 지정하거나{nearest} 노드를 추가하세요.',
  },
  'duplicate-choice': {
    message: '이 메뉴에 choiceId가 “{choiceId}”인 선택지가 둘 있습니다.',
    mend: '하나의 choiceId를 바꾸세요.',
  },
  unreachable: { message: '“{nodeId}”에는 아무도 갈 수 없습니다.', mend: '선택지를 연결하거나 삭제하세요.' },
  'no-end': {
    message: '여기서는 끝에 닿을 수 없고 계속 맴돕니다.',
    mend: '문서, 동작 또는 종료 노드로 가는 길을 만드세요.',
  },
  'no-end-when-closed': {
    message: '운영 시간이 아닐 때 여기서는 끝에 닿을 수 없습니다(상황: {world}).',
    mend: '운영 시간 외의 길을 추가하세요: 콜백, 문서 또는 운영 시간을 알리는 종료 노드.',
  },
  'no-end-when-down': {
    message: '여기서는 끝에 닿을 수 없습니다(상황: {world}).',
    mend: '그 채널 없이 가는 길을 추가하세요: 다른 채널, 문서 또는 종료 노드.',
  },
  'channel-down': {
    message: '{channel} 채널을 쓸 수 없을 때도 여기에 올 수 있는데, 대신할 안내가 없습니다(상황: {world}).',
    mend: '"otherwise"에 {channel} 없이 도울 노드를 지정하세요.',
  },
  endless: {
    message: '조건끼리 끝없이 이어집니다: {circle} (상황: {world}).',
    mend: '그중 하나를 화면에 보이는 노드로 연결하세요.',
  },
  'condition-circle': {
    message: '화면 없이 서로 이어지는 노드가 있습니다: {circle}.',
    mend: '지금의 조건으로는 끝나지만, 한 방향으로 정리하세요.',
  },
  'choice-to-itself': {
    message: '이 선택지는 자기 메뉴로 돌아옵니다.',
    mend: '다른 곳으로 연결하거나 삭제하세요.',
  },
  'empty-menu': {
    message: '이 메뉴에 선택지가 하나도 없습니다(상황: {world}).',
    mend: '"when"이 없는 선택지를 하나 두세요.',
  },
  'too-deep': {
    message: '이 메뉴는 {level}단계에 있습니다. 다섯 단계는 너무 깊습니다.',
    mend: '시작에 더 가깝게 옮기세요. 거의 모든 경우 세 단계면 됩니다.',
  },
  deep: {
    message: '이 메뉴는 {level}단계에 있습니다. 세 단계를 넘으면 찾기 어렵습니다.',
    mend: '시작에 더 가깝게 옮기세요.',
  },
  'no-human': {
    message: '상담사로 가는 길이 “{nodeId}”에서 끝나 아무에게도 닿지 않습니다(상황: {world}).',
    mend: '그때 쓸 수 있는 채팅, 콜백 또는 전화로 연결하세요.',
  },
  'human-far': {
    message: '상담사로 가는 길이 먼저 “{nodeId}”을(를) 거칩니다(상황: {world}).',
    mend: '"human"을 채팅, 콜백, 전화 또는 그 메뉴로 바로 연결하세요.',
  },
  'human-unnamed': {
    message: '채팅과 콜백을 모두 쓸 수 없을 때 상담사 버튼이 갈 곳이 없습니다.',
    mend: '"human"에 채팅, 콜백, 전화로 가거나 운영 시간을 알리는 노드를 지정하세요.',
  },
  'never-true': {
    message: '이 조건은 성립하지 않습니다.',
    mend: '비교 값을 고치거나{allowed} 이 조건에 걸린 것을 삭제하세요.',
  },
  'never-taken': {
    message: '앞의 조건이 모두 가져가서 여기로는 오지 않습니다.',
    mend: '위로 옮기거나 삭제하세요.',
  },
  unproven: {
    message: '여기부터 비교가 너무 많아 끝까지 확인하지 못했습니다.',
    mend: '비교를 줄이도록 나누세요.',
  },
  'missing-text': {
    message: '{locales} 문구가 없습니다.',
    mend: '추가하세요. 그때까지 {shown} 문구가 보입니다.',
  },
  'empty-text': { message: '{locale} 문구가 비어 있습니다.', mend: '문구를 쓰거나 삭제하세요.' },
  'other-locale': {
    message: '흐름의 언어가 아닌 {locale} 문구가 있습니다.',
    mend: '"locales"에 {locale}을(를) 추가하거나 문구를 삭제하세요.',
  },
  'duplicate-locale': { message: '{locale} 언어가 두 번 있습니다.', mend: '하나를 삭제하세요.' },
  'shown-as-written': {
    message: '“{part}”은(는) 적힌 그대로 보입니다. 문구 안의 값은 채워지지 않고 태그도 읽지 않습니다.',
    mend: '말로 풀어 쓰세요.',
  },
  'long-label': {
    message: '{locale} 이름이 {length}자입니다.',
    mend: '{most}자 안으로 줄이고, 나머지는 "detail"에 쓰세요.',
  },
  'same-label': {
    message: '{locale}에서 두 선택지가 똑같이 보입니다: “{label}”.',
    mend: '차이를 알 수 있게 쓰세요.',
  },
  'unknown-variable': {
    message: '“{variable}” 변수가 없습니다.',
    mend: '"variables"에 추가하거나 있는 변수를 지정하세요{nearest}.',
  },
  'unknown-queue': {
    message: '사이트에 “{queueId}” 대기열이 없습니다.',
    mend: '다음 중 하나를 쓰세요: {known}.',
  },
  'unknown-article': {
    message: '“{articleId}” 문서가 없습니다.',
    mend: '문서를 쓰거나 있는 문서를 지정하세요{nearest}.',
  },
  'article-locale': {
    message: '“{articleId}” 문서의 {locales} 글이 없습니다.',
    mend: '번역하세요. 그때까지 다른 언어로 보입니다.',
  },
  'unused-variable': { message: '“{variable}”을(를) 묻는 양식이 없습니다.', mend: '묻거나 삭제하세요.' },
  'never-asked': {
    message: '조건이 “{variable}”을(를) 보지만 묻는 양식이 없습니다.',
    mend: '먼저 묻거나 비교를 삭제하세요.',
  },
  'select-options': { message: '{problem}', mend: '"options"는 입력이 select일 때만, 그때는 반드시 쓰세요.' },
  'duplicate-option': { message: '“{value}” 항목이 두 번 있습니다.', mend: '하나를 삭제하세요.' },
  'duplicate-field': { message: '이 양식이 “{variable}”을(를) 두 번 묻습니다.', mend: '하나를 삭제하세요.' },
  'length-order': {
    message: '{minLength}자 이상이면서 {maxLength}자 이하인 글은 없습니다.',
    mend: 'minLength와 maxLength를 바꾸세요.',
  },
  'format-input': {
    message: 'format은 입력이 text일 때만 씁니다. 지금은 {input}입니다.',
    mend: 'format을 삭제하거나 입력을 text로 바꾸세요.',
  },
  address: {
    message: '“{address}”은(는) 고객이 열 수 없는 주소입니다.',
    mend: 'https://와 공개된 호스트, 또는 /로 시작하는 사이트 경로를 쓰세요.',
  },
  'price-missing': {
    message: '{number} 통화 요금이 적혀 있지 않습니다.',
    mend: '무료라도 "price"를 적으세요.',
  },
};
