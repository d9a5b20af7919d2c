const id = '0195d000-0000-7000-8000-000000000001';
const epoch = 'epoch-0001';
const token = 'abcdefghijklmnopqrstuvwxyz';
const at = 1_772_420_400_000;

const context = {
  page: { url: 'https://shop.example/cart', title: 'Cart' },
  cart: {
    items: [{ id: 'a', name: '달항아리', quantity: 2, unitPrice: 189_000 }],
    total: 378_000,
    currency: 'KRW',
  },
  attributes: { plan: 'gold', 'cart.step': '2' },
  customerName: '김하늘',
  flow: {
    flowId: 'shop',
    revision: 3,
    path: [{ nodeId: 'start', label: '배송 조회' }],
    answers: [{ variable: 'orderNumber', label: '주문 번호', value: '2026-1125' }],
  },
};
const contents = [
  { kind: 'text', text: '안녕하세요' },
  { kind: 'text', text: 'Yes', replyTo: { seq: 3, optionId: 'yes' } },
  { kind: 'form-reply', replyTo: { seq: 4 }, values: { name: 'Kim' } },
];
const structured = [
  { kind: 'choices', text: 'Which one?', options: [{ id: 'a', label: 'A' }] },
  { kind: 'card', title: 'Lamp', text: 'In stock', link: { label: 'See', url: 'https://shop.example/lamp' } },
  {
    kind: 'form',
    text: 'Your address',
    fields: [{ id: 'size', label: 'Size', input: 'select', required: true, options: ['S', 'M'] }],
  },
];
const site = {
  siteId: 'shop',
  name: 'Neuru',
  texts: { en: { greeting: 'Hello' }, ko: { greeting: '안녕하세요' } },
  allowedQueries: ['ref'],
};
const availability = { status: 'closed', opensAt: at, zone: 'Asia/Seoul' };
const conversation = {
  conversationId: id,
  siteId: 'shop',
  queueId: 'general',
  status: 'assigned',
  locale: 'ko-KR',
  queuedAt: at,
  answeredAt: at,
  lastSeq: 5,
  context,
  verified: { subject: 'u1', name: 'Kim' },
};
const desk = {
  agent: { agentId: id, name: 'Mina', alias: '미나', role: 'agent' },
  presence: 'away',
  presenceReason: 'missed-offers',
  capacity: 4,
  offers: [{ offerId: id, expiresAt: at, conversation }],
  conversations: [conversation],
  queues: [{ siteId: 'shop', queueId: 'general', name: 'General', waiting: 0, agentsAvailable: 1 }],
};
const entry = { seq: 1, id, type: 'chat.message', at, commandId: id, body: { any: ['thing'] } };

const number = { kind: 'phone', number: '010-1234-5678', country: 'KR' };
const slot = { startAt: at, endAt: at + 900_000, load: 'quiet' };
const scheduled = {
  ...{ kind: 'scheduled', startAt: at, endAt: at + 900_000 },
  wall: { time: '2026-03-02T12:00', zone: 'Asia/Seoul', offsetMinutes: 540, rules: '2026a' },
};
const consent = {
  ...{ consentId: 'callback', kind: 'required', isGiven: true, textVersion: '3', locale: 'ko', at },
  textHash: 'a'.repeat(64),
};
const aboutCallback = { conversationId: id, callbackId: id };
const wanted = { when: { kind: 'asap' }, availabilityRevision: 'r1', zone: 'Asia/Seoul' };

