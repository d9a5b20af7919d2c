import { createSystemClock, type CustomerClient } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { ClientController } from '../client/client-controller.ts';
import { defineElement } from '../shared/define-element.ts';
import { closeIcon } from '../shared/icons.ts';
import { PanelElement } from '../shared/panel-element.ts';
import { plainControls } from '../shared/plain-controls.ts';
import { tokens } from '../shared/tokens.ts';
import { BesideCloseRequestEvent, BesidePanelEvent, type PanelName } from './launcher-events.ts';
import { loadPanel } from './load-panel.ts';
import type { LoadedPanel } from './loaded-panel.ts';
import { shellStyles } from './shell.styles.ts';

/** Where a card beside the page leaves no room for reading: phones in both directions, and large zoom. */
export const narrowQuery = '(max-width: 480px), (max-height: 440px)';

type RenderHeader = NonNullable<LoadedPanel['renderHeader']>;

/** Errors stay this long unless they are dismissed. */
const toastMs = 12_000;

/**
 * The frame around the panels. Beside the page it is a non-modal dialog, which Esc closes and Tab leaves; on narrow
 * screens it is a modal one that fills the screen, and the platform keeps the page behind it inert.
 *
 * @element beside-shell
 * @fires {BesideCloseRequestEvent} beside-close-request - The customer wants it closed.
 * @fires {BesidePanelEvent} beside-panel - Another panel is shown.
 */
export class BesideShell extends PanelElement {
  static override styles = [tokens, plainControls, shellStyles];

  readonly #watch = new ClientController(this);
  readonly #clock = createSystemClock();
  readonly #loaded = new Map<PanelName, LoadedPanel>();
  #listening: AbortController | undefined;
  #stops: (() => void)[] = [];
  #cancelToast: (() => void) | undefined;

  @query('dialog') private dialog!: HTMLDialogElement;

  @state() private problem = '';
  @state() private isBroken = false;
  /** What the customer is asked above the panel. */
  @state() private question: TemplateResult | undefined = undefined;

