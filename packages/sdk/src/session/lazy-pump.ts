import type { Pump, PumpOptions } from './outbox-pump.ts';
import type { QueuedCommand } from './outbox-rules.ts';

/** Before its code is asked for again, where it could not be loaded. */
const AGAIN_MS = 5_000;

/** A pump that is loaded when it is needed. */
export interface LazyPump extends Pump {
  /** Somebody is about to write: have it ready. Safe at any time. */
  prepare(): void;
}

/** A pump whose code comes with the first thing that waits: a page on which nobody writes never needs it. */
export function startLazyPump<Command extends QueuedCommand>(options: PumpOptions<Command>): LazyPump {
  const { outbox, clock } = options;
  let pump: Pump | undefined;
  let isLoading = false;
  let isStopped = false;
  let cancelAgain: (() => void) | undefined;

  const nudge: Pump['nudge'] = (reason) => {
    if (pump) pump.nudge(reason);
    else if (outbox.items.length + outbox.early.length > 0) prepare();
  };
  function prepare(): void {
    if (!pump && !isLoading && !isStopped) void load();
  }
  async function load(): Promise<void> {
    isLoading = true;
    cancelAgain?.();
    try {
      const { startPump } = await import('./outbox-pump.ts');
      if (isStopped) return;
      pump = startPump(options);
      pump.nudge('added');
    } catch {
      // No network, perhaps; what waits is kept, and the next connection or message asks again too.
      if (!isStopped) cancelAgain = clock.after(AGAIN_MS, () => nudge('added'));
    } finally {
      isLoading = false;
    }
  }

  return {
    nudge,
    prepare,
    stop() {
      isStopped = true;
      cancelAgain?.();
      pump?.stop();
    },
  };
}
