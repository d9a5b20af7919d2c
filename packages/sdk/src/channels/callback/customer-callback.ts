import {
  BesideError,
  createEmitter,
  isCallbackCommand,
  newId,
  type CallbackCommandOfCustomer,
  type CallbackId,
  type CallbackView,
  type Clock,
  type CommandId,
  type Context,
  type ConversationId,
  type CustomerCommand,
  type WantedTarget,
} from '@beside/protocol';
import type { Outbox } from '../../session/outbox.ts';
import { addItem, findTarget, removeItem, type OutboxItem } from '../../session/outbox-rules.ts';
import { createCallbackQuestions, type CallbackQuery } from './callback-questions.ts';
import { deriveCallback, findRequest, isOf } from './callback-state.ts';
import type { KeptPlace, KeptRequest } from './kept-request.ts';
import type {
  CallbackChannel,
  CallbackChoice,
  CallbackState,
  CallbackWish,
  PendingCallback,
} from './view.ts';

/** How a customer's callback is made. */
export interface CustomerCallbackOptions {
  readonly outbox: Outbox<CustomerCommand>;
  readonly clock: Clock;
  /** Where the request that was taken last is kept. */
  readonly kept: KeptPlace;
  /** What the server says, and whether it is there. */
  readonly getKnown: () => { readonly view: CallbackView | null; readonly isConnected: boolean };
  /** Calls when that changed. */
  readonly onKnown: (listener: () => void) => void;
  /** Resolves when the outbox was read. */
  readonly ensureStarted: () => Promise<void>;
  /** The conversation that is open. */
  readonly findOpenId: () => ConversationId | undefined;
  /** What a request says about the page. */
  readonly describeRequest: () => { readonly locale: string; readonly context: Context };
  /** Asks here or has the leading tab ask. */
  readonly ask: (query: CallbackQuery) => Promise<unknown>;
  readonly report: (name: string, properties?: Readonly<Record<string, string | number | boolean>>) => void;
  readonly onListenerError: (cause: unknown) => void;
}

/** The channel as the client holds it. */
export interface CustomerCallback extends CallbackChannel {
  /** The outbox may have changed. */
  refresh(): void;
  /** Everything is forgotten. */
  reset(): void;
}

type Items = readonly OutboxItem<CustomerCommand>[];

