import { BesideError, type Clock, type ConversationId } from '@beside/protocol';
import type { CallbackItem } from '@beside/sdk';
import type { AgentClientEvents } from '@beside/sdk/agent';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { loadCallbackDesk, type CallbackPart } from '../callbacks/load-callback-desk.ts';
import type { FlowPart } from '../flow/load-flow-desk.ts';
import { readerOf } from '../callbacks/timeline-reader.ts';
import type { AgentApi, SignedInAgent } from './agent-api.ts';
import type { KeptWork } from './kept-work.ts';
import { english, loadLanguage, type Language } from './languages.ts';
import type { Notifier } from './notifier.ts';
import type { ConsoleClient } from './open-client.ts';
import { chooseLocale, type Settings, type SettingsStore } from './settings.ts';
import { Workplace } from './workplace.ts';
import type { News } from './workplace-events.ts';
import type { ConsoleView, Wish } from './wishes.ts';

/** Everything of the outside that a console needs, handed in. */
export interface ConsoleParts {
  readonly api: AgentApi;
  /** Makes a client that starts connecting at once. */
  readonly createClient: (options: {
    readonly ticket: () => Promise<string>;
    readonly locale: string;
  }) => ConsoleClient;
  readonly settings: SettingsStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** Starts a call on the agent's own telephone. */
  readonly dial: (href: string) => void;
  /** The browser's languages, best first. */
  readonly preferred: readonly string[];
}

/** What the root shows that the controller cannot know. */
export interface ConsoleHost extends ReactiveControllerHost {
  focusComposer(conversationId: ConversationId): Promise<void>;
  focusCallback(): Promise<void>;
}

/** How far signing in is. */
export interface SignInState {
  readonly isBusy: boolean;
  /** The session ended while the agent was at work. */
  readonly isExpired: boolean;
  readonly error?: BesideError;
}

const NEWS_SHOWN_MS = 9_000;
const idle: SignInState = { isBusy: false, isExpired: false };

/** The one seam between the page and the client: fulfils wishes, holds what is shown, forgets everything at sign-out. */
export class ConsoleController implements ReactiveController {
  readonly #host: ConsoleHost;
  #parts: ConsoleParts | undefined;
  #kept: { readonly agentId: string; readonly work: KeptWork } | undefined;
  #cancelNews: (() => void) | undefined;

  phase: 'checking' | 'signed-out' | 'signed-in' = 'checking';
  signIn: SignInState = idle;
  agent: SignedInAgent | undefined;
  workplace: Workplace | undefined;
  settings: Settings = { isMuted: false, scheme: 'auto', hasShortcuts: true, wasSignedIn: false };
  language: Language = english;
  view: ConsoleView = 'queue';
  news: News | undefined;
  /** The customer's facts are shown where there is no column for them. */
  hasDetails = false;
  isHelpOpen = false;
  /** The callback desk, once it is there; `failed`: it could not be loaded. */
  callbackPart: CallbackPart | 'failed' | undefined;
  /** A line about a callback among the messages; another function once it can be said in other words. */
  callbackText: (item: CallbackItem) => string = () => '';
  #callbackLocale: string | undefined;
  /** The flow designer, once somebody opened it; `failed`: it could not be loaded. */
  flowPart: FlowPart | 'failed' | undefined;

