/** A slot was picked; the detail is when it begins. Picked again: it shall be kept longer. */
export class BesideSlotPickEvent extends CustomEvent<number> {
  constructor(startAt: number) {
    super('beside-slot-pick', { bubbles: true, composed: true, detail: startAt });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-slot-pick': BesideSlotPickEvent;
  }
}