/** At least one valid value of every kind of every schema that browsers load; both engines must agree on them. */
export const SAMPLES = {
  contextSchema: [{}, context, { page: { url: 'https://shop.example/' } }],
  interactionSchema: [
    { id, name: 'launcher.opened', at, properties: { panel: 'home', count: 2, isNew: true } },
  ],
  siteInfoSchema: [site],
  availabilitySchema: [availability, { status: 'open', zone: 'Asia/Seoul', more: 1 }],
  localeSchema: ['ko', 'en-GB'],
  customerContentSchema: contents,
  agentContentSchema: [contents[0], ...structured],
  customerCommandSchema: [
    {
      type: 'conversation.start',
      conversationId: id,
      channel: 'chat',
      locale: 'ko',
      context,
      queueId: 'orders',
    },
    { type: 'conversation.set-context', conversationId: id, context },
    { type: 'conversation.end', conversationId: id },
    ...contents.map((content) => ({ type: 'chat.send', conversationId: id, content })),
  ],
  wireEntrySchema: [entry, { seq: 2, id, type: 'new.kind', at, body: null }],
  agentServerFrameSchema: [
    { type: 'welcome', version: 1, role: 'agent', serverTime: at, heartbeatMs: 20_000, desk },
    { type: 'desk', desk },
  ],
  customerServerFrameSchema: [
    {
      ...{ type: 'welcome', version: 1, role: 'customer', serverTime: at, heartbeatMs: 20_000 },
      customer: {
        customerId: id,
        site,
        availability,
        identified: false,
        hasEarlier: true,
        conversation: { conversationId: id, epoch, status: 'queued', lastSeq: 2 },
      },
    },
    { type: 'token', token },
    { type: 'result', id, value: { conversationId: null, seq: 0, at } },
    {
      type: 'refusal',
      id,
      error: { code: 'conflict', message: 'x', details: { a: 1, b: null, c: 'd', e: true } },
    },
    { type: 'entries', conversationId: id, epoch, afterSeq: 0, uptoSeq: 1, entries: [entry] },
    { type: 'discontinuity', conversationId: id, epoch, reason: 'epoch', afterSeq: 3 },
    { type: 'history-page', id, epoch, entries: [entry], more: true },
    { type: 'answer', id, value: { any: 'thing' } },
    { type: 'callback', view: null },
    { type: 'conversations-page', id, conversations: [{ any: ['thing'] }], more: false },
    { type: 'signal', conversationId: id, from: 'agent', signal: { kind: 'typing', on: true } },
    { type: 'signal', conversationId: id, from: 'server', signal: { kind: 'queue-position', position: 1 } },
    {
      ...{ type: 'receipts', conversationId: id, customer: { deliveredSeq: 1, readSeq: 0 } },
      agent: { deliveredSeq: 2, readSeq: 2 },
    },
    { type: 'availability', availability },
    { type: 'pong', at, serverTime: at },
    { type: 'error', error: { code: 'rate_limited', message: 'x', retryAfterMs: 5 } },
  ],
  callbackCommandOfCustomerSchema: [
    {
      ...{ type: 'callback.request', ...aboutCallback, ...wanted, target: number, consents: [consent] },
      ...{ browserZone: 'UTC', matter: { path: [{ nodeId: 'delivery', label: '배송' }], note: '내일' } },
      ...{ queueId: 'orders', locale: 'ko', context },
    },
    {
      ...{ type: 'callback.reschedule', ...aboutCallback, ...wanted, revision: 2, target: { kind: 'page' } },
      when: { kind: 'scheduled', startAt: at, holdId: id },
    },
    { type: 'callback.cancel', ...aboutCallback, reason: 'solved' },
    { type: 'callback.verify', ...aboutCallback, code: '012345' },
    { type: 'callback.send-code', ...aboutCallback },
  ],
  callbackAvailabilitySchema: [
    {
      ...{ offer: 'both', waiting: { fromMinutes: 5, toMinutes: 10 }, slots: [slot] },
      ...{ zone: 'Asia/Seoul', revision: 'r1' },
    },
    { offer: 'closed', reason: 'outside-hours', slots: [], opensAt: at, zone: 'UTC', revision: 'r2' },
  ],
  callbackOfferSchema: [
    {
      availability: { offer: 'asap', slots: [], zone: 'UTC', revision: 'r3' },
      consents: [
        {
          ...{ consentId: 'privacy', kind: 'required', textVersion: '1' },
          textHash: 'a'.repeat(64),
          text: '동의',
        },
      ],
      ...{ country: 'KR', callerNumber: '02-1234-5678', needsVerification: true, targets: ['phone'] },
    },
  ],
  slotHoldSchema: [{ holdId: id, startAt: at, expiresAt: at }],
  callbackViewSchema: [
    {
      ...{ callbackId: id, conversationId: id, revision: 1, status: 'retry-wait', when: scheduled },
      ...{ zone: 'Asia/Seoul', numberEnding: '5678', checkCode: '07', callerNumber: '15881234' },
      attempts: [{ number: 1, startedAt: at, outcome: 'busy' }],
      ...{ agentName: 'Mina', retryAt: at, endedAt: at },
    },
  ],
  helloSchema: [
    { type: 'hello', versions: [1], role: 'customer', siteId: 'shop', token, locale: 'en' },
    { type: 'hello', versions: [1], role: 'agent', ticket: token, locale: 'en' },
  ],
} as const;
