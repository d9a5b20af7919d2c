export { createSystemClock } from '@beside/protocol';
export { createCustomerClient } from './customer/customer-client.ts';
export { watchBrowserLifecycle, type PageLifecycle } from './drivers/browser-lifecycle.ts';
export { createIdbStore, type ClosableStore } from './drivers/idb-store.ts';
export { createMemoryStore } from './drivers/memory-store.ts';
export { createWebLocksTabs } from './drivers/web-locks-tabs.ts';
export type { KeyValueStore } from './base/key-value-store.ts';
export type { TabChannel, TabLock } from './base/tab-lock.ts';
export type {
  CustomerClient,
  CustomerClientEvents,
  CustomerClientOptions,
  CustomerFlowOptions,
  CustomerState,
  InteractionName,
  KnownInteraction,
} from './customer/customer-api.ts';
export type {
  CallbackChannel,
  CallbackChoice,
  CallbackMove,
  CallbackProblem,
  CallbackState,
  CallbackWish,
  CallbackWishKind,
  ConsentAnswer,
  PendingCallback,
} from './channels/callback/view.ts';
export type { FlowChannel, FlowChannelState, FlowLead, FlowOutcome } from './channels/visual-ivr/view.ts';
export type { FlowWay } from './session/flow-way.ts';
export type { Draft } from './channels/chat/draft.ts';
export type { EarlierConversation, EarlierConversations } from './channels/chat/earlier.ts';
export type {
  CallbackItem,
  ChatChannel,
  ChatItem,
  ChatView,
  EventItem,
  MessageItem,
  MessageProgress,
} from './channels/chat/view.ts';
