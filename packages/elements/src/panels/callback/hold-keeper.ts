import { BesideError, type Clock, type SlotHold } from '@beside/protocol';
import type { CallbackChannel } from '@beside/sdk';

import type { CallbackRefusal } from './refusal-text.ts';

/** What is known of the slot that was picked. */
export interface HoldState {
  readonly startAt: number;
  /**
   * `asking`: on its way. `held`: kept until then. `over`: kept no longer, perhaps still free. `free`: it could not be
   * kept, without a connection for example; it is chosen all the same.
   */
  readonly status: 'asking' | 'held' | 'over' | 'free';
  readonly hold?: SlotHold | undefined;
  /** Whole seconds it is still kept. */
  readonly secondsLeft: number;
}

/** Keeps the picked slot for the customer, and counts down (C3). */
export interface HoldKeeper {
  readonly state: HoldState | undefined;
  /** Picks a slot, or keeps the same one longer. Resolves to why it is not to be had. */
  pick(startAt: number): Promise<CallbackRefusal | undefined>;
  /** Nothing is picked any more; what was kept is let go. One that was asked with is used up by then, which is no harm. */
  drop(): void;
}

const SECOND_MS = 1_000;

/** Makes a keeper. `serverNow` reads the server's clock, which holds run out by. */
export function createHoldKeeper(options: {
  readonly clock: Pick<Clock, 'after'>;
  readonly serverNow: () => number;
  readonly findChannel: () => Pick<CallbackChannel, 'hold' | 'release'> | undefined;
  readonly onChange: () => void;
}): HoldKeeper {
  const { clock, serverNow, findChannel, onChange } = options;
  let state: HoldState | undefined;
  let cancelTick: (() => void) | undefined;

  const set = (next: HoldState | undefined): void => {
    state = next;
    onChange();
  };
  const tick = (hold: SlotHold): void => {
    cancelTick?.();
    const secondsLeft = Math.max(0, Math.ceil((hold.expiresAt - serverNow()) / SECOND_MS));
    set({ startAt: hold.startAt, status: secondsLeft > 0 ? 'held' : 'over', hold, secondsLeft });
    cancelTick = secondsLeft > 0 ? clock.after(SECOND_MS, () => tick(hold)) : undefined;
  };

  return {
    get state() {
      return state;
    },
    async pick(startAt) {
      cancelTick?.();
      const asked: HoldState = { startAt, status: 'asking', secondsLeft: 0 };
      set(asked);
      try {
        const hold = await findChannel()?.hold(startAt);
        // Another one was picked meanwhile; the server has let this one go.
        if (state !== asked) return undefined;
        if (hold) tick(hold);
        return undefined;
      } catch (cause) {
        if (state !== asked) return undefined;
        const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
        const isGone = error.code === 'slot_taken' || error.code === 'slot_not_offered';
        set(isGone ? undefined : { ...asked, status: 'free' });
        return isGone ? error : undefined;
      }
    },
    drop() {
      cancelTick?.();
      const held = state?.status === 'held' ? state.hold : undefined;
      if (held) findChannel()?.release(held.holdId);
      if (state) set(undefined);
    },
  };
}