  constructor(host: ConsoleHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Begins: language first, then who is signed in. Called once. */
  async start(parts: ConsoleParts): Promise<void> {
    this.#parts = parts;
    this.settings = parts.settings.load();
    await this.#speak();
    if (!this.settings.wasSignedIn) return this.#set({ phase: 'signed-out' });
    try {
      this.#enter(await parts.api.me());
    } catch (error) {
      const known = toBesideError(error);
      const isUnknown = known.code === 'unauthenticated';
      this.#set({ phase: 'signed-out', signIn: isUnknown ? idle : { ...idle, error: known } });
    }
  }

  hostDisconnected(): void {
    this.workplace?.stop();
    this.#cancelNews?.();
    this.#parts?.notifier.close();
  }

  /** Does what an agent wants; what is refused becomes news. */
  handle(wish: Wish): void {
    const { workplace } = this;
    switch (wish.type) {
      case 'sign-in':
        return void this.#signIn(wish.email, wish.password);
      case 'sign-out':
        return void this.#signOut();
      case 'presence':
        return void workplace?.setPresence(wish.presence);
      case 'accept':
        return void workplace?.answer(wish.type, wish.conversationId, wish.offerId);
      case 'decline':
        return void workplace?.answer(wish.type, wish.conversationId, wish.offerId);
      case 'open':
        workplace?.open(wish.conversationId, wish.isBeside);
        return this.#set({ view: 'chat' });
      case 'close':
        workplace?.close(wish.conversationId);
        return this.#showWhatIsLeft();
      case 'end':
        return void workplace?.end(wish.conversationId);
      case 'release':
        return void workplace?.release(wish.conversationId).then(() => this.#showWhatIsLeft());
      case 'callback-answer':
        return void workplace?.callbacks.answer(wish.answer, wish.callbackId);
      case 'callback':
        return void workplace?.callbacks.run(wish.command);
      case 'callback-open':
        return workplace?.callbacks.select(wish.callbackId);
      case 'callback-page':
        return workplace?.callbacks.show(wish.page);
      case 'callback-draft':
        return workplace?.callbacks.setDraft(wish.callbackId, wish.draft);
      case 'callback-load':
        return void this.#loadCallbacks(true);
      case 'flow-load':
        return void this.#loadFlow();
      case 'draft':
        return workplace?.setDraft(wish.conversationId, wish.text);
      case 'view':
        if (wish.view === 'flow') void this.#loadFlow();
        return this.#set({ view: wish.view });
      case 'details':
        return this.#set({ hasDetails: !this.hasDetails });
      case 'help':
        return this.#set({ isHelpOpen: !this.isHelpOpen });
      case 'wake':
        return workplace?.wake();
      case 'allow-notifications':
        return void this.#parts?.notifier.allow().then(() => this.#host.requestUpdate());
      case 'settings':
        return void this.#change(wish.change);
      default:
        return wish satisfies never;
    }
  }

  /** Takes the line of news away. */
  dismissNews(): void {
    this.#cancelNews?.();
    this.#set({ news: undefined });
  }

  #showWhatIsLeft(): void {
    if (!this.workplace?.panes.ids.length) this.#set({ view: 'queue' });
  }

  async #signIn(email: string, password: string): Promise<void> {
    const { isExpired } = this.signIn;
    this.#set({ signIn: { isBusy: true, isExpired } });
    try {
      const agent = await this.#getParts().api.login(email, password);
      await this.#change({ wasSignedIn: true });
      this.#enter(agent);
    } catch (error) {
      this.#set({ signIn: { isBusy: false, isExpired, error: toBesideError(error) } });
    }
  }

