import type { CallbackOffer } from '@beside/protocol';

/** Whether a call as soon as possible is among what is offered. */
export function offersNow({ availability: { offer } }: CallbackOffer): boolean {
  return offer === 'both' || offer === 'asap';
}
