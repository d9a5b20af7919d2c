import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { userIcon } from '../../shared/panel-icons.ts';
import { tokens } from '../../shared/tokens.ts';
import { avatarStyles } from './avatar.styles.ts';
import { initialsOf, toneOf } from './initials.ts';

/**
 * A person's initials on a colour that stays with the name; a silhouette without a name.
 * Decorative: the name stands beside it in words. Loads no picture, so that it asks no third party for anything.
 *
 * @element beside-avatar
 * @csspart disc - The round ground.
 * @cssprop [--beside-avatar-size=36px] - Width and height.
 */
export class BesideAvatar extends BesideElement {
  static override styles = [tokens, avatarStyles];

  /** The name as shown to the reader. */
  @property() name = '';

  override render(): TemplateResult {
    return html`<div part="disc" class="disc" data-tone=${toneOf(this.name)} aria-hidden="true">
      ${initialsOf(this.name) || userIcon()}
    </div>`;
  }
}

defineElement('beside-avatar', BesideAvatar);

declare global {
  interface HTMLElementTagNameMap {
    'beside-avatar': BesideAvatar;
  }
}
