import '@beside/elements/parts/avatar';
import { keyboardIcon } from '@beside/elements/shared';
import { html, type TemplateResult } from 'lit';

import '../queue/presence.ts';
import { markIcon, mutedIcon, soundIcon } from '../shared/console-icons.ts';
import { BesideWishEvent, type Wish } from '../shared/wishes.ts';
import type { DeskModel } from './desk-model.ts';
import './settings-menu.ts';

/** The line on top: presence, sound, help, settings. */
export function renderBar({ console, workplace, agent, notifications }: DeskModel): TemplateResult {
  const { language, settings } = console;
  const { words, terms, locale } = language;
  return html`<header class="bar">
    <h1 class="brand">${markIcon()}<span>Beside</span></h1>
    <beside-presence
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .presence=${workplace.presence}
    ></beside-presence>
    <span class="space"></span>
    <button
      type="button"
      class="icon-button optional"
      aria-label=${words.mute}
      title="${words.mute} (Alt M)"
      aria-keyshortcuts="Alt+M"
      aria-pressed=${settings.isMuted}
      @click=${ask({ type: 'settings', change: { isMuted: !settings.isMuted } })}
    >
      ${settings.isMuted ? mutedIcon() : soundIcon()}
    </button>
    <button
      type="button"
      class="icon-button optional"
      aria-label=${words.help}
      title="${words.help} (?)"
      aria-haspopup="dialog"
      @click=${ask({ type: 'help' })}
    >
      ${keyboardIcon()}
    </button>
    <span class="me"><beside-avatar .name=${agent.name}></beside-avatar>${agent.name}</span>
    <beside-settings-menu
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .settings=${settings}
      .notifications=${notifications}
      .agentName=${agent.name}
      .agentEmail=${agent.email}
    ></beside-settings-menu>
  </header>`;
}

/** A listener that says a wish from where it was pressed. */
export function ask(wish: Wish): (event: Event) => void {
  return ({ currentTarget }) => currentTarget?.dispatchEvent(new BesideWishEvent(wish));
}
