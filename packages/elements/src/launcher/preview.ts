import type { CustomerClient, MessageItem } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { ClientController } from '../client/client-controller.ts';
import { contentPreview } from '../client/content-text.ts';
import '../parts/avatar/avatar.ts';
import { controls } from '../shared/controls.ts';
import { defineElement } from '../shared/define-element.ts';
import { closeIcon } from '../shared/icons.ts';
import { PanelElement } from '../shared/panel-element.ts';
import { enTalk } from '../shared/terms/talk.ts';
import { tokens } from '../shared/tokens.ts';
import { BesidePreviewGoneEvent, BesidePreviewOpenEvent } from './preview-events.ts';
import { previewStyles } from './preview.styles.ts';

/**
 * The newest answer, beside the launcher of a closed panel: who wrote, and the first two lines. Goes by itself when
 * the answer was read somewhere else.
 *
 * @element beside-preview
 * @fires {BesidePreviewOpenEvent} beside-preview-open - The customer wants to read on.
 * @fires {BesidePreviewGoneEvent} beside-preview-gone - It was dismissed, or there is nothing to show any more.
 */
export class BesidePreview extends PanelElement {
  static override styles = [tokens, controls, previewStyles];

  readonly #watch = new ClientController(this);

  /** Whose answers they are. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) this.#watch.watch(this.client);
  }

  protected override updated(): void {
    if (!this.#find()) this.#goAway();
  }

  override render(): TemplateResult | typeof nothing {
    const terms = { ...enTalk, ...this.terms };
    const item = this.#find();
    const name = item && 'name' in item.author ? item.author.name : terms.agent;
    const text = item && contentPreview(item.content);
    // First empty, so that what comes into it is said; then again only when it changes.
    return html`<div class="unseen" role="status">
        ${this.hasUpdated && text ? terms.lastMessage(name, text) : ''}
      </div>
      ${
        text === undefined
          ? nothing
          : html`<div class="card" @keydown=${this.#handleKey}>
              <button type="button" class="open" @click=${this.#open}>
                <beside-avatar .name=${name}></beside-avatar>
                <span class="words"
                  ><span class="name" dir="auto">${name}</span
                  ><span class="text" dir="auto">${text}</span></span
                >
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label=${terms.dismiss}
                title=${terms.dismiss}
                @click=${this.#goAway}
              >
                ${closeIcon()}
              </button>
            </div>`
      }`;
  }

  protected override firstUpdated(): void {
    this.requestUpdate();
  }

  /** The newest message of the other side, unless everything was read. */
  #find(): MessageItem | undefined {
    const view = this.client?.chat.view;
    if (!view?.unreadCount) return undefined;
    return view.items.findLast((item): item is MessageItem => item.kind === 'message' && !item.isMine);
  }

  #open = (): void => {
    this.dispatchEvent(new BesidePreviewOpenEvent());
  };

  #goAway = (): void => {
    this.dispatchEvent(new BesidePreviewGoneEvent(!!this.shadowRoot?.activeElement));
  };

  #handleKey = (event: KeyboardEvent): void => {
    event.stopPropagation(); // not for the page, which takes letters for its shortcuts
    if (event.key === 'Escape') this.#goAway();
  };
}

defineElement('beside-preview', BesidePreview);

declare global {
  interface HTMLElementTagNameMap {
    'beside-preview': BesidePreview;
  }
}
