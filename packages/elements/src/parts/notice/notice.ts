import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { alertIcon, infoIcon, offlineIcon } from '../../shared/more-icons.ts';
import { tokens } from '../../shared/tokens.ts';
import { noticeStyles } from './notice.styles.ts';

/** What kind of thing a notice says. */
export type NoticeTone = 'info' | 'warn' | 'offline' | 'danger';

/**
 * A line that explains the state of the view around it. Not announced by itself: whoever shows it decides whether it
 * stands in a live region.
 *
 * @element beside-notice
 * @slot - The text.
 * @slot action - A button after the text.
 */
export class BesideNotice extends BesideElement {
  static override styles = [tokens, noticeStyles];

  /** What kind of thing it says; picks colour and icon. */
  @property({ reflect: true }) tone: NoticeTone = 'info';

  override render(): TemplateResult {
    return html`${this.#icon()}<span class="text"><slot></slot></span><slot name="action"></slot>`;
  }

  #icon(): TemplateResult {
    switch (this.tone) {
      case 'offline':
        return offlineIcon();
      case 'warn':
      case 'danger':
        return alertIcon();
      case 'info':
        return infoIcon();
      default:
        return this.tone satisfies never;
    }
  }
}

defineElement('beside-notice', BesideNotice);

declare global {
  interface HTMLElementTagNameMap {
    'beside-notice': BesideNotice;
  }
}