  async #signOut(): Promise<void> {
    this.#kept = undefined;
    this.#leave(idle);
    try {
      await this.#getParts().api.logout();
      await this.#change({ wasSignedIn: false });
    } catch (error) {
      // The session is still there: say so here, and find it again on the next page.
      this.#set({ signIn: { ...idle, error: toBesideError(error) } });
    }
  }

  #enter(agent: SignedInAgent): void {
    const { api, createClient } = this.#getParts();
    const kept = this.#kept?.agentId === agent.agentId ? this.#kept.work : undefined;
    this.#kept = undefined;
    const console = createClient({ ticket: () => api.ticket(), locale: this.language.locale });
    this.#set({ phase: 'signed-in', agent, signIn: idle, view: kept?.panes.ids.length ? 'chat' : 'queue' });
    this.workplace = new Workplace(
      console,
      {
        changed: () => this.#follow(),
        signedOut: () => this.#expire(),
        news: (news) => this.#tell(news),
        focusComposer: (conversationId) => {
          this.#set({ view: 'chat' });
          void this.#host.focusComposer(conversationId);
        },
        showCallback: () => {
          this.#set({ view: 'callbacks' });
          void this.#host.focusCallback();
        },
        dial: (href) => this.#getParts().dial(href),
        offerReceived: (payload) => this.#ring(payload),
        callbackOffered: (payload) => this.#ring(payload, this.language.words.notifyCallback),
        messageReceived: (payload) => this.#hear(payload),
      },
      kept,
    );
    // A client may know its desk before anybody listens.
    this.#follow();
  }

  #expire(): void {
    if (this.workplace && this.agent)
      this.#kept = { agentId: this.agent.agentId, work: this.workplace.keep() };
    this.#leave({ ...idle, isExpired: true });
    void this.#change({ wasSignedIn: false });
  }

  #leave(signIn: SignInState): void {
    this.workplace?.stop();
    this.workplace = undefined;
    this.dismissNews();
    this.#set({ phase: 'signed-out', agent: undefined, signIn, hasDetails: false, isHelpOpen: false });
  }

  #tell(news: News): void {
    this.#cancelNews?.();
    this.#set({ news });
    this.#cancelNews = this.#parts?.clock.after(NEWS_SHOWN_MS, () => this.#set({ news: undefined }));
  }

  #ring({ shouldAlert }: { readonly shouldAlert: boolean }, title?: string): void {
    if (!shouldAlert) return;
    this.#getParts().notifier.ring({
      words: this.language.words,
      isMuted: this.settings.isMuted,
      ...(title === undefined ? {} : { title }),
      onPress: () => this.#set({ view: 'queue' }),
    });
  }

  #hear({ shouldAlert, conversationId }: AgentClientEvents['message-received']): void {
    const isInSight = document.hasFocus() && this.workplace?.panes.ids.includes(conversationId);
    if (!shouldAlert || isInSight) return;
    this.#getParts().notifier.tell({
      words: this.language.words,
      isMuted: this.settings.isMuted,
      onPress: () => this.handle({ type: 'open', conversationId }),
    });
  }

  async #change(change: Partial<Settings>): Promise<void> {
    const parts = this.#getParts();
    this.#set({ settings: { ...this.settings, ...change } });
    parts.settings.save(this.settings);
    if (change.language) await this.#speak();
  }

  #follow(): void {
    if (this.workplace?.state.desk?.callbacks) void this.#loadCallbacks(false);
    this.#host.requestUpdate();
  }

  /** The callback desk comes with the first desk that has callbacks; once per language, again where somebody asks. */
  async #loadCallbacks(isAsked: boolean): Promise<void> {
    const { language } = this;
    if (this.#callbackLocale === language.locale && !isAsked) return;
    this.#callbackLocale = language.locale;
    try {
      const part = await loadCallbackDesk(language);
      this.#set({
        callbackPart: part,
        callbackText: ({ entry }) => part.line(entry, readerOf(this.workplace?.state.desk, language.locale)),
      });
    } catch {
      // Texts of another language are better than none.
      this.#set({ callbackPart: this.callbackPart ?? 'failed' });
    }
  }

  async #speak(): Promise<void> {
    const locale = chooseLocale(this.settings, this.#getParts().preferred);
    // Texts that cannot be loaded leave those that are there.
    this.#set({ language: await loadLanguage(locale).catch(() => this.language) });
    if (this.workplace) this.#follow();
    if (this.flowPart) void this.#loadFlow();
  }

  async #loadFlow(): Promise<void> {
    if (this.flowPart === 'failed') this.#set({ flowPart: undefined });
    const { language } = this;
    try {
      const { loadFlowDesk } = await import('../flow/load-flow-desk.ts');
      const flowPart = await loadFlowDesk(language);
      // The language was changed meanwhile: its texts are asked for now.
      if (language !== this.language) return await this.#loadFlow();
      this.#set({ flowPart });
    } catch {
      this.#set({ flowPart: this.flowPart ?? 'failed' });
    }
  }

  /** Time, as it was handed in; absent before the start. */
  get clock(): Clock | undefined {
    return this.#parts?.clock;
  }

  #getParts(): ConsoleParts {
    if (!this.#parts) throw new Error('start() comes first');
    return this.#parts;
  }

  #set(change: Partial<ConsoleController>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}

function toBesideError(error: unknown): BesideError {
  return error instanceof BesideError ? error : new BesideError('internal', { cause: error });
}
