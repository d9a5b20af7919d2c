import type { CallbackCommandOfAgent, CallbackId, ConversationId, OfferId } from '@beside/protocol';

import type { CallbackPage, WrapUpDraft } from '../callbacks/callback-work.ts';
import type { Settings } from './settings.ts';

/** What an agent may say about being reachable. */
export type ChosenPresence = 'available' | 'busy' | 'away';

/** The one place a phone shows; wider windows show callbacks and the help flow in place of chat and customer. */
export type ConsoleView = 'queue' | 'chat' | 'customer' | 'callbacks' | 'flow';

/** What an agent wants of the console. Wishes rise from any element to the root, which fulfils them. */
export type Wish =
  | { readonly type: 'sign-in'; readonly email: string; readonly password: string }
  | { readonly type: 'sign-out' }
  | { readonly type: 'presence'; readonly presence: ChosenPresence }
  | {
      readonly type: 'accept' | 'decline';
      readonly conversationId: ConversationId;
      readonly offerId: OfferId;
    }
  /** Shows a conversation; `isBeside`: next to the one that is shown. */
  | { readonly type: 'open'; readonly conversationId: ConversationId; readonly isBeside?: boolean }
  /** Takes a conversation out of the workspace; it stays in the list. */
  | { readonly type: 'close'; readonly conversationId: ConversationId }
  | { readonly type: 'end' | 'release'; readonly conversationId: ConversationId }
  /** Remembers what is being written. */
  | { readonly type: 'draft'; readonly conversationId: ConversationId; readonly text: string }
  /** Takes or declines a callback that rings. */
  | {
      readonly type: 'callback-answer';
      readonly answer: 'accept' | 'decline';
      readonly callbackId: CallbackId;
    }
  /** Anything else of a callback or a queue's staffing. */
  | { readonly type: 'callback'; readonly command: CallbackCommandOfAgent }
  /** Shows a callback in full; undefined: the list again. */
  | { readonly type: 'callback-open'; readonly callbackId: CallbackId | undefined }
  | { readonly type: 'callback-page'; readonly page: CallbackPage }
  /** Remembers what is being written of a call. */
  | { readonly type: 'callback-draft'; readonly callbackId: CallbackId; readonly draft: WrapUpDraft }
  | { readonly type: 'callback-load' | 'flow-load' }
  | { readonly type: 'view'; readonly view: ConsoleView }
  | { readonly type: 'details' | 'help' | 'wake' | 'allow-notifications' }
  | { readonly type: 'settings'; readonly change: Partial<Settings> };

/** Carries a wish to the root. */
export class BesideWishEvent extends CustomEvent<Wish> {
  constructor(wish: Wish) {
    super('beside-wish', { bubbles: true, composed: true, detail: wish });
  }
}

/** A listener that says a wish from where it was pressed. */
export function ask(wish: Wish): (event: Event) => void {
  return ({ currentTarget }) => currentTarget?.dispatchEvent(new BesideWishEvent(wish));
}

declare global {
  interface HTMLElementEventMap {
    'beside-wish': BesideWishEvent;
  }
}
