import type { CallbackMove, CallbackWish } from '@beside/sdk';

/** The form is filled in: what the customer asks for. */
export class BesideCallbackAskEvent extends CustomEvent<CallbackWish | CallbackMove> {
  constructor(wish: CallbackWish | CallbackMove) {
    super('beside-callback-ask', { bubbles: true, composed: true, detail: wish });
  }
}

/** What a customer may do with the callback there is. */
export type CallbackAction =
  'again' | 'move' | 'cancel' | 'new' | 'send-code' | 'chat' | 'back' | 'look-again';

/** The customer wants to do something with the callback there is, or to leave it. */
export class BesideCallbackActEvent extends CustomEvent<CallbackAction> {
  constructor(action: CallbackAction) {
    super('beside-callback-act', { bubbles: true, composed: true, detail: action });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-callback-ask': BesideCallbackAskEvent;
    'beside-callback-act': BesideCallbackActEvent;
  }
}
