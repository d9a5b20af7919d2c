import { BesideError, CLOSE_CODES } from '@beside/protocol';
import type { AddressGuard } from './address-guard.ts';
import type { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import { toWireError } from './wire-error.ts';

const EVERY_MS = 1_000;
/** Between two looks at whether consoles are still signed in; a disabled agent is cut off within 5 s. */
const SESSIONS_EVERY = 4;
/** A frame that has begun has to be whole after this long (catalogue W4: at most 30 s). */
const PARTIAL_MS = 25_000;
/** A reader who leaves so much queued for this long is too slow. */
const FULL_MS = 10_000;

/** What the sweep looks after. */
export interface SweepParts {
  readonly context: GatewayContext;
  readonly connections: ReadonlySet<Connection>;
  readonly addresses: AddressGuard;
  readonly onSecond: () => void;
}

/** Looks after all sockets once a second, because ten thousand of them must not have a timer each. Returns the way to stop. */
export function startSweep({ context, connections, addresses, onSecond }: SweepParts): () => void {
  const { clock, limits, messageLimits, agents, log } = context;
  let isStopped = false;
  let round = 0;
  let cancel = clock.after(EVERY_MS, sweep);

  function sweep(): void {
    if (isStopped) return;
    cancel = clock.after(EVERY_MS, sweep);
    const now = clock.steadyNow();
    for (const connection of connections) {
      sweepConnection(connection, now);
    }
    onSecond();
    round += 1;
    if (round % SESSIONS_EVERY === 0)
      void checkConsoles().catch((error: unknown) =>
        log.error({ err: error }, 'sessions could not be checked'),
      );
    if (round % 30 !== 0) return;
    addresses.sweep(now);
    messageLimits.burst.prune(now);
    messageLimits.minute.prune(now);
    agents.sweep();
  }

  function sweepConnection(connection: Connection, now: number): void {
    const silentMs = now - connection.lastFrameAt;
    if (!connection.hasSaidHello && now - connection.openedAt > limits.helloTimeoutMs) {
      connection.send({ type: 'error', error: toWireError(new BesideError('hello_required')) });
      connection.close(CLOSE_CODES.unauthenticated, 'hello_required');
    } else if (silentMs > limits.silenceMs || (silentMs > PARTIAL_MS && connection.isMidFrame)) {
      connection.terminate();
    } else if (!connection.isFilling) {
      connection.fullSinceAt = 0;
    } else if (connection.fullSinceAt === 0) {
      connection.fullSinceAt = now;
    } else if (now - connection.fullSinceAt > FULL_MS) {
      connection.cutOff();
    }
  }

  async function checkConsoles(): Promise<void> {
    const bySession = new Map<string, Connection[]>();
    for (const connection of connections) {
      if (connection.session?.role !== 'agent') continue;
      const { sessionId } = connection.session;
      bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), connection]);
    }
    for (const [sessionId, mates] of bySession) {
      if (await agents.check(sessionId, true)) continue;
      for (const connection of mates) {
        connection.send({ type: 'error', error: toWireError(new BesideError('unauthenticated')) });
        connection.close(CLOSE_CODES.unauthenticated, 'signed out');
      }
    }
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
