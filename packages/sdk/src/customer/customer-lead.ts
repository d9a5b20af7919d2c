import {
  isCallbackCommand,
  type BesideError,
  type CallbackView,
  type Clock,
  type CommandId,
  type ContactCenter,
  type CustomerCommand,
  type CustomerWelcome,
  type SiteId,
} from '@beside/protocol';
import type { ChatCore } from '../channels/chat/chat-core.ts';
import { startLazyLiveChat } from '../channels/chat/lazy-live-chat.ts';
import { tellConnection, type CustomerChange, type SharedState } from './customer-change.ts';
import type { Outbox } from '../session/outbox.ts';
import { startLazyPump } from '../session/lazy-pump.ts';
import { findOpenConversation, type OutboxItem } from '../session/outbox-rules.ts';
import type { ReportLine } from '../session/reports.ts';
import type { TabWish } from '../session/tab-message.ts';

/** What the leading tab's work needs and whom it tells. */
export interface CustomerLeadOptions {
  readonly contactCenter: ContactCenter;
  readonly siteId: SiteId;
  readonly locale: string;
  readonly token: string | undefined;
  /** What was known before this tab led, or before it connected anew; true until the next greeting. */
  readonly known: SharedState;
  readonly clock: Clock;
  readonly core: ChatCore;
  readonly outbox: Outbox<CustomerCommand>;
  /** Hears everything that becomes known; the model has it when this returns. */
  readonly publish: (change: CustomerChange) => void;
  readonly keepToken: (token: string) => void;
  /** A connection was greeted and everything about it published. */
  readonly onWelcome: () => void;
  readonly onSent: (item: OutboxItem<CustomerCommand>) => void;
  readonly onRefused: (item: OutboxItem<CustomerCommand>, error: BesideError) => void;
}

/** The one tab that holds the connection: reads, sends what waits, tells the others. */
export interface CustomerLead {
  /** The way for reports; `undefined` without connection. */
  readonly reportLine: ReportLine | undefined;
  /** Something new waits in the outbox. */
  nudge(): void;
  /** The customer is about to write. */
  prepare(): void;
  /** Does what this or another tab wishes. */
  fulfil(wish: Exclude<TabWish, 'identify' | 'earlier' | 'callback'>): void | Promise<void>;
  identify(identityToken: string, key: { readonly commandId: CommandId }): Promise<void>;
  /** Answers what this or another tab asks about earlier conversations or callbacks. */
  answer(about: 'earlier' | 'callback', query: unknown): Promise<unknown>;
  /** Closes the connection; what waits stays in the outbox. Safe twice. */
  stop(): void;
}

/** Connects and leads. */
export function startCustomerLead(options: CustomerLeadOptions): CustomerLead {
  const { contactCenter, siteId, locale, token, known, clock, core, outbox, publish } = options;
  const session = contactCenter.open({ siteId, locale, token });
  let customer: CustomerWelcome | undefined;
  let callback: CallbackView | null | undefined = known.callback;

  const isConnected = (): boolean => session.connection.status === 'connected';
  const tellState = (): void =>
    publish({
      type: 'state',
      state: {
        connection: tellConnection(session.connection),
        clockOffsetMs: session.clockOffsetMs,
        isIdentified: customer?.identified ?? known.isIdentified,
        customerId: customer?.customerId ?? known.customerId,
        site: customer?.site ?? known.site,
        availability: customer?.availability ?? known.availability,
        hasEarlier: customer?.hasEarlier ?? known.hasEarlier,
        callback,
      },
    });

  const live = startLazyLiveChat({ session, clock, side: 'customer', getModel: () => core.model, publish });
  const pump = startLazyPump<CustomerCommand>({
    outbox,
    clock,
    isConnected,
    execute: ({ command, commandId, intentAt }) => session.execute(command, { commandId, intentAt }),
    onDone(item, { seq, at }) {
      const { command, commandId } = item;
      const { conversationId } = command;
      if (command.type === 'conversation.start') live.open(conversationId, 'queued', true);
      // In a conversation of its own nobody waits for an answer in writing.
      if (command.type === 'callback.request' && conversationId !== core.model.conversationId)
        live.open(conversationId, 'idle', true);
      if (command.type === 'chat.send')
        publish({ type: 'sent', conversationId, commandId, seq, at, content: command.content });
      options.onSent(item);
    },
    onRefused(item, error) {
      // The outbox has moved what waits to the conversation that is open already: look at that one.
      const openId = findOpenConversation(error);
      if (openId) live.open(openId, 'queued', false);
      options.onRefused(item, error);
    },
    async findRefusal(item, error) {
      if (!isCallbackCommand(item.command)) return undefined;
      const { refuseCallback } = await import('../channels/callback/refuse-callback.ts');
      return refuseCallback(item, error, clock);
    },
  });

  const stops = [
    session.on('connection-changed', tellState),
    session.on('token', (told) => options.keepToken(told.token)),
    session.on('callback', (view) => {
      callback = view;
      tellState();
    }),
    session.on('availability', (availability) => {
      if (!customer) return;
      customer = { ...customer, availability };
      tellState();
    }),
    session.on('welcome', (welcome) => {
      customer = welcome;
      tellState();
      const { conversation } = welcome;
      if (conversation) live.open(conversation.conversationId, conversation.status, false);
      else live.open(null, 'new', false);
      pump.nudge('connected');
      options.onWelcome();
    }),
  ];
  tellState();

  return {
    get reportLine() {
      return isConnected() ? session : undefined;
    },
    nudge: () => pump.nudge('added'),
    prepare() {
      pump.prepare();
      live.prepare();
    },
    fulfil(wish) {
      switch (wish) {
        case 'typing':
          pump.prepare();
          return live.typing();
        case 'stop-typing':
          return live.stopTyping();
        case 'mark-read':
          return live.markRead();
        case 'load-earlier':
          return live.loadEarlier();
        case 'wake':
          return session.wake();
        default:
          return wish satisfies never;
      }
    },
    async answer(about, query) {
      if (about === 'earlier')
        return (await import('../channels/chat/earlier.ts')).answerEarlier(session, query);
      const { answerCallback } = await import('../channels/callback/callback-questions.ts');
      return answerCallback(session.callbacks, query);
    },
    async identify(identityToken, key) {
      await session.identify(identityToken, key);
    },
    stop() {
      for (const stop of stops.splice(0)) stop();
      live.stop();
      pump.stop();
      session.close();
    },
  };
}
