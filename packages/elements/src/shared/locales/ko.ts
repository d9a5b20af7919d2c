import type { Terms } from '../terms.ts';

/** Korean texts, in the polite form (해요체 and 합쇼체 as customer service mixes them). */
export const ko = {
  // Launcher and shell
  open: '문의하기',
  close: '닫기',
  minimise: '최소화',
  back: '뒤로',
  panelLabel: '고객 상담',
  unread: (count: number): string => `새 메시지 ${count}개`,
  loading: '불러오는 중…',

  // Home
  greeting: '무엇을 도와드릴까요?',
  startChat: '채팅 상담하기',
  available: '지금 상담할 수 있어요',
  startChatDetail: '상담사가 직접 답변해 드려요',
  search: '무엇이 궁금하세요?',
  levelFailed: '주제를 불러오지 못했어요. 다시 시도',
  costWait: (from: string, to: string): string => `대기 약 ${from}~${to}분`,
  costOpens: (moment: string): string => `지금은 안 돼요. ${moment}부터 가능`,
  costDown: '지금은 이용할 수 없어요',
  continueChat: '상담 이어가기',
  lastMessage: (author: string, text: string): string => `${author}: ${text}`,

  // Composing
  chat: '채팅 상담',
  messageLabel: '메시지',
  messagePlaceholder: '메시지를 입력해 주세요',
  send: '보내기',
  tooLong: (maxCharacters: string): string => `${maxCharacters}자 이내로 입력해 주세요.`,
  charactersLeft: (count: string): string => `${count}자 남음`,

  // Messages
  messagesLabel: '대화 내용',
  you: '나',
  agent: '상담사',
  customer: '고객',
  automatic: '자동 응답',
  saidAt: (author: string, time: string): string => `${author}, ${time}`,
  notSentYet: '전송 대기 중',
  sending: '보내는 중…',
  sent: '보냄',
  delivered: '전달됨',
  read: '읽음',
  failed: '보내지 못함',
  retry: '다시 보내기',
  discard: '삭제',
  typing: (name: string): string => `${name}님이 입력하고 있어요…`,
  newMessages: '새 메시지',
  jumpToLatest: '최근 메시지로 이동',
  loadEarlier: '이전 메시지 보기',
  loadingHistory: '이전 메시지를 불러오는 중…',
  emptyChat: '궁금한 점을 남겨 주세요. 대화는 저장되니 페이지를 닫았다가 다시 오셔도 됩니다.',

  // Structured messages
  choose: '선택해 주세요',
  answered: '답변 완료',
  submit: '답변 보내기',
  required: '필수 입력 항목이에요.',
  optional: '선택',

  // State of the conversation
  queued: '상담사를 연결하고 있어요. 잠시만 기다려 주세요.',
  queuePosition: (position: string): string => `대기 순서는 ${position}번째예요.`,
  noAgents: '지금은 모든 상담사가 상담 중이에요. 메시지를 남겨 주시면 순서대로 답변해 드릴게요.',
  closedNow: '지금은 상담 시간이 아니에요. 메시지를 남겨 주시면 상담 시간에 답변해 드릴게요.',
  closedUntil: (moment: string): string =>
    `지금은 상담 시간이 아니에요. ${moment}부터 상담할 수 있어요. 메시지를 남겨 주시면 답변해 드릴게요.`,
  agentJoined: (name: string): string => `${name}님이 상담을 시작했어요`,
  agentDisconnected: (name: string): string => `${name}님의 연결이 끊겼어요. 다른 상담사를 연결해 드릴게요.`,
  conversationEnded: '상담이 종료되었어요',
  conversationErased: '상담 내용이 삭제되었어요',
  endedByYou: '상담을 종료하셨어요',
  endedByAgent: (name: string): string => `${name}님이 상담을 종료했어요`,
  endedByCustomer: '고객님이 상담을 종료했어요',
  agentReleased: (name: string): string => `${name}님이 다른 상담사에게 상담을 넘겼어요`,
  startNew: '새 상담 시작하기',
  end: '상담 종료',
  endTitle: '상담을 종료할까요?',
  endDetail: '언제든지 새 상담을 시작하실 수 있어요.',
  endConfirm: '종료하기',
  cancel: '취소',
  dismiss: '닫기',

  // Earlier conversations
  earlier: '지난 상담',
  earlierAll: '지난 상담 목록',
  earlierOlder: '이전 상담 더 보기',
  earlierEmpty: '지난 상담이 없어요.',
  earlierFailed: '지금은 지난 상담을 불러올 수 없어요.',
  earlierOn: (day: string): string => `${day} 상담`,
  writeAgain: '다시 문의하기',

  // Connection
  reconnecting: '연결이 끊겼어요. 다시 연결하고 있어요…',
  offline: '오프라인 상태예요. 연결되면 메시지를 보내 드릴게요.',
  storageBlocked: '브라우저 저장 공간을 사용할 수 없어요. 페이지를 떠나면 보내지 못한 메시지가 사라져요.',

  // Errors, by code of the register
  error_rate_limited: '메시지를 너무 빠르게 보내고 있어요. 잠시 후 다시 시도해 주세요.',
  error_too_large: '메시지가 너무 길어요. 나누어 보내 주세요.',
  error_conversation_closed: '종료된 상담이에요. 새 상담을 시작해 주세요.',
  error_read_only: '지금은 메시지를 받을 수 없어요. 보관해 두었다가 나중에 보내 드릴게요.',
  error_unavailable: '지금은 연결할 수 없어요. 보관해 두었다가 나중에 보내 드릴게요.',
  error_timeout: '응답이 없어요. 다시 시도할게요.',
  error_disconnected: '연결이 끊겨 있어요. 보관해 두었다가 나중에 보내 드릴게요.',
  error_capacity: '지금 문의가 많아요. 잠시 후 다시 시도해 주세요.',
  error_outbox_full: '보내지 못한 메시지가 너무 많아요. 다시 연결될 때까지 기다려 주세요.',
  error_expired: '보낸 지 오래된 메시지예요. 지금 보낼까요?',
  error_replaced: '다른 창에서 상담이 이어지고 있어요.',
  error_forbidden: '여기에서는 할 수 없는 작업이에요.',
  error_other: '문제가 생겼어요. 다시 시도해 주세요.',
} satisfies Terms;
