import { controls, defineElement, languageOf, logoutIcon, tokens } from '@beside/elements/shared';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { settingsIcon } from '../shared/console-icons.ts';
import type { NotificationState } from '../shared/notifier.ts';
import type { Settings } from '../shared/settings.ts';
import { settingsMenuStyles } from './settings-menu.styles.ts';

/**
 * The agent's own settings and the way out, behind one button.
 *
 * @element beside-settings-menu
 * @fires {BesideWishEvent} beside-wish - `settings`, `allow-notifications`, `help`, `sign-out`.
 */
export class BesideSettingsMenu extends ConsoleElement {
  static override styles = [tokens, controls, settingsMenuStyles];

  @property({ attribute: false }) settings!: Settings;
  @property() notifications: NotificationState = 'unsupported';
  @property() agentName = '';
  @property() agentEmail = '';

  override render(): TemplateResult {
    const { words, settings } = this;
    return html`<button
        type="button"
        class="icon-button"
        popovertarget="menu"
        aria-label=${words.menu}
        title=${words.menu}
      >
        ${settingsIcon()}
      </button>
      <div id="menu" class="menu" popover role="group" aria-label=${words.menu}>
        <div class="me">${this.agentName}<span>${this.agentEmail}</span></div>
        ${this.#choice('sounds', words.sounds, settings.isMuted ? 'off' : 'on', this.#onOff(), (value) =>
          this.#change({ isMuted: value === 'off' }),
        )}
        <div class="line"><span>${words.notifications}</span>${this.#renderNotifications()}</div>
        ${this.#choice(
          'scheme',
          words.appearance,
          settings.scheme,
          [
            ['auto', words.schemeAuto],
            ['light', words.schemeLight],
            ['dark', words.schemeDark],
          ],
          (scheme) => this.#change({ scheme }),
        )}
        ${this.#choice(
          'language',
          words.language,
          languageOf(this.locale) === 'ko' ? 'ko' : 'en',
          [
            ['en', 'English'],
            ['ko', '한국어'],
          ],
          (language) => this.#change({ language }),
        )}
        ${this.#choice(
          'shortcuts',
          words.shortcuts,
          settings.hasShortcuts ? 'on' : 'off',
          this.#onOff(),
          (value) => this.#change({ hasShortcuts: value === 'on' }),
        )}
        <button type="button" class="button wide out" @click=${() => this.wish({ type: 'sign-out' })}>
          ${logoutIcon()}${words.signOut}
        </button>
      </div>`;
  }

  #onOff(): readonly (readonly ['on' | 'off', string])[] {
    return [
      ['on', this.words.on],
      ['off', this.words.off],
    ];
  }

  #renderNotifications(): TemplateResult {
    const { words } = this;
    switch (this.notifications) {
      case 'ask':
        return html`<button
          type="button"
          class="button"
          @click=${() => this.wish({ type: 'allow-notifications' })}
        >
          ${words.notificationsAllow}
        </button>`;
      case 'allowed':
        return html`<span class="value">${words.notificationsOn}</span>`;
      case 'blocked':
      case 'unsupported':
        return html`<span class="value">${words.notificationsBlocked}</span>`;
      default:
        return this.notifications satisfies never;
    }
  }

  #choice<Value extends string>(
    name: string,
    legend: string,
    chosen: Value,
    options: readonly (readonly [Value, string])[],
    choose: (value: Value) => void,
  ): TemplateResult {
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${options.map(
          ([value, text]) =>
            html`<label
              ><input
                type="radio"
                name=${name}
                .checked=${value === chosen}
                @change=${() => choose(value)}
              />${text}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #change(change: Partial<Settings>): void {
    this.wish({ type: 'settings', change });
  }
}

defineElement('beside-settings-menu', BesideSettingsMenu);

declare global {
  interface HTMLElementTagNameMap {
    'beside-settings-menu': BesideSettingsMenu;
  }
}
