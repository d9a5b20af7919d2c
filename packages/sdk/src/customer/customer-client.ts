import { BesideError, createSystemClock, isCallbackCommand, type CustomerCommand } from '@beside/protocol';
import { onAbort } from '../base/on-abort.ts';
import type { CustomerCallback } from '../channels/callback/customer-callback.ts';
import type { CustomerFlow } from '../channels/visual-ivr/customer-flow.ts';
import { createCustomerChat, findOpenId } from '../channels/chat/customer-chat.ts';
import type { PageLifecycle } from '../drivers/browser-lifecycle.ts';
import { readBrowserPage } from '../drivers/browser-page.ts';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { checkSiteId, readLocale } from '../session/check-options.ts';
import { createContextKeeper } from '../session/context-keeper.ts';
import { createContextTeller } from '../session/context-teller.ts';
import type { FlowWay } from '../session/flow-way.ts';
import type { Identity } from '../session/identity.ts';
import { findTarget } from '../session/outbox-rules.ts';
import { createOutbox } from '../session/outbox.ts';
import { parseOutboxItem } from '../session/parse-outbox-item.ts';
import { createReports } from '../session/reports.ts';
import { openTabLink, type TabLink } from '../session/tab-link.ts';
import type { CustomerClient, CustomerClientOptions } from './customer-api.ts';
import type { CustomerChange } from './customer-change.ts';
import { createKnowledge } from './customer-knowledge.ts';
import { startCustomerLead, type CustomerLead } from './customer-lead.ts';
import { createLeadership } from './leadership.ts';

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
  const name = `beside:${siteId}`;
  const keys = {
    token: `${siteId}.token`,
    outbox: `${siteId}.outbox`,
    reports: `${siteId}.reports`,
    context: `${siteId}.context`,
    draft: `${siteId}.draft`,
    flow: `${siteId}.flow`,
    way: `${siteId}.way`,
    callback: `${siteId}.callback`,
  };
  let locale = readLocale(options.locale);
  let link: TabLink<CustomerChange> | undefined;
  let running: AbortController | undefined;
  let starting: Promise<void> | undefined;
  let hasStarted = false;
  /** The customer looks at the chat: whoever leads has ready what a conversation needs. */
  let isWriting = false;

  const context = createContextKeeper(readBrowserPage);
  const outbox = createOutbox<CustomerCommand>({
    store,
    key: keys.outbox,
    clock,
    parseItem: parseOutboxItem,
    onChanged({ isOwn, failed }) {
      known.core.refresh();
      callback?.refresh();
      for (const { commandId, error = 'internal', command } of failed)
        if (command.type === 'chat.send')
          known.emit('message-failed', { key: commandId, error: new BesideError(error) });
      if (isOwn) link?.tell('outbox-changed');
      leadership.lead?.nudge();
    },
    onEarly: () => leadership.lead?.nudge(),
  });
  const known = createKnowledge({
    store,
    getOutbox: () => outbox.items,
    onSite: (site) => context.allowQueries(site?.allowedQueries ?? []),
    onConnected: () => identity?.flush(),
  });
  const { core, tellError } = known;
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
    findLine: () => leadership.lead?.reportLine,
    onKept: () => (leadership.isLeader ? reports.flush() : link?.tell('reports-changed')),
    onRefused: tellError,
  });
  let callback: CustomerCallback | undefined;
  let flow: Promise<CustomerFlow> | undefined;
  let way: FlowWay | undefined;
  const setWay = (next: FlowWay | undefined): void => {
    way = next;
    if (next) context.add(next.context);
  };
  const keepCallback = async (command: CustomerCommand): Promise<void> => {
    const { keepRequest } = await import('../channels/callback/kept-request.ts');
    await keepRequest({ store, key: keys.callback }, command);
  };
  // Loaded by the sites that say who their customers are.
  let identity: Identity | undefined;
  const loadIdentity = async (): Promise<Identity> => {
    const { createIdentity } = await import('../session/identity.ts');
    return (identity ??= createIdentity({
      clock,
      async say(token, { commandId }) {
        const claim = { token, commandId };
        if (leadership.isLeader || !link) await leadership.fulfil('identify', claim);
        else await link.ask('identify', claim);
      },
    }));
  };
  const leadership = createLeadership({
    tabs,
    name,
    openLead,
    onElected(isLeader) {
      // The page may be going away, and which listener hears of that first is not for us to say: the last moment with a line.
      if (!isLeader) reports.leave();
      known.set({ isLeader });
      if (!isLeader && known.state.phase === 'started') known.loseConnection();
    },
    onError: tellError,
  });

  const openLink = (): TabLink<CustomerChange> =>
    openTabLink<CustomerChange>({
      tabs,
      name,
      clock,
      isLeader: () => leadership.isLeader,
      async loadReader() {
        const { createTabReader } = await import('./tab-reader.ts');
        return createTabReader(() => ({ shared: known.shared, model: core.model }));
      },
      onChanges(changes, isWhole) {
        if (isWhole) core.reset();
        for (const change of changes) known.take(change, !isWhole);
        if (isWhole) sayContext();
      },
      onOutboxChanged: () => void outbox.load().catch(tellError),
      onReportsChanged: () => reports.flush(),
      onForget: () => void forgetHere().catch(tellError),
      fulfil: (wish, claim, query) => leadership.fulfil(wish, claim, query),
    });

  async function openLead(isWanted: () => boolean): Promise<CustomerLead | undefined> {
    const token = await store.get(keys.token).catch(tellError);
    if (!isWanted()) return undefined;
    const lead = startCustomerLead({
      contactCenter,
      siteId,
      locale,
      token: typeof token === 'string' ? token : undefined,
      known: known.shared,
      clock,
      core,
      outbox,
      publish(change) {
        known.take(change, true);
        link?.publish(change);
      },
      keepToken: (fresh) => void store.update(keys.token, () => fresh).catch(tellError),
      onWelcome() {
        reports.flush();
        sayContext();
      },
      onSent({ command }) {
        if (command.type === 'conversation.start') reports.add('conversation.started');
        if (command.type === 'conversation.start' || command.type === 'callback.request')
          teller.note(command.conversationId, command.context ?? {}).catch(tellError);
        if (command.type === 'chat.send') reports.add('message.sent', { kind: command.content.kind });
        if (isCallbackCommand(command)) keepCallback(command).catch(tellError);
      },
      onRefused({ command, commandId }, error) {
        if (command.type === 'chat.send') known.emit('message-failed', { key: commandId, error });
        else if (!HARMLESS.has(error.code)) tellError(error);
        // What the refused start would have said about the page belongs to the conversation that is open.
        else if (command.type === 'conversation.start') sayContext();
      },
    });
    if (isWriting) lead.prepare();
    return lead;
  }

  /** Acquires step by step; whoever hears of a step may have ended it all, so each looks at the signal first. */
  const run = async ({ signal }: AbortController): Promise<void> => {
    known.set({ phase: 'started' });
    if (signal.aborted) return;
    const opened = (link = openLink());
    onAbort(signal, () => opened.close());
    reports.start();
    await outbox.load().catch(tellError);
    const left = await store.get(keys.way).catch(tellError);
    if (left) setWay((await import('../session/flow-way.ts')).readWay(left, clock.now()));
    known.set({}); // now it is known whether what is kept stays
    if (signal.aborted) return;
    hasStarted = true;
    opened.join();
    leadership.compete(signal);
  };
  const start = (): Promise<void> => {
    if (known.state.phase === 'stopped') return Promise.reject(new BesideError('closed'));
    running ??= new AbortController();
    return (starting ??= run(running));
  };
  const end = (phase: 'idle' | 'stopped'): void => {
    const ended = running;
    running = starting = link = undefined;
    hasStarted = false;
    known.set({ phase });
    ended?.abort();
  };

  const forgetHere = async (): Promise<void> => {
    reports.clear();
    context.clear();
    identity?.drop('closed');
    if (known.state.phase === 'started') end('idle');
    known.forget();
    for (const key of Object.values(keys)) await store.update(key, () => undefined);
    await outbox.load();
    callback?.reset();
    way = undefined;
    (await flow)?.reset();
  };

  const askAbout =
    (about: 'earlier' | 'callback') =>
    (query: unknown): Promise<unknown> =>
      leadership.isLeader || !link ? leadership.fulfil(about, undefined, query) : link.ask(about, { query });

  return {
    get state() {
      return known.state;
    },
    chat: createCustomerChat({
      core,
      outbox,
      clock,
      ensureStarted: () => (hasStarted ? undefined : start()),
      describeStart: () => ({
        ...{ channel: 'chat', locale, context: context.current },
        ...(way?.queueId ? { queueId: way.queueId } : {}),
      }),
      wish: async (wish) => {
        if (leadership.isLeader || !link) await leadership.fulfil(wish);
        else await link.ask(wish);
      },
    }),
    on: known.on,
    start,
    async openDraft() {
      isWriting = true;
      leadership.lead?.prepare();
      const { createDraft } = await import('../channels/chat/draft.ts');
      return createDraft({
        ...{ store, key: keys.draft, clock },
        describePlace: () =>
          known.state.phase === 'started'
            ? { customerId: known.shared.customerId, conversationId: findOpenId(core) ?? null }
            : undefined,
        onCustomer: (listener) => known.on('ready', ({ customerId }) => listener(customerId)),
      });
    },
    async openEarlier() {
      const { createEarlier } = await import('../channels/chat/earlier.ts');
      return createEarlier(askAbout('earlier'));
    },
    firstLevel: options.flow?.first,
    get way() {
      return way;
    },
    async openFlow() {
      if (!options.flow) throw new BesideError('unsupported');
      flow ??= import('../channels/visual-ivr/open-flow.ts').then(({ openFlow }) =>
        openFlow({
          ...options,
          store,
          clock,
          keys,
          name,
          context,
          known,
          reports,
          start,
          setWay,
          sayContext,
          getLocale: () => locale,
        }),
      );
      // Not loaded: asked for anew the next time.
      flow.catch(() => (flow = undefined));
      return flow;
    },
    async openCallback() {
      const { createCustomerCallback } = await import('../channels/callback/customer-callback.ts');
      return (callback ??= createCustomerCallback({
        ...{ outbox, clock, ensureStarted: start, findOpenId: () => findOpenId(core) },
        kept: { store, key: keys.callback },
        getKnown: () => ({
          view: known.state.callback ?? null,
          isConnected: known.state.connection.status === 'connected',
        }),
        onKnown: (listener) => known.on('state-changed', listener),
        describeRequest: () => ({ locale, context: context.current }),
        ask: askAbout('callback'),
        report: (name, properties) => reports.add(name, properties),
        onListenerError: tellError,
      }));
    },
    setLocale: (next) => (locale = readLocale(next)),
    async setContext(next) {
      context.replace(next);
      if (known.state.phase === 'started') await teller.tell();
    },
    async identify(token) {
      const claimed = known.state.phase === 'stopped' ? undefined : await loadIdentity();
      // Asked again: it may have been stopped meanwhile.
      if (!claimed || known.state.phase === 'stopped') throw new BesideError('closed');
      await claimed.identify(token);
    },
    report(reported, properties) {
      if (known.state.phase !== 'stopped') reports.add(reported, properties);
    },
    async forget() {
      const told = link ?? openLink();
      told.tell('forget');
      try {
        await forgetHere();
      } finally {
        told.close();
      }
    },
    wake() {
      if (known.state.phase !== 'started') return;
      if (!leadership.isLeader) link?.join();
      // Nobody may be there to be woken; whoever comes to lead connects anyway.
      void (leadership.isLeader ? leadership.fulfil('wake') : link?.ask('wake'))?.catch(() => undefined);
      void outbox.load().catch(tellError);
    },
    leave() {
      void leadership.lead?.fulfil('stop-typing');
      reports.leave();
    },
    stop() {
      if (known.state.phase === 'stopped') return;
      reports.leave();
      reports.stop();
      identity?.drop('closed');
      void flow?.then((opened) => opened.stop());
      end('stopped');
      known.close();
    },
  };
}
