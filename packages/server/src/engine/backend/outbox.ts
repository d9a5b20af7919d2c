import type { Backend } from '@beside/protocol';
import type { OutboxRecord } from '../../ports/store-work.ts';
import type { Transaction } from '../../ports/store.ts';
import { createLruMap } from '../../base/lru-map.ts';
import { codeOf } from '../code-of.ts';
import type { EngineParts } from '../parts.ts';
import type { BackendCall } from './bridge-port.ts';
import { callBackend, findEffect } from './call-backend.ts';
import { createCircuitBreaker, type CircuitBreaker } from './circuit-breaker.ts';
import { canFind, recognises, stepAfterCall, stepWhileUnknown, type Step } from './next-step.ts';
import { madeAt } from './outbox-ids.ts';
import { openCall } from './sealed-call.ts';

/** What has become of a delivery, for whoever keeps the conversation. */
export interface DeliveryHooks {
  /** Whether the backend never took the conversation, so that nothing more about it needs to be said. */
  isLost(transaction: Transaction, row: OutboxRecord): Promise<boolean>;
  /** In the transaction that settles it. The returned work is done after the commit. */
  settled(
    transaction: Transaction,
    row: OutboxRecord,
    call: BackendCall | undefined,
    isDone: boolean,
  ): Promise<() => void>;
}

/** The worker that delivers to backends. */
export interface Outbox {
  /** There may be something to do now. */
  wake(): void;
  /** The backend's events carried this key: it happened. */
  confirm(siteId: string, key: string): void;
  stop(): Promise<void>;
}

const MAX_SLEEP_MS = 1_000;
const BATCH = 50;
const MAX_CONFIRMED = 10_000;
const ERROR_PAUSE_MS = 1_000;

