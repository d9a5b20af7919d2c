import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { badgeStyles } from './badge.styles.ts';

/** What a badge says by its colour, in addition to its words. */
export type BadgeTone = 'neutral' | 'accent' | 'danger' | 'warn' | 'success';

/**
 * A count or a word in a pill. Colour is never the only difference: the slot says it too.
 *
 * @element beside-badge
 * @slot - The count or word.
 */
export class BesideBadge extends BesideElement {
  static override styles = [tokens, badgeStyles];

  /** What the colour says. */
  @property({ reflect: true }) tone: BadgeTone = 'neutral';

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

defineElement('beside-badge', BesideBadge);

declare global {
  interface HTMLElementTagNameMap {
    'beside-badge': BesideBadge;
  }
}
