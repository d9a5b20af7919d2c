import type { ConversationId } from '@beside/protocol';

import { findRingingCallbacks } from '../callbacks/callback-lists.ts';
import type { ConsoleController } from './console-controller.ts';
import type { ShortcutName } from './shortcuts.ts';

/** What a shortcut needs of the page besides wishes. */
export interface ShortcutPage {
  focusComposer(conversationId: ConversationId): void;
  askToEnd(conversationId: ConversationId): void;
}

/** Does what a shortcut stands for; nothing where there is nothing to do it to. */
export function runShortcut(name: ShortcutName, console: ConsoleController, page: ShortcutPage): void {
  const { workplace } = console;
  const activeId = workplace?.panes.activeId;
  switch (name) {
    case 'accept':
    case 'decline': {
      const desk = workplace?.state.desk;
      const offer = desk?.offers[0];
      const [callback] = findRingingCallbacks(desk);
      // In the order in which they stand on the screen.
      if (!offer && callback)
        console.handle({ type: 'callback-answer', answer: name, callbackId: callback.callbackId });
      if (offer)
        console.handle({
          type: name,
          conversationId: offer.conversation.conversationId,
          offerId: offer.offerId,
        });
      return;
    }
    case 'next':
    case 'previous': {
      const next = workplace?.step(name === 'next' ? 1 : -1);
      if (next === undefined) return;
      console.handle({ type: 'view', view: 'chat' });
      return page.focusComposer(next);
    }
    case 'composer':
      if (activeId === undefined) return;
      console.handle({ type: 'view', view: 'chat' });
      return page.focusComposer(activeId);
    case 'end':
      if (activeId !== undefined) page.askToEnd(activeId);
      return;
    case 'release':
      if (activeId !== undefined && workplace?.paneState(activeId) === 'mine')
        console.handle({ type: 'release', conversationId: activeId });
      return;
    case 'callbacks':
      if (workplace?.state.desk?.callbacks) console.handle({ type: 'view', view: 'callbacks' });
      return;
    case 'dial': {
      const selected = workplace?.callbacks.selected;
      if (selected?.status !== 'previewing' || console.view !== 'callbacks') return;
      const { conversationId, callbackId, revision } = selected;
      return console.handle({
        type: 'callback',
        command: { type: 'callback.dial', conversationId, callbackId, revision },
      });
    }
    case 'mute':
      return console.handle({ type: 'settings', change: { isMuted: !console.settings.isMuted } });
    case 'help':
      return console.handle({ type: 'help' });
    default:
      return name satisfies never;
  }
}
