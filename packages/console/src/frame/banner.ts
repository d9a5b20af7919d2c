import type { ConnectionState } from '@beside/protocol';
import '@beside/elements/parts/notice';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { consoleErrorText } from '../console-terms.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { secondsUntil } from '../shared/text-of-time.ts';

const styles = css`
  :host {
    display: block;
  }
  beside-notice {
    align-items: center;
    border-radius: 0;
    border-width: 0 0 1px;
    padding-inline: var(--_space-4);
  }
  .button {
    min-block-size: 30px;
    padding: 2px 12px;
    border-color: currentColor;
    background: none;
    color: inherit;
    font-size: var(--_size-small);
  }
`;

/**
 * What is wrong with the connection and what happens next. Silent during the first connecting.
 *
 * @element beside-banner
 * @fires {BesideWishEvent} beside-wish - `wake`, `sign-out`.
 */
export class BesideBanner extends ConsoleElement {
  static override styles = [tokens, controls, styles];

  /** Stays one trouble until it is connected again, so that it does not flicker between attempts. */
  @state() private isLost = false;

  @property({ attribute: false }) connection: ConnectionState = { status: 'connecting' };
  @property({ attribute: false }) unsentCount = 0;
  /** The browser says that there is a network. */
  @property({ attribute: false }) isOnline = true;
  /** This page's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { status } = this.connection;
    if (status === 'waiting') this.isLost = true;
    else if (status !== 'connecting') this.isLost = false;
  }

  override render(): TemplateResult {
    // The seconds are not read out: only the trouble is news.
    return html`<div class="unseen" role="status">${this.#trouble(false)}</div>
      ${this.#renderNotice()}`;
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const { words, connection, unsentCount } = this;
    const text = this.#trouble(true);
    if (!text) return nothing;
    const unsent = unsentCount ? ` ${words.unsent(unsentCount)}` : '';
    return html`<beside-notice tone=${connection.status === 'stopped' ? 'danger' : 'offline'}
      >${text}${unsent}
      ${
        connection.status === 'stopped'
          ? this.#button(words.reload, () => location.reload())
          : this.#button(words.tryNow, () => this.wish({ type: 'wake' }))
      }</beside-notice
    >`;
  }

  #button(text: string, press: () => void): TemplateResult {
    return html`<button slot="action" type="button" class="button" @click=${press}>${text}</button>`;
  }

  #trouble(withSeconds: boolean): string | undefined {
    const { words, terms, connection } = this;
    if (connection.status === 'stopped')
      return connection.error ? consoleErrorText(words, terms, connection.error.code) : words.stopped;
    if (!this.isOnline) return words.offline;
    if (!this.isLost) return undefined;
    return withSeconds && connection.status === 'waiting'
      ? words.lost(secondsUntil(connection.retryAt, this.now))
      : words.reconnecting;
  }
}

defineElement('beside-banner', BesideBanner);

declare global {
  interface HTMLElementTagNameMap {
    'beside-banner': BesideBanner;
  }
}
