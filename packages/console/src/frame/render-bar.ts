import '@beside/elements/parts/avatar';
import '@beside/elements/parts/badge';
import { chatIcon, keyboardIcon, phoneIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import '../queue/presence.ts';
import { flowIcon, markIcon, mutedIcon, soundIcon } from '../shared/console-icons.ts';
import { ask } from '../shared/wishes.ts';
import type { DeskModel } from './desk-model.ts';
import { countCallbacks } from './render-callbacks.ts';
import './settings-menu.ts';

/** The line on top: presence, sound, help, settings. */
export function renderBar(model: DeskModel): TemplateResult {
  const { console, workplace, agent, notifications } = model;
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
    ${renderViews(model)}
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
    <span class="me"><beside-avatar .name=${agent.name}></beside-avatar><span>${agent.name}</span></span>
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

/** Chats, callbacks where the centre calls back, the help flow; a phone has its own navigation below. */
function renderViews(model: DeskModel): TemplateResult | typeof nothing {
  const { console, workplace, layout, now } = model;
  const { desk } = workplace.state;
  if (layout === 'narrow' || !desk) return nothing;
  const { words } = console.language;
  const isCalling = desk.callbacks !== undefined && console.view === 'callbacks';
  const isDesigning = console.view === 'flow';
  const count = countCallbacks(model, now + workplace.state.clockOffsetMs);
  return html`<nav class="views" aria-label=${words.navigation}>
    <button
      type="button"
      class="button quiet"
      aria-current=${isCalling || isDesigning ? nothing : 'page'}
      @click=${ask({ type: 'view', view: 'chat' })}
    >
      ${chatIcon()}${words.viewChat}
    </button>
    ${
      desk.callbacks
        ? html`<button
            type="button"
            class="button quiet"
            title="${words.viewCallbacks} (Alt K)"
            aria-keyshortcuts="Alt+K"
            aria-current=${isCalling ? 'page' : nothing}
            @click=${ask({ type: 'view', view: 'callbacks' })}
          >
            ${phoneIcon()}${words.viewCallbacks}${
              count
                ? html` <beside-badge tone="accent"
                    ><span aria-hidden="true">${count}</span
                    ><span class="unseen">${words.callbacksWanting(count)}</span></beside-badge
                  >`
                : nothing
            }
          </button>`
        : nothing
    }
    <button
      type="button"
      class="button quiet"
      aria-current=${isDesigning ? 'page' : nothing}
      @click=${ask({ type: 'view', view: 'flow' })}
    >
      ${flowIcon()}${words.viewFlow}
    </button>
  </nav>`;
}
