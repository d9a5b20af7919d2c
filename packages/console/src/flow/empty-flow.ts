import type { Flow } from '@beside/protocol/visual-ivr';

/** A flow to begin with: one menu that leads to a chat, else to a callback, else says that nobody is there. */
export function createEmptyFlow(siteId: string, locale: string): Flow {
  const text = (en: string, ko: string) => ({ en, ko });
  return {
    version: 1,
    flowId: siteId,
    locales: locale.startsWith('ko') ? ['ko', 'en'] : ['en', 'ko'],
    start: 'home',
    human: 'chat',
    nodes: {
      home: {
        kind: 'menu',
        title: text('What is it about?', '무엇을 도와드릴까요?'),
        choices: [
          {
            choiceId: 'person',
            label: text('Talk to a person', '상담원과 상담'),
            icon: 'person',
            to: 'chat',
          },
        ],
      },
      chat: { kind: 'action', action: { do: 'chat' }, otherwise: 'callback' },
      callback: { kind: 'action', action: { do: 'callback' }, otherwise: 'away' },
      away: {
        kind: 'end',
        title: text('Nobody is there right now', '지금은 상담원이 없습니다'),
        text: text('Please come back during opening hours.', '영업 시간에 다시 찾아 주세요.'),
        outcome: 'done',
      },
    },
  };
}
