import { BesideError, type CommandId, type CustomerCommand } from '@beside/protocol';
import { createEmitter } from './base/emitter.ts';
import { newId } from './base/new-id.ts';
import { createSystemClock } from './base/system-clock.ts';
import { createChatCore } from './channels/chat/chat-core.ts';
import { describeChat } from './channels/chat/chat-state.ts';
import { createCustomerChat, findOpenId } from './channels/chat/customer-chat.ts';
import type {
  CustomerClient,
  CustomerClientEvents,
  CustomerClientOptions,
  CustomerState,
} from './customer-api.ts';
import {
  parseCustomerChange,
  readConnection,
  type CustomerChange,
  type SharedState,
} from './customer-change.ts';
import { findChatEvents } from './customer-events.ts';
import { startCustomerLead, type CustomerLead } from './customer-lead.ts';
import type { PageLifecycle } from './drivers/browser-lifecycle.ts';
import { readBrowserPage } from './drivers/browser-page.ts';
import { createMemoryStore } from './drivers/memory-store.ts';
import { checkSiteId, readLocale } from './session/check-options.ts';
import { createContextKeeper } from './session/context-keeper.ts';
import { createContextTeller } from './session/context-teller.ts';
import { createIdentity } from './session/identity.ts';
import { findTarget } from './session/outbox-rules.ts';
import { createOutbox } from './session/outbox.ts';
import { parseOutboxItem } from './session/parse-outbox-item.ts';
import { createReports } from './session/reports.ts';
import { openTabLink, type TabLink } from './session/tab-link.ts';
import type { TabWish } from './session/tab-message.ts';

const NOTHING_KNOWN: SharedState = {
  connection: { status: 'connecting' },
  clockOffsetMs: 0,
  isIdentified: false,
};

/** Refusals of a command that only say that what it wanted is so already. */
const HARMLESS = new Set(['conversation_open', 'conversation_closed']);

/**
 * Makes a customer's client. Nothing is opened, stored or connected before `start` (or the first message).
 *
 * @throws BesideError `invalid_option` for a site id that cannot exist
 * @example
 * const client = createCustomerClient({ contactCenter, siteId: 'shop' });
 * await client.chat.send({ kind: 'text', text: 'Hello' });
 */
