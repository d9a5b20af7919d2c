import { createSystemClock, type CustomerClient } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { ClientController } from '../client/client-controller.ts';
import { defineElement } from '../shared/define-element.ts';
import { findLocalTerms } from '../shared/find-local-terms.ts';
import { hostReset } from '../shared/host-reset.ts';
import { PanelElement } from '../shared/panel-element.ts';
import { enCommon } from '../shared/terms/common.ts';
import { tokens } from '../shared/tokens.ts';
import type { Arrival } from './arrival.ts';
import { BesideClosedEvent, BesideOpenedEvent, type PanelName } from './launcher-events.ts';
import { launcherStyles } from './launcher.styles.ts';
import { renderButton } from './render-button.ts';
import { narrowQuery, type BesideShell } from './shell.ts';

export { BesideClosedEvent, BesideOpenedEvent, type PanelName } from './launcher-events.ts';

/** Opening waits this long for texts in the customer's language before it starts in English, and for the first level. */
const termsPatienceMs = 400;

/** How to show the panel. */
export interface ShowOptions {
  /** `false` leaves the focus where it is: for what the customer did not just ask for. Default `true`. */
  readonly focus?: boolean;
}

/**
 * The button that opens the help, and the panel it opens. Stands in the top layer, above whatever the page shows.
 *
 * Takes over a host whose button was painted already (by the script tag's loader): same node, same focus. On its own
 * it paints that button itself.
 *
 * @element beside-launcher
 * @attr scheme - `light`, `dark` or `auto` (the system's); without it the page's `color-scheme`.
 * @fires {BesideOpenedEvent} beside-opened - The panel was opened.
 * @fires {BesideClosedEvent} beside-closed - The panel was closed.
 * @fires {BesideMessageSentEvent} beside-message-sent - The customer sent a message.
 * @csspart launcher - The button.
 * @cssprop [--beside-inset-block=20px] - Distance from the lower edge of the window.
 * @cssprop [--beside-inset-inline=20px] - Distance from the side.
 */
export class BesideLauncher extends PanelElement {
  static override styles = [tokens, hostReset, launcherStyles];

  readonly #watch = new ClientController(this);
  readonly #clock = createSystemClock();
  #arrival: Promise<Arrival> | undefined;
  #button: HTMLButtonElement | undefined;
  #stops: (() => void)[] = [];
  #termsLoading: Promise<void> = Promise.resolve();
  /** Where the page before was left. */
  #left: PanelName | undefined;

  @query('beside-shell') private shell?: BesideShell | null;

  @state() private isShown = false;
  /** The shell is in the page from the first opening on; a draft in it outlives closing. */
  @state() private hasShell = false;

  /** Whose launcher it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** BCP 47 tag of the language to speak; the page's and the browser's languages follow. */
  @property({ attribute: 'locale' }) wantedLocale = '';
  /** No sound for new messages. */
  @property({ type: Boolean }) muted = false;

  /** Whether the panel is open. */
  get isOpen(): boolean {
    return this.isShown;
  }

