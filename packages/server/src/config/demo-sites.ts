import { configureCallback, siteCallbackSchema } from './callback.ts';
import { siteInvitationsSchema } from './invitations.ts';
import { configureKnowledge } from './knowledge.ts';
import type { ConfiguredSite } from './load-config.ts';
import { readFlowFile } from './visual-ivr.ts';

const CALLBACK = {
  countries: ['KR', 'US', 'JP', 'GB', 'DE'],
  consents: [
    {
      consentId: 'call',
      kind: 'required',
      version: '1',
      texts: {
        en: 'You may use my telephone number to call me about this matter. It is deleted with the conversation.',
        ko: '이 문의와 관련한 통화를 위해 제 전화번호를 이용하는 데 동의합니다. 번호는 대화와 함께 삭제됩니다.',
      },
    },
    {
      consentId: 'news',
      kind: 'optional',
      version: '1',
      texts: {
        en: 'You may tell me about offers during the call.',
        ko: '통화 중 혜택 안내를 받는 데 동의합니다.',
      },
    },
  ],
} as const;

const INVITATIONS = siteInvitationsSchema.parse([
  {
    invitationId: 'stuck-at-checkout',
    texts: {
      en: { title: 'Is the form in the way?', text: 'We can look at it together.', accept: 'Help me' },
      ko: { title: '입력이 잘 안 되시나요?', text: '상담원이 함께 봐 드릴게요.', accept: '도움받기' },
    },
    when: { pages: ['/demo/shop/checkout'], mistakes: 3 },
    opens: 'chat',
  },
  {
    invitationId: 'full-cart',
    texts: {
      en: {
        title: 'Questions before you order?',
        text: 'Somebody is free and answers right away.',
        accept: 'Ask now',
      },
      ko: {
        title: '주문 전에 궁금한 점이 있으신가요?',
        text: '지금 바로 답해 드릴 수 있어요.',
        accept: '물어보기',
      },
    },
    when: { pages: ['/demo/shop/checkout'], cartCount: 1, secondsOnPage: 40 },
    opens: 'home',
  },
]);

/**
 * The sites of the demonstration pages.
 *
 * @param origins where those pages are served
 * @param backend module of a backend for all; the built-in engine when absent
 * @param folder of the demonstration pages, which has their flows and articles; without them when absent
 */
export function createDemoSites(
  origins: readonly string[],
  backend: string | undefined,
  folder?: string,
): ConfiguredSite[] {
  // A vendor's backend answers by itself.
  const beside = backend === undefined ? 'beside' : 'off';
  const knowledgeOf = (
    name: string,
    firstAnswer: 'off' | 'beside' = 'off',
  ): Pick<ConfiguredSite, 'knowledge'> => {
    if (folder === undefined) return {};
    const entry = { folder: `${name}/knowledge`, firstAnswer } as const;
    return { knowledge: configureKnowledge(entry, { folder, field: 'demo' }) };
  };
  const flowOf = (name: string): Pick<ConfiguredSite, 'visualIvr'> =>
    folder === undefined ? {} : { visualIvr: readFlowFile(`${name}/flow.json`, { folder, field: 'demo' }) };
  const common = {
    origins,
    allowNoOrigin: true, // examples and load generators run outside of browsers
    hours: { zone: 'Asia/Seoul', week: 'always', exceptions: {} },
    allowedQueries: ['id'],
    backendSettings: {},
    // A vendor's backend has a telephone of its own.
    ...(backend === undefined
      ? { callback: configureCallback(siteCallbackSchema.parse(CALLBACK), [], 'demo') }
      : { backend }),
  } as const;
  return [
    {
      ...common,
      ...knowledgeOf('shop'),
      ...flowOf('shop'),
      siteId: 'shop',
      name: 'Neuru',
      invitations: INVITATIONS,
      queues: [
        { queueId: 'general', name: 'General' },
        { queueId: 'orders', name: 'Orders' },
      ],
      texts: {
        en: {
          greeting: 'How can we help with your order?',
          emptyChat: 'Write to us. A person answers, usually within a minute.',
          callbackReasons: 'My delivery\nMy payment\nReturn or exchange\nAbout a product',
        },
        ko: {
          callbackReasons: '배송 문의\n결제 문의\n교환·반품\n상품 문의',
          greeting: '주문에 대해 무엇을 도와드릴까요?',
          emptyChat: '메시지를 남겨 주세요. 보통 1분 안에 상담원이 직접 답해 드립니다.',
        },
      },
    },
    {
      ...common,
      ...knowledgeOf('shop'),
      siteId: 'outlet',
      name: 'Neuru Outlet',
      queues: [{ queueId: 'general', name: 'General' }],
      texts: {
        en: {
          greeting: 'Questions about an offer?',
          emptyChat: 'Ask us anything about sizes, stock and delivery.',
        },
        ko: {
          greeting: '특가 상품이 궁금하신가요?',
          emptyChat: '크기, 재고, 배송에 대해 무엇이든 물어보세요.',
        },
      },
    },
    {
      ...common,
      ...knowledgeOf('insurance', beside),
      ...flowOf('insurance'),
      siteId: 'insurance',
      name: 'Ondam',
      queues: [
        { queueId: 'contracts', name: 'Contracts' },
        { queueId: 'claims', name: 'Claims' },
      ],
      texts: {
        en: {
          greeting: 'What can we explain or settle for you?',
          emptyChat: 'Write to us. A person who knows your cover answers.',
          callbackReasons: 'A claim\nMy contract\nMy premium\nNew cover',
        },
        ko: {
          greeting: '무엇을 설명하고 처리해 드릴까요?',
          emptyChat: '메시지를 남겨 주세요. 보장 내용을 잘 아는 상담원이 답해 드립니다.',
          callbackReasons: '보험금 청구\n계약 문의\n보험료 문의\n새로운 가입',
        },
      },
    },
  ];
}