/** The customer's handle: what is wished goes through the outbox, with the moment of the wish. */
export function createCustomerCallback(options: CustomerCallbackOptions): CustomerCallback {
  const { outbox, clock, getKnown, ensureStarted, report } = options;
  const states = createEmitter<{ changed: CallbackState }>({ onListenerError: options.onListenerError });
  const questions = createCallbackQuestions(options.ask);
  /** The callback that is over and was looked at; what may be asked again of it. */
  let settled: CallbackId | undefined;
  let last: KeptRequest | undefined;
  let requested: PendingCallback | undefined;
  let settling: PendingCallback | undefined;

  const derive = () =>
    deriveCallback({ ...getKnown(), outbox: outbox.items, settling, isRemembered: last !== undefined });
  const settle = async (view: CallbackView): Promise<void> => {
    const { settleRequest } = await import('./kept-request.ts');
    const found = await settleRequest(options.kept, view);
    if (settled !== view.callbackId) return;
    last = found;
    refresh();
  };
  let state = derive();
  const refresh = () => {
    const { view, isConnected } = getKnown();
    const request = findRequest(outbox.items, isConnected);
    const isRefused = outbox.items.some(
      ({ command, state: itemState }) =>
        itemState === 'failed' && isCallbackCommand(command) && command.callbackId === requested?.callbackId,
    );
    // Acknowledged requests leave the outbox before their callback is shown; in between they are not nothing.
    if (requested && !request && !isRefused) settling = requested;
    if (settling && (isOf(view, settling.callbackId) || request)) settling = undefined;
    requested = request;
    if (settled !== view?.callbackId) settled = last = undefined;
    if (view?.endedAt !== undefined && !settled) {
      settled = view.callbackId;
      void settle(view).catch(options.onListenerError);
    }
    const next = derive();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    states.emit('changed', state);
  };
  options.onKnown(refresh);

  const say = async (describe: (items: Items) => CallbackCommandOfCustomer): Promise<string> => {
    await ensureStarted();
    const commandId = newId<CommandId>(clock);
    const intentAt = clock.now();
    await outbox.change((items) => {
      const command = describe(items);
      // A new wish answers what was refused before.
      const rest = items.filter((item) => item.state !== 'failed' || !isCallbackCommand(item.command));
      return addItem(rest, { commandId, intentAt, command, attempts: 0, state: 'waiting' });
    });
    return commandId;
  };
  /** Which callback is meant: the one that waits to be asked for, else the one there is. */
  const findShape = (items: Items) => {
    const { view, isConnected } = getKnown();
    const request = findRequest(items, isConnected) ?? settling;
    const waiting = items.find(
      ({ command }) => isCallbackCommand(command) && command.callbackId === request?.callbackId,
    )?.command;
    const callbackId = request?.callbackId ?? view?.callbackId;
    const conversationId =
      waiting?.conversationId ?? view?.conversationId ?? findTarget(items, options.findOpenId());
    if (!callbackId || !conversationId) throw new BesideError('not_found');
    return { callbackId, conversationId };
  };

  const ask = async (
    { when, availabilityRevision, zone = findBrowserZone() }: CallbackChoice,
    { target, matter, consents, queueId }: Omit<KeptRequest, 'callbackId'>,
  ): Promise<string> => {
    const { locale, context } = options.describeRequest();
    const browserZone = findBrowserZone();
    const callbackId = newId<CallbackId>(clock);
    const key = await say((items) => ({
      type: 'callback.request',
      conversationId: findTarget(items, options.findOpenId()) ?? newId<ConversationId>(clock),
      ...{ callbackId, when, availabilityRevision, zone, target, matter, consents, locale, context },
      ...(browserZone === zone ? {} : { browserZone }),
      ...(queueId === undefined ? {} : { queueId }),
    }));
    report('callback.requested', { when: when.kind });
    refresh();
    return key;
  };
  const request: CallbackChannel['request'] = (wish) => {
    const { locale } = options.describeRequest();
    const { matter = { path: [] }, queueId } = wish;
    const consents = wish.consents.map(({ text, isGiven, at = clock.now() }) => ({
      ...{ consentId: text.consentId, kind: text.kind, textVersion: text.textVersion },
      ...{ textHash: text.textHash, isGiven, locale, at },
    }));
    return ask(wish, { target: targetOf(wish), matter, consents, queueId });
  };
  const reschedule: CallbackChannel['reschedule'] = async (move) => {
    const { when, availabilityRevision, zone = findBrowserZone(), number } = move;
    const key = await say((items) => ({
      type: 'callback.reschedule',
      ...findShape(items),
      ...{ when, availabilityRevision, zone, revision: getKnown().view?.revision ?? 1 },
      ...(number === undefined ? {} : { target: targetOf(move) }),
    }));
    report('callback.rescheduled', { when: when.kind });
    return key;
  };

  return {
    get state() {
      return state;
    },
    onChange: (listener) => states.on('changed', listener),
    refresh,
    reset() {
      settled = last = requested = settling = undefined;
      refresh();
    },
    async offer(asked = {}) {
      await ensureStarted();
      return questions.offer({ zone: findBrowserZone(), ...asked });
    },
    hold: (startAt, asked = {}) => questions.holdSlot({ ...asked, startAt }),
    release: (holdId) => questions.releaseSlot(holdId),
    request,
    reschedule,
    async cancel() {
      const key = await say((items) => ({ type: 'callback.cancel', ...findShape(items), reason: 'asked' }));
      report('callback.cancelled');
      return key;
    },
    verify: (code) => say((items) => ({ type: 'callback.verify', ...findShape(items), code })),
    sendCode: () => say((items) => ({ type: 'callback.send-code', ...findShape(items) })),
    async retry() {
      const { view } = getKnown();
      if (!state.canRetry || !view) throw new BesideError('not_found');
      const { availability } = await questions.offer({ zone: findBrowserZone() });
      const choice = { when: { kind: 'asap' }, availabilityRevision: availability.revision } as const;
      report('callback.retried');
      if (view.status === 'retry-wait') return reschedule(choice);
      if (!last) throw new BesideError('not_found');
      return ask(choice, last);
    },
    async discard(key) {
      await outbox.change((items) =>
        items.some(({ commandId, state: itemState }) => commandId === key && itemState === 'failed')
          ? removeItem(items, key as CommandId) // found in the condition
          : items,
      );
    },
  };
}

function targetOf({ number, country }: Pick<CallbackWish, 'number' | 'country'>): WantedTarget {
  if (number === undefined) return { kind: 'page' };
  return { kind: 'phone', number, ...(country === undefined ? {} : { country }) };
}

/** The zone the browser's clock shows; engines without it are in no zone that matters. */
function findBrowserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