  /** Whose panels they are. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** The one that is shown. */
  @property() panel: PanelName = 'home';
  /** Whether it is shown. */
  @property({ type: Boolean }) open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    matchMedia(narrowQuery).addEventListener('change', () => this.#apply(), {
      signal: this.#listening.signal,
    });
    if (this.hasUpdated) this.#apply();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#cancelToast?.();
    this.#release();
    // A dialog that leaves the page is no longer modal, but would still say that it is open.
    if (this.hasUpdated) this.dialog.open = false;
  }

  /** Loads the wanted panel; resolves when it is shown and usable. Rejects never: a failure is shown with a way to retry. */
  async ready(): Promise<void> {
    const name = this.panel;
    try {
      if (!this.#loaded.has(name)) this.#loaded.set(name, await loadPanel(name));
      this.isBroken = false;
    } catch {
      this.isBroken = true; // said in the panel's place
    }
    this.requestUpdate();
    await this.updateComplete;
    await this.#findPanel()?.updateComplete;
  }

  /** Moves the focus in: to the field of the chat where a keyboard is at hand, to the heading of a level of the flow, else to the dialog, whose name is read. */
  override focus(): void {
    const isTouch = matchMedia('(pointer: coarse)').matches;
    this.dialog.focus();
    if (this.panel === 'flow' || (this.panel === 'chat' && !isTouch)) this.#findPanel()?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) this.#watch.watch(this.client);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open')) this.#apply();
    if (changed.has('panel')) this.dispatchEvent(new BesidePanelEvent());
  }

  override render(): TemplateResult {
    const { terms, client, panel } = this;
    const loaded = this.#loaded.get(panel);
    return html`<dialog
        part="panel"
        class="at-${panel}"
        tabindex="-1"
        aria-label=${terms.panelLabel}
        @keydown=${this.#handleKey}
        @keypress=${this.#keepKey}
        @keyup=${this.#keepKey}
        @cancel=${this.#handleCancel}
        @beside-problem=${this.#handleProblem}
      >
        ${client && loaded?.renderHeader ? this.#panelHeader(client, loaded.renderHeader) : this.#homeHeader()}
        <div class="body" @pointerover=${this.#preload}>
          ${
            this.isBroken
              ? this.#broken()
              : loaded && client
                ? loaded.render({ client, terms, locale: this.locale, active: this.open })
                : html`<div class="waiting" role="status">${terms.loading}</div>`
          }
        </div>
        <beside-toast
          tone="danger"
          .message=${this.problem}
          dismiss-label=${terms.dismiss}
          @beside-dismiss=${() => (this.problem = '')}
        ></beside-toast>
      </dialog>
      ${this.question ?? nothing}`;
  }

  /** Above home, and above a panel that is not there yet. */
  #homeHeader(): TemplateResult {
    const { close } = this.terms;
    return html`<div class="top home">
      <div class="who"><span class="name">${this.client?.state.site?.name ?? ''}</span></div>
      <button
        type="button"
        class="icon-button"
        aria-label=${close}
        title=${close}
        @click=${this.#requestClose}
      >
        ${closeIcon()}
      </button>
    </div>`;
  }

  #panelHeader(client: CustomerClient, render: RenderHeader): TemplateResult {
    return render({
      client,
      terms: this.terms,
      panel: this.panel,
      goBack: () => void this.#goBack(),
      close: this.#requestClose,
      ask: (question) => (this.question = question),
      tell: (code) => void this.#tell(code),
    });
  }

  #broken(): TemplateResult {
    return html`<div class="broken" role="alert">
      <p>${this.terms.error_unavailable}</p>
      <button type="button" class="button" @click=${() => void this.ready()}>${this.terms.retry}</button>
    </div>`;
  }

  /** Brings the native dialog into line with `open` and the width of the screen. */
  #apply(): void {
    const { dialog } = this;
    const isModal = matchMedia(narrowQuery).matches;
    const isRight = dialog.open === this.open && dialog.matches(':modal') === (this.open && isModal);
    if (isRight) return;
    // The innermost one, which a change of mode must not take the focus from.
    const focused = this.open ? findFocused(this.renderRoot) : undefined;
    if (dialog.matches(':modal')) dialog.close();
    // By attribute: show() would move the focus, also when a conversation resumes by itself.
    else dialog.open = false;
    this.#release();
    if (!this.open) return;
    if (isModal) {
      dialog.showModal();
      void this.#fillScreen();
    } else dialog.open = true;
    dialog.toggleAttribute('aria-modal', false);
    if (isModal) dialog.setAttribute('aria-modal', 'true');
    focused?.focus({ preventScroll: true });
  }

  /** For phones only, hence loaded by them only; without it the page behind scrolls and a keyboard may cover the field. */
  async #fillScreen(): Promise<void> {
    const loaded = await import('./full-screen.ts').catch(() => undefined);
    // Closed or opened again meanwhile: once is enough.
    if (loaded && this.dialog.matches(':modal') && this.#stops.length === 0)
      this.#stops.push(loaded.startFullScreen(this.dialog));
  }

  #release(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #findPanel(): PanelElement | null {
    return this.renderRoot.querySelector<PanelElement>('#panel');
  }

  #requestClose = (): void => {
    this.dispatchEvent(new BesideCloseRequestEvent());
  };

  /** One step back where a panel has steps, else home: to the card that led away from it. */
  #goBack = async (): Promise<void> => {
    const card = await this.#findPanel()?.goBack?.();
    if (card === '') return;
    this.panel = 'home';
    await this.ready();
    // The cards come a turn later than home.
    await this.#findPanel()?.updateComplete;
    const home = this.#findPanel()?.renderRoot;
    (home?.querySelector<HTMLElement>(`[data-choice="${card}"]`) ?? this.dialog).focus();
  };

  /** The pointer goes towards the card of the chat: it is there when it is pressed. */
  #preload = (event: Event): void => {
    const [over] = event.composedPath();
    if (this.panel === 'home' && over instanceof Element && over.closest('.start-chat'))
      void loadPanel('chat').catch(() => undefined); // pressing tries again and tells
  };

  /** Keys pressed in here are not for the page, which sees only our host and takes letters for its shortcuts. */
  #keepKey = (event: KeyboardEvent): void => event.stopPropagation();

  #handleKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    // Handled here: the platform closes nothing else as well.
    event.preventDefault();
    this.#requestClose();
  };

  /** A phone's back gesture. */
  #handleCancel = (event: Event): void => {
    event.preventDefault();
    this.#requestClose();
  };

  #handleProblem = ({ detail }: CustomEvent<{ readonly code: string }>): void => void this.#tell(detail.code);

  async #tell(code: string): Promise<void> {
    const loaded = await import('./problem.ts').catch(() => undefined);
    if (!loaded) return; // then only what caused it shows it
    this.problem = loaded.problemText(this.terms, code);
    this.#cancelToast?.();
    this.#cancelToast = this.#clock.after(toastMs, () => (this.problem = ''));
  }
}

function findFocused(root: DocumentFragment | HTMLElement): HTMLElement | undefined {
  // The render root of an open shadow tree; only there is activeElement known.
  let active = root instanceof ShadowRoot ? root.activeElement : null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

defineElement('beside-shell', BesideShell);

declare global {
  interface HTMLElementTagNameMap {
    'beside-shell': BesideShell;
  }
}