/** Starts the worker: in order within a conversation, conversations side by side (X2). */
export function startOutbox(
  parts: EngineParts,
  backends: ReadonlyMap<string, Backend>,
  hooks: DeliveryHooks,
): Outbox {
  const { store, clock, keyring, limits } = parts;
  const breakers = new Map<string, CircuitBreaker>();
  const underWay = new Map<string, Promise<void>>();
  /** Keys that came back in events → the site they came from; a call may be answered later than its event comes. */
  const confirmed = createLruMap<string, string>(MAX_CONFIRMED);
  const stopped = new AbortController();
  let cancelSleep: () => void = () => undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;

  const settle = async (row: OutboxRecord, call: BackendCall | undefined, isDone: boolean): Promise<void> => {
    const afterwards = await store.transact(async (transaction) => {
      const state = isDone ? 'done' : 'failed';
      await transaction.updateOutbox(row.outboxId, { state, attempts: row.attempts, dueAt: row.dueAt });
      return hooks.settled(transaction, row, call, isDone);
    });
    confirmed.delete(row.outboxId);
    afterwards();
  };

  const giveUp = async (row: OutboxRecord, call: BackendCall | undefined, code: string): Promise<void> => {
    const { siteId, conversationId } = row;
    parts.log.error(
      { siteId, conversationId, call: call?.kind ?? 'erased', code },
      'a delivery was given up',
    );
    await settle(row, call, false);
  };

  const postpone = (row: OutboxRecord, state: 'pending' | 'unknown', attempts: number, delayMs: number) =>
    store.transact((transaction) =>
      transaction.updateOutbox(row.outboxId, { state, attempts, dueAt: clock.now() + delayMs }),
    );

  const take = async (row: OutboxRecord, call: BackendCall, step: Step, attempts: number): Promise<void> => {
    switch (step.kind) {
      case 'done':
        return settle(row, call, true);
      case 'give-up':
        return giveUp(row, call, step.code);
      case 'call':
        return postpone(row, 'pending', attempts, step.delayMs);
      case 'look':
        return postpone(row, 'unknown', attempts, step.delayMs);
      default:
        return step satisfies never;
    }
  };

  const breakerOf = (siteId: string): CircuitBreaker => {
    const breaker = breakers.get(siteId) ?? createCircuitBreaker(() => clock.steadyNow());
    breakers.set(siteId, breaker);
    return breaker;
  };

  async function deliver(row: OutboxRecord): Promise<void> {
    const { siteId, conversationId, outboxId } = row;
    const backend = backends.get(siteId);
    const { call, record, isLost } = await store.read(async (transaction) => ({
      call: await openCall(transaction, keyring, row),
      record: await transaction.findConversation(conversationId),
      isLost: await hooks.isLost(transaction, row),
    }));
    if (!call) return giveUp(row, call, 'erased');
    if (!backend || isLost) return giveUp(row, call, 'unavailable');
    if (confirmed.get(outboxId) === siteId) return settle(row, call, true);
    if (clock.now() - madeAt(outboxId) > limits.outboxTtlMs) return giveUp(row, call, 'expired');

    const breaker = breakerOf(siteId);
    const answer = breaker.ask();
    if (answer.kind === 'wait')
      return postpone(
        row,
        row.state === 'unknown' ? 'unknown' : 'pending',
        row.attempts,
        answer.untilAt - clock.steadyNow(),
      );
    const attempts = row.attempts + 1;

    if (row.state === 'unknown' && !recognises(backend, call)) {
      if (!canFind(backend, call)) {
        breaker.note(true); // nothing was asked
        return take(row, call, stepWhileUnknown(backend, call, attempts), attempts);
      }
      const hasHappened = await findEffect(backend, clock, conversationId, outboxId);
      breaker.note(hasHappened !== undefined);
      if (hasHappened === true) return settle(row, call, true);
      if (hasHappened === undefined)
        return take(row, call, stepWhileUnknown(backend, call, attempts), attempts);
      return postpone(row, 'pending', row.attempts, 0); // it certainly did not: as if never tried
    }

    // What a crash in the middle of the call leaves behind must not look as if it had never been tried.
    if (!recognises(backend, call)) await postpone(row, 'unknown', attempts, 0);
    const target = {
      siteId,
      conversationId,
      customerId: record?.customerId ?? ('' as never), // a report has no conversation and says none
      queuedAt: record?.queuedAt ?? 0,
    };
    const outcome = await callBackend(backend, clock, target, outboxId, call);
    breaker.note(outcome.kind === 'done' || (outcome.kind === 'failed' && outcome.failure.retry === 'never'));
    if (confirmed.get(outboxId) === siteId) return settle(row, call, true);
    return take(row, call, stepAfterCall(backend, call, outcome, attempts), attempts);
  }

  function start(row: OutboxRecord): void {
    const work = deliver(row)
      .catch(async (error: unknown) => {
        parts.log.error({ siteId: row.siteId, code: codeOf(error) }, 'a delivery could not be settled');
        await pause(ERROR_PAUSE_MS);
      })
      .finally(() => {
        underWay.delete(row.conversationId);
        wake();
      });
    underWay.set(row.conversationId, work);
  }

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        stopped.signal.removeEventListener('abort', finish);
        resolve();
      };
      const cancel = clock.after(delayMs, finish);
      stopped.signal.addEventListener('abort', finish);
    });

  async function look(): Promise<void> {
    if (!store.isWritable) return;
    const rows = await store.read((transaction) =>
      transaction.listDueOutbox(clock.now(), BATCH + underWay.size),
    );
    for (const row of rows) if (!stopped.signal.aborted && !underWay.has(row.conversationId)) start(row);
  }

  function wake(): void {
    if (stopped.signal.aborted) return;
    isWanted = true;
    looking ??= lookUntilQuiet();
  }

  async function lookUntilQuiet(): Promise<void> {
    cancelSleep();
    while (isWanted && !stopped.signal.aborted) {
      isWanted = false;
      await look().catch((error: unknown) =>
        parts.log.error({ code: codeOf(error) }, 'the outbox could not be read; it is tried again'),
      );
    }
    const nextAt = await store.read((transaction) => transaction.findNextOutboxAt()).catch(() => undefined);
    looking = undefined;
    if (stopped.signal.aborted) return;
    if (isWanted) return wake();
    // One that is due and under way wakes us when it is settled.
    const sleepMs = nextAt === undefined || nextAt <= clock.now() ? MAX_SLEEP_MS : nextAt - clock.now();
    cancelSleep = clock.after(Math.min(sleepMs, MAX_SLEEP_MS), wake);
  }

  wake();
  return {
    wake,
    confirm(siteId, key) {
      confirmed.set(key, siteId);
      wake();
    },
    async stop() {
      stopped.abort();
      cancelSleep();
      await looking;
      await Promise.all(underWay.values());
    },
  };
}
