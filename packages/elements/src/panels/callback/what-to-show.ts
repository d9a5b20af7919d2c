import type { CallbackState } from '@beside/sdk';

/** What the customer opened by hand; `auto`: what there is decides. */
export type CallbackMode = 'auto' | 'new' | 'move';

/** The parts of the panel. `form` asks for a new one, `move` for another time; `kept` is a request without an answer. */
export type CallbackPart = 'form' | 'move' | 'kept' | 'status';

/** Which part of the panel is in front. Pure. */
export function whatToShow({ view, pending, problem }: CallbackState, mode: CallbackMode): CallbackPart {
  const isOpen = view !== null && view.endedAt === undefined;
  // What is being asked for stands before what was.
  if (pending && pending.kind !== 'reschedule' && pending.callbackId !== view?.callbackId) return 'kept';
  if (problem?.kind === 'request' && !isOpen) return 'form';
  if (mode === 'move' && isOpen && !pending) return 'move';
  if (mode === 'new' && !isOpen) return 'form';
  return view ? 'status' : 'form';
}
