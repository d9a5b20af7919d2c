import { BesideError, LIMITS, type Clock, type CommandResult } from '@beside/protocol';
import type { Outbox } from './outbox.ts';
import { expireItems, type OutboxItem, type QueuedCommand } from './outbox-rules.ts';
import { findNextExpiry, refuseItem } from './refuse-item.ts';

const FIRST_RETRY_MS = 1_000;
const DEFAULT_RATE_WAIT_MS = 2_000;

/** How a pump is made. */
export interface PumpOptions<Command extends QueuedCommand> {
  readonly outbox: Outbox<Command>;
  readonly clock: Clock;
  readonly isConnected: () => boolean;
  /** Sends one item; like a session's `execute`. */
  readonly execute: (item: OutboxItem<Command>) => Promise<CommandResult>;
  /** An item was acknowledged; called before it leaves the outbox, so that it never is nowhere. */
  readonly onDone: (item: OutboxItem<Command>, result: CommandResult) => void;
  /** An item was refused for good; called after the outbox was changed. Of those that expire the outbox tells. */
  readonly onRefused: (item: OutboxItem<Command>, error: BesideError) => void;
  /** What becomes of the list instead of what {@link refuseItem} says; resolves to nothing: that. */
  readonly findRefusal?: (
    item: OutboxItem<Command>,
    error: BesideError,
  ) => Promise<((items: readonly OutboxItem<Command>[]) => readonly OutboxItem<Command>[]) | undefined>;
}

/** Sends what an outbox holds. */
export interface Pump {
  /** Something waits, or (`connected`) may go now after all. Safe at any time. */
  nudge(reason: 'added' | 'connected'): void;
  /** Sends nothing more; what waits stays. Safe twice. */
  stop(): void;
}

/** Sends the items of an outbox one after the other, each until it is acknowledged or refused, so that order holds. */
export function startPump<Command extends QueuedCommand>(options: PumpOptions<Command>): Pump {
  const { outbox, clock, execute } = options;
  const doneIds = new Set<string>();
  let isBusy = false;
  let isStopped = false;
  let failures = 0;
  let mayHurry = true;
  let cancelWait: (() => void) | undefined;
  let cancelExpiry: (() => void) | undefined;

  const waitFor = (delayMs: number, isStrict: boolean) => {
    mayHurry = !isStrict;
    cancelWait = clock.after(delayMs, () => {
      cancelWait = undefined;
      void run();
    });
  };

  const hasExpired = () => expireItems(outbox.items, clock.now()) !== outbox.items;
  const watchExpiry = () => {
    const now = clock.now();
    cancelExpiry?.();
    const expiryAt = findNextExpiry(outbox.items, now);
    if (expiryAt !== undefined && !isStopped)
      // A clock that was set back makes it far away: look again after a day, timers take no more than 24 of them.
      cancelExpiry = clock.after(Math.min(LIMITS.outboxTtlMs, expiryAt - now), () => void run());
  };
  const refuse = async (item: OutboxItem<Command>, error: BesideError) => {
    const before = outbox.items;
    const refusal = await options.findRefusal?.(item, error);
    await outbox.change(refusal ?? ((items) => refuseItem(items, item.commandId, error)));
    options.onRefused(item, error);
    if (item.command.type !== 'conversation.start') return;
    for (const other of outbox.items)
      if (
        other.state === 'failed' &&
        before.some((old) => old.commandId === other.commandId && old.state === 'waiting')
      )
        options.onRefused(other, error);
  };

  const send = async (item: OutboxItem<Command>) => {
    let result: CommandResult;
    try {
      result = await execute(item);
    } catch (cause) {
      return handleFailure(
        item,
        cause instanceof BesideError ? cause : new BesideError('internal', { cause }),
      );
    }
    failures = 0;
    doneIds.add(item.commandId);
    if (!isStopped) options.onDone(item, result);
    await removeDone();
  };
  const handleFailure = async (item: OutboxItem<Command>, error: BesideError) => {
    if (isStopped) return;
    if (isFinal(error)) return refuse(item, error);
    const wait = retryDelayOf(error, failures++, clock);
    await outbox.change((items) =>
      items.map((other) =>
        other.commandId === item.commandId ? { ...other, attempts: other.attempts + 1 } : other,
      ),
    );
    waitFor(wait, error.code === 'rate_limited');
  };
  const isDone = ({ commandId }: OutboxItem<Command>) => doneIds.has(commandId);
  const removeDone = async () => {
    if (outbox.items.some(isDone)) await outbox.change((items) => items.filter((item) => !isDone(item)));
  };

  const run = async () => {
    if (isBusy || isStopped || cancelWait) return;
    isBusy = true;
    try {
      for (;;) {
        // Waited for only where there is something to do: what is written now goes out in this very turn, before the
        // page draws and the browser opens its database.
        if (outbox.items.some(isDone)) await removeDone();
        // The outbox tells of what expires; here it only has to look at the right moment.
        if (hasExpired()) await outbox.change((items) => items);
        watchExpiry();
        const next = [...outbox.items, ...outbox.early].find(
          ({ state, commandId }) => state === 'waiting' && !doneIds.has(commandId),
        );
        if (!next || isStopped || cancelWait || !options.isConnected()) break;
        await send(next);
      }
    } catch {
      // The store refused; what waits is still there and goes out later.
      waitFor(retryDelayOf(undefined, failures++, clock), false);
    } finally {
      isBusy = false;
    }
  };

  return {
    nudge(reason) {
      if (reason === 'connected') failures = 0;
      if (reason === 'connected' && mayHurry) {
        cancelWait?.();
        cancelWait = undefined;
      }
      void run();
    },
    stop() {
      isStopped = true;
      cancelWait?.();
      cancelExpiry?.();
    },
  };
}

/** Whether sending the same again cannot help. Those about the connection itself leave the item as it was. */
function isFinal({ code, retryable, details }: BesideError): boolean {
  // A cap of callbacks lasts hours; what waits behind must not.
  if (details['cap'] !== undefined) return true;
  return !retryable && code !== 'closed' && code !== 'unauthenticated' && code !== 'replaced';
}

function retryDelayOf(error: BesideError | undefined, failures: number, clock: Clock): number {
  if (error?.code === 'rate_limited') {
    const wanted = error.details['retryAfterMs'];
    return Math.min(
      typeof wanted === 'number' ? Math.max(0, wanted) : DEFAULT_RATE_WAIT_MS,
      LIMITS.outboxTtlMs,
    );
  }
  const bound = Math.min(LIMITS.reconnectLastMs, FIRST_RETRY_MS * 2 ** Math.min(failures, 10));
  return bound / 2 + (clock.random() * bound) / 2;
}