export function createCustomerClient(options: CustomerClientOptions): CustomerClient & PageLifecycle {
  const { contactCenter, tabs, clock = createSystemClock(), store = createMemoryStore() } = options;
  const siteId = checkSiteId(options.siteId);
  const keys = {
    token: `${siteId}.token`,
    outbox: `${siteId}.outbox`,
    reports: `${siteId}.reports`,
    context: `${siteId}.context`,
  };
  let locale = readLocale(options.locale);
  let phase: CustomerState['phase'] = 'idle';
  let shared = NOTHING_KNOWN;
  let isLeader = false;
  let lead: CustomerLead | undefined;
  let link: TabLink<CustomerChange> | undefined;
  let running: AbortController | undefined;
  let starting: Promise<void> | undefined;

  const emitter = createEmitter<CustomerClientEvents>({
    replayed: ['ready', 'state-changed', 'connection-changed'],
    onListenerError: (cause, key) => {
      if (key !== 'error') tellError(cause);
    },
  });
  function tellError(cause: unknown): void {
    const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    emitter.emit('error', { error });
  }

  const describeState = (): CustomerState => ({
    connection: readConnection(shared.connection),
    phase,
    isLeader,
    storage: store.isPersistent ? 'persistent' : 'memory',
    ...(shared.site ? { site: shared.site } : {}),
    ...(shared.availability ? { availability: shared.availability } : {}),
    isIdentified: shared.isIdentified,
    clockOffsetMs: shared.clockOffsetMs,
  });
  let state = describeState();
  const refresh = (): void => {
    const next = describeState();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    const isOther = JSON.stringify(next.connection) !== JSON.stringify(state.connection);
    state = next;
    core.refresh();
    if (isOther) emitter.emit('connection-changed', state.connection);
    emitter.emit('state-changed', state);
  };

  const context = createContextKeeper(readBrowserPage);
  const outbox = createOutbox<CustomerCommand>({
    store,
    key: keys.outbox,
    clock,
    parseItem: parseOutboxItem,
    onChanged({ isOwn, failed }) {
      core.refresh();
      // What this tab changed itself is told with everything that is known of the refusal, see onRefused.
      for (const { commandId, error } of isOwn ? [] : failed)
        emitter.emit('message-failed', { key: commandId, error: new BesideError(error ?? 'internal') });
      if (isOwn) link?.tell('outbox-changed');
      lead?.nudge();
    },
  });
  const core = createChatCore({
    side: 'customer',
    getOutbox: () => outbox.items,
    isConnected: () => shared.connection.status === 'connected',
    getAuthor: () => ({ role: 'customer' }),
    onListenerError: tellError,
  });
  const teller = createContextTeller({
    store,
    key: keys.context,
    outbox,
    clock,
    context,
    findConversationId: () => findTarget(outbox.items, findOpenId(core)),
  });
  const sayContext = (): void => void teller.tell().catch(tellError);
  const reports = createReports({
    store,
    key: keys.reports,
    clock,
    findLine: () => lead?.reportLine,
    onKept: () => (isLeader ? reports.flush() : link?.tell('reports-changed')),
    onRefused: tellError,
  });
  const identity = createIdentity({
    clock,
    async say(token, { commandId }) {
      if (lead) await identifyHere(token, commandId);
      else if (link && !isLeader) await link.ask('identify', token);
      else throw new BesideError('disconnected');
    },
  });

  const take = (change: CustomerChange, isLive: boolean): void => {
    if (change.type === 'state') return takeShared(change.state);
    const events = isLive ? findChatEvents(core.model, change, isLeader) : [];
    core.apply(change);
    for (const { key, payload } of events) emitter.emit(key, payload);
  };
  const takeShared = (next: SharedState): void => {
    const { customerId, site } = next;
    const isNews = customerId !== undefined && customerId !== shared.customerId;
    const isBack = next.connection.status === 'connected' && shared.connection.status !== 'connected';
    shared = next;
    context.allowQueries(site?.allowedQueries ?? []);
    refresh();
    if (isNews && site) emitter.emit('ready', { customerId, site });
    if (isBack) identity.flush();
  };
  const publish = (change: CustomerChange): void => {
    take(change, true);
    link?.publish(change);
  };

  const openLink = (): TabLink<CustomerChange> =>
    openTabLink<CustomerChange>({
      tabs,
      name: `beside:${siteId}`,
      clock,
      isLeader: () => isLeader,
      describe: () => [{ type: 'state', state: shared }, ...describeChat(core.model)],
      parseChange: parseCustomerChange,
      onChanges(changes, isWhole) {
        if (isWhole) core.reset();
        for (const change of changes) take(change, !isWhole);
        if (isWhole) sayContext();
      },
      onOutboxChanged: () => void outbox.load().catch(tellError),
      onReportsChanged: () => reports.flush(),
      onForget: () => void forgetHere().catch(tellError),
      fulfil: doHere,
    });

  async function openLead(): Promise<void> {
    const token = await store.get(keys.token).catch(tellError);
    if (!isLeader || lead) return;
    lead = startCustomerLead({
      contactCenter,
      siteId,
      locale,
      token: typeof token === 'string' ? token : undefined,
      known: shared,
      clock,
      core,
      outbox,
      publish,
      keepToken: (fresh) => void store.update(keys.token, () => fresh).catch(tellError),
      onWelcome() {
        reports.flush();
        sayContext();
      },
      onSent({ command }) {
        if (command.type === 'conversation.start') {
          reports.add('conversation.started');
          teller.note(command.conversationId, command.context ?? {}).catch(tellError);
        }
        if (command.type === 'chat.send') reports.add('message.sent', { kind: command.content.kind });
      },
      onRefused(item, error) {
        if (item.command.type === 'chat.send') emitter.emit('message-failed', { key: item.commandId, error });
        else if (!HARMLESS.has(error.code)) tellError(error);
        // What the refused start would have said about the page belongs to the conversation that is open.
        else if (item.command.type === 'conversation.start') sayContext();
      },
    });
  }
  const closeLead = (): void => {
    lead?.stop();
    lead = undefined;
  };

  const competeForLead = (): (() => void) => {
    const begin = (until: AbortSignal): void => {
      isLeader = true;
      refresh();
      until.addEventListener('abort', () => {
        // The page may be going away, and which listener hears of that first is not for us to say: the last moment with a line.
        reports.leave();
        isLeader = false;
        closeLead();
        shared = { ...shared, connection: { status: 'connecting' } };
        if (phase === 'started') refresh();
      });
      void openLead();
    };
    if (tabs) return tabs.compete(`beside:${siteId}`, begin);
    const leading = new AbortController();
    begin(leading.signal);
    return () => leading.abort();
  };

  const run = async ({ signal }: AbortController): Promise<void> => {
    phase = 'started';
    refresh();
    const opened = (link = openLink());
    signal.addEventListener('abort', () => opened.close());
    reports.start();
    await outbox.load().catch(tellError);
    if (signal.aborted) return;
    opened.join();
    signal.addEventListener('abort', competeForLead());
  };
  const start = (): Promise<void> => {
    if (phase === 'stopped') return Promise.reject(new BesideError('closed'));
    running ??= new AbortController();
    return (starting ??= run(running));
  };
  const end = (next: 'idle' | 'stopped'): void => {
    phase = next;
    running?.abort();
    running = starting = link = undefined;
    shared = NOTHING_KNOWN;
  };

  const forgetHere = async (): Promise<void> => {
    reports.clear();
    context.clear();
    identity.drop('closed');
    if (phase === 'started') end('idle');
    for (const key of Object.values(keys)) await store.update(key, () => undefined);
    await outbox.load();
    core.reset();
    refresh();
  };

  async function identifyHere(token: string, commandId: CommandId): Promise<void> {
    if (!lead) throw new BesideError('disconnected');
    await lead.identify(token, { commandId });
    // Somebody else is speaking now: greet again, to learn which conversation is theirs.
    closeLead();
    await openLead();
  }

  async function doHere(wish: TabWish, token?: string): Promise<void> {
    if (wish === 'identify') return identifyHere(token ?? '', newId<CommandId>(clock));
    if (!lead) throw new BesideError('disconnected');
    await lead.fulfil(wish);
  }

  const chat = createCustomerChat({
    core,
    outbox,
    clock,
    ensureStarted: start,
    describeStart: () => ({ channel: 'chat', locale, context: context.current }),
    wish: async (wish) => {
      if (isLeader || !link) await doHere(wish);
      else await link.ask(wish);
    },
  });

  return {
    get state() {
      return state;
    },
    chat,
    on: (key, listener) => emitter.on(key, listener),
    start,
    setLocale: (next) => (locale = readLocale(next)),
    async setContext(next) {
      context.replace(next);
      if (phase === 'started') await teller.tell();
    },
    identify: (token) =>
      phase === 'stopped' ? Promise.reject(new BesideError('closed')) : identity.identify(token),
    report(name, properties) {
      if (phase !== 'stopped') reports.add(name, properties);
    },
    async forget() {
      const told = link ?? openLink();
      told.tell('forget');
      await forgetHere();
      told.close();
    },
    wake() {
      if (phase !== 'started') return;
      if (!isLeader) link?.join();
      // Nobody may be there to be woken; whoever comes to lead connects anyway.
      void (isLeader ? doHere('wake') : link?.ask('wake'))?.catch(() => undefined);
      void outbox.load().catch(tellError);
    },
    leave() {
      void lead?.fulfil('stop-typing');
      reports.leave();
    },
    stop() {
      if (phase === 'stopped') return;
      reports.leave();
      reports.stop();
      identity.drop('closed');
      end('stopped');
      refresh();
      emitter.close();
    },
  };
}
