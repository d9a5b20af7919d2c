import type { ConversationId } from '@beside/protocol';
import '@beside/elements/parts/spinner';
import { BesideElement, controls, defineElement, directionOf, tokens } from '@beside/elements/shared';
import { createSystemClock, watchBrowserLifecycle } from '@beside/sdk';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

import { appStyles } from './app.styles.ts';
import type { BesideCallbackDesk } from './callbacks/callback-desk.ts';
import { renderDesk } from './frame/render-desk.ts';
import { narrowStyles } from './narrow.styles.ts';
import { ConsoleController, type ConsoleParts } from './shared/console-controller.ts';
import { LayoutController } from './shared/layout.ts';
import { runShortcut } from './shared/run-shortcut.ts';
import { Seconds } from './shared/seconds.ts';
import { findShortcut } from './shared/shortcuts.ts';
import type { BesideWishEvent } from './shared/wishes.ts';
import './sign-in/sign-in.ts';
import type { BesideWorkspace } from './workspace/workspace.ts';

/**
 * The agents' page. Fulfils the wishes of everything inside it; keeps nothing about anybody on the machine.
 *
 * @element beside-console
 */
export class BesideConsole extends BesideElement {
  static override styles = [tokens, controls, appStyles, narrowStyles];

  readonly #console = new ConsoleController(this);
  readonly #layout = new LayoutController(this);
  readonly #seconds = new Seconds(this);
  readonly #clock = createSystemClock();
  #title = '';
  #cancelTitle: (() => void) | undefined;
  #listening: AbortController | undefined;
  /** What the focus was on may be gone after the next renderings. */
  #mayLoseFocus = false;

  @query('main, .list') private fallback?: HTMLElement | null;
  @query('beside-workspace') private workspace?: BesideWorkspace | null;
  @query('beside-callback-desk') private callbackDesk?: BesideCallbackDesk | null;

  /** The outside, handed in once before the element is put into the page. */
  @property({ attribute: false }) parts!: ConsoleParts;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener('keydown', this.#handleKey, { signal });
    addEventListener('beforeunload', this.#handleLeaving, { signal });
    // The browser knows at once that it is offline; the connection only when it is asked.
    const unwatch = watchBrowserLifecycle({
      wake: () => {
        this.requestUpdate();
        this.#console.workplace?.wake();
      },
      leave: () => undefined,
    });
    signal.addEventListener('abort', unwatch);
    this.addEventListener('beside-wish', this.#handleWish, { signal });
    this.addEventListener('focusin', () => (this.#mayLoseFocus = false), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#cancelTitle?.();
    this.#cancelTitle = undefined;
  }

  protected override firstUpdated(): void {
    this.#seconds.start(this.parts.clock);
    void this.#console.start(this.parts);
  }

  protected override update(changed: PropertyValues): void {
    const { language, settings, workplace } = this.#console;
    const { words, locale } = language;
    // Only what differs: given the same language again, the browser works out the style of the whole page anew.
    if (this.lang !== locale || document.documentElement.lang !== locale) {
      this.lang = document.documentElement.lang = locale;
      this.dir = document.documentElement.dir = directionOf(locale);
    }
    if (this.getAttribute('scheme') !== settings.scheme) this.setAttribute('scheme', settings.scheme);
    const count = workplace?.state.isLeader ? workplace.newsCount : 0;
    this.#tellTitle(count ? words.titleNews(count) : words.title);
    super.update(changed);
  }

  protected override updated(): void {
    if (this.#mayLoseFocus) void this.#rescueFocus();
  }

  override render(): TemplateResult {
    const { phase, language, signIn, workplace, agent } = this.#console;
    const { words, terms, locale } = language;
    if (phase === 'signed-in' && workplace && agent) {
      return renderDesk({
        console: this.#console,
        workplace,
        agent,
        notifications: this.parts.notifier.notifications,
        layout: this.#layout.layout,
        // Whole seconds: what is drawn again within one is left alone where nothing else changed.
        now: Math.ceil(this.parts.clock.now() / 1_000) * 1_000,
        isOnline: navigator.onLine,
      });
    }
    if (phase === 'signed-out') {
      return html`<beside-sign-in
        .words=${words}
        .terms=${terms}
        .locale=${locale}
        .signIn=${signIn}
      ></beside-sign-in>`;
    }
    return html`<main class="loading" aria-busy="true">
      <beside-spinner></beside-spinner>${words.loading}
    </main>`;
  }

  /** Puts the caret into the message field of a conversation, once it is on the screen. */
  async focusComposer(conversationId: ConversationId): Promise<void> {
    await this.updateComplete;
    await this.workspace?.focusComposer(conversationId);
  }

  /** Puts the focus on the callback that is shown. */
  async focusCallback(): Promise<void> {
    await this.updateComplete;
    await this.callbackDesk?.focusShown();
  }

  /** Asks whether to end a conversation that is on the screen. */
  askToEnd(conversationId: ConversationId): void {
    this.workspace?.askToEnd(conversationId);
  }

  /** After this turn: what somebody reads as it comes was never news, and asking the browser takes a millisecond. */
  #tellTitle(title: string): void {
    this.#title = title;
    this.#cancelTitle ??= this.#clock.after(0, () => {
      this.#cancelTitle = undefined;
      if (document.title !== this.#title) document.title = this.#title;
    });
  }

  #handleWish = (event: BesideWishEvent): void => {
    this.#mayLoseFocus = LEAVING.includes(event.detail.type);
    this.#console.handle(event.detail);
  };

  /** A button that did its work and went away leaves the focus on the conversation, not on nothing. */
  async #rescueFocus(): Promise<void> {
    await this.workspace?.updateComplete;
    if (document.activeElement !== document.body) return;
    const { workplace, view } = this.#console;
    if (view === 'callbacks' && workplace?.callbacks.selected) return this.focusCallback();
    const activeId = workplace?.panes.activeId;
    if (activeId !== undefined && workplace?.paneState(activeId) === 'mine' && this.workspace)
      await this.focusComposer(activeId);
    else this.fallback?.focus();
  }

  #handleKey = (event: KeyboardEvent): void => {
    const { settings, phase, isHelpOpen } = this.#console;
    if (!settings.hasShortcuts || phase !== 'signed-in' || event.defaultPrevented) return;
    if (isHelpOpen || isInDialog(event)) return;
    const name = findShortcut(event) ?? (event.key === '?' && !isWriting(event) ? 'help' : undefined);
    if (!name) return;
    event.preventDefault();
    runShortcut(name, this.#console, {
      focusComposer: (conversationId) => void this.focusComposer(conversationId),
      askToEnd: (conversationId) => this.askToEnd(conversationId),
    });
  };

  #handleLeaving = (event: BeforeUnloadEvent): void => {
    const { workplace } = this.#console;
    if (workplace && (workplace.state.unsentCount > 0 || workplace.hasDrafts)) event.preventDefault();
  };
}

/** Wishes after which the control that was pressed may be gone. */
const LEAVING: readonly string[] = [
  'accept',
  'decline',
  'close',
  'release',
  'end',
  'callback',
  'callback-answer',
  'callback-open',
];

/** Where "?" is a character, not a wish. */
function isWriting(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  );
}

function isInDialog(event: Event): boolean {
  return event.composedPath().some((target) => target instanceof HTMLDialogElement);
}

defineElement('beside-console', BesideConsole);

declare global {
  interface HTMLElementTagNameMap {
    'beside-console': BesideConsole;
  }
}