  /** The one that is shown, or was when it was closed. */
  get panel(): PanelName {
    return this.shell?.panel ?? 'home';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The site's own session replay must never record a conversation.
    this.classList.add('rr-block', 'ph-no-capture');
    this.dataset['sentryBlock'] = '';
    this.dataset['private'] = '';
    this.popover = 'manual';
    if (!this.matches(':popover-open')) this.showPopover?.();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    void this.#arrival?.then(
      (arrival) => arrival.stop(),
      () => undefined,
    );
    this.#arrival = undefined;
  }

  /**
   * Opens the panel: the wanted one, else the chat while a conversation is open, else where it was. The customer's
   * touch: starts the client. Resolves when the panel is usable, connected or not.
   */
  async show(panel?: PanelName, { focus = true }: ShowOptions = {}): Promise<void> {
    await this.#termsForAWhile();
    // Step by step, so that no step keeps the page from what its visitor does: code, frame, panel, focus, connection.
    await this.#pause();
    const wasShown = this.isShown;
    this.hasShell = true;
    this.isShown = true;
    await this.updateComplete;
    const { shell } = this;
    if (!shell) return; // taken off the page meanwhile
    shell.panel = panel ?? this.#findOpenPanel() ?? this.#left ?? shell.panel;
    this.#left = undefined;
    await this.#pause();
    shell.toggleAttribute('at-left', getComputedStyle(this).direction === 'rtl');
    await shell.ready();
    await this.#pause();
    if (!this.isShown) return;
    if (focus) shell.focus();
    if (wasShown) return;
    this.client?.report('launcher.opened', { panel: shell.panel });
    if (shell.panel === 'chat') this.client?.report('chat.opened');
    this.dispatchEvent(new BesideOpenedEvent(shell.panel));
    await this.#pause();
    // Its own errors are events of the client; the panel shows the state of the connection.
    await this.client?.start();
  }

  /**
   * Opens the panel again that was open on the page before: nobody asked for it here, so the focus stays where it is, and
   * where the panel would fill the screen it stays closed. Does not wait to be told that the conversation goes on.
   */
  async resume(panel: 'chat' | 'callback' | 'flow' = 'chat'): Promise<void> {
    this.#left = panel;
    if (!matchMedia(narrowQuery).matches) await this.show(panel, { focus: false });
  }

  /** Closes the panel and gives the focus back to the button if it was inside. */
  hide(): void {
    if (!this.isShown) return;
    const hadFocus = this.shadowRoot?.activeElement === this.shell;
    this.isShown = false;
    // At once, because the focus can only return when the page is no longer inert.
    if (this.shell) this.shell.open = false;
    void this.shell?.updateComplete.then(() => {
      if (hadFocus) this.#button?.focus({ preventScroll: true });
    });
    this.client?.report('launcher.closed');
    this.dispatchEvent(new BesideClosedEvent());
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // Lit replaces the sheets of the root; the painted button keeps its own.
    // Copied, because the list of a root is a live one and would lose them.
    const painted = [...(this.shadowRoot?.adoptedStyleSheets ?? [])];
    // Lit makes the root itself or takes the one there is, so it is one.
    const root = super.createRenderRoot() as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...painted];
    // Lit would put its content before what is there; after the button, Tab goes from the button into the panel.
    this.renderOptions.renderBefore = null;
    const button = root.querySelector<HTMLButtonElement>('button.launcher');
    if (button) this.#button = button;
    else void this.#paint(root).catch(() => undefined); // the chunk is missing: nothing can be pressed that would not work
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) {
      this.#watch.watch(this.client);
      if (this.isConnected) this.#listen();
    }
    if (changed.has('wantedLocale')) this.#termsLoading = this.#loadTerms();
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    // In which corner it stands follows the page, not the language spoken.
    this.removeAttribute('dir');
  }

  protected override updated(): void {
    if (this.#button) {
      renderButton(this.#button, {
        terms: this.terms,
        isOpen: this.isShown,
        unreadCount: this.#unreadCount(),
      });
    }
  }

  override render(): TemplateResult {
    const unread = this.#unreadCount();
    return html`<div class="unseen" role="status">${unread ? this.terms.unread(unread) : ''}</div>
      ${
        this.hasShell
          ? html`<beside-shell
              .client=${this.client}
              .terms=${this.terms}
              .locale=${this.locale}
              ?open=${this.isShown}
              @beside-close-request=${() => this.hide()}
              @beside-navigate=${this.#navigate}
              @beside-write-again=${this.#writeAgain}
            ></beside-shell>`
          : nothing
      }`;
  }

  #listen(): void {
    for (const stop of this.#stops.splice(0)) stop();
    const listening = new AbortController();
    this.#button?.addEventListener('click', this.#toggle, { signal: listening.signal });
    this.#stops.push(() => listening.abort());
    if (!this.client) return;
    this.#stops.push(
      this.client.on('message-received', ({ shouldAlert }) => {
        const isLooking = this.isShown && document.hasFocus();
        if (!isLooking) void this.#tellArrival(shouldAlert).catch(() => (this.#arrival = undefined)); // the next one tries again
      }),
    );
  }

  #toggle = (): void => {
    if (this.isShown) this.hide();
    else void this.show().catch(() => undefined); // told by the client's events
  };

  #navigate = async ({ detail }: CustomEvent<PanelName>): Promise<void> => {
    if (detail === 'chat') this.client?.report('chat.opened');
    await this.show(detail);
  };

  /** From a conversation that is over into a new one, not to the question whether to begin one. */
  #writeAgain = async (): Promise<void> => {
    this.client?.report('chat.opened');
    await this.show('chat');
    await this.shell?.renderRoot.querySelector('beside-chat')?.startNew();
  };

  #unreadCount(): number {
    return this.isShown ? 0 : (this.client?.chat.view.unreadCount ?? 0);
  }

  /** Where a conversation goes on; one that is idle waits for a call. */
  #findOpenPanel(): PanelName | undefined {
    const status = this.client?.chat.view.status ?? 'new';
    if (status === 'new' || status === 'ended') return undefined;
    return status === 'idle' ? 'callback' : 'chat';
  }

  /** Only where no loader has painted it, hence a chunk of its own. */
  async #paint(root: ShadowRoot): Promise<void> {
    const { paintLauncher } = await import('./paint-launcher.ts');
    this.#button = paintLauncher(root, this.terms.open);
    if (this.isConnected) this.#listen();
    this.requestUpdate();
  }

  async #tellArrival(shouldAlert: boolean): Promise<void> {
    this.#arrival ??= import('./arrival.ts').then(({ createArrival }) => createArrival(this));
    (await this.#arrival).tell(shouldAlert);
  }

  async #loadTerms(): Promise<void> {
    const wanted = this.wantedLocale;
    const languages = [wanted, document.documentElement.lang, ...navigator.languages];
    // A chunk that cannot be loaded: English is better than nothing.
    const found = await findLocalTerms(languages, enCommon).catch(() => undefined);
    if (!found || wanted !== this.wantedLocale) return;
    this.terms = found.terms;
    this.locale = found.locale;
  }

  /** Lets the browser do what waits. */
  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(0, resolve));
  }

  async #termsForAWhile(): Promise<void> {
    await this.updateComplete;
    let cancel: (() => void) | undefined;
    const patience = new Promise<void>((resolve) => (cancel = this.#clock.after(termsPatienceMs, resolve)));
    // The first level of the site's flow is worth the same wait: home does not change under the eyes.
    await Promise.race([Promise.all([this.#termsLoading, this.client?.firstLevel]), patience]);
    cancel?.();
  }
}

defineElement('beside-launcher', BesideLauncher);

declare global {
  interface HTMLElementTagNameMap {
    'beside-launcher': BesideLauncher;
  }
}
