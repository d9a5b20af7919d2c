import type { CallbackMove, CallbackWish } from '@beside/sdk';

/** The form is filled in: what the customer asks for. */
export class BesideCallbackAskEvent extends CustomEvent<CallbackWish | CallbackMove> {
  constructor(wish: CallbackWish | CallbackMove) {
    super('beside-callback-ask', { bubbles: true, composed: true, detail: wish });
  }
}

/** A slot was picked; the detail is when it begins. Picked again: it shall be kept longer. */
export class BesideSlotPickEvent extends CustomEvent<number> {
  constructor(startAt: number) {
    super('beside-slot-pick', { bubbles: true, composed: true, detail: startAt });
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

/** The customer says the code that was sent to the number. */
export class BesideCallbackCodeEvent extends CustomEvent<string> {
  constructor(code: string) {
    super('beside-callback-code', { bubbles: true, composed: true, detail: code });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-callback-ask': BesideCallbackAskEvent;
    'beside-slot-pick': BesideSlotPickEvent;
    'beside-callback-act': BesideCallbackActEvent;
    'beside-callback-code': BesideCallbackCodeEvent;
  }
}
