import type { Clock } from '@beside/protocol';
import type { DialBody, EventBody } from '@beside/server/exchange';
import { chooseBehaviour, type Behaviour, type Scenario } from './behaviours.ts';
import { createDeliveries } from './deliveries.ts';
import { applyRecord, createLedger, type LedgerCall } from './ledger.ts';
import { openLog } from './log.ts';
import { planCall } from './plan.ts';
import type { Leg, LogRecord, Mode, Status } from './records.ts';

/** How an exchange behaves. */
export interface ExchangeOptions {
  readonly logPath: string;
  readonly mode: Mode;
  readonly scenario: Scenario;
  readonly seed: number;
  /** The beat of everything that takes time. */
  readonly paceMs: number;
  readonly webhook: string | undefined;
  readonly eventSecret: string;
  readonly clock: Clock;
}

/** What a dial led to. */
export type DialResult =
  | { readonly kind: 'accepted'; readonly callRef: string; readonly replayed: boolean }
  | { readonly kind: 'refused' | 'expired' | 'fenced' | 'other_body' };

/** The exchange without its telephone line, that is, without HTTP. */
export interface Exchange {
  /** What a dial is going to do to whoever asks; counts as a try of its key. */
  prepare(body: DialBody): Behaviour;
  /** Accepts, on disk when it returns, or refuses. */
  dial(body: DialBody, behaviour: Behaviour): DialResult;
  /** The call of a key; when there is none, there will never be one. */
  lookup(callKey: string): string | null;
  hangUp(callRef: string): void;
  /** Ends timers and deliveries; everything goes on when the log is opened again. */
  stop(): void;
}

const HANGING_UP = -1;

/** Opens the log and goes on where it ends. */
export function openExchange(options: ExchangeOptions): Exchange {
  const { logPath, mode, scenario, seed, paceMs, clock } = options;
  const log = openLog(logPath);
  const ledger = createLedger();
  const deliveries = createDeliveries({ ...options, secret: options.eventSecret });
  const tries = new Map<string, number>();
  const cancels = new Set<() => void>();

  const write = (record: LogRecord): void => {
    log.append(record);
    applyRecord(ledger, record);
  };

  const deliver = (event: EventBody, step: number, happenedAt: number): void => {
    const call = ledger.calls.get(event.callRef);
    const planned = call && step >= 0 ? planCall(call.accepted, paceMs)[step]?.deliveredAfterMs : 0;
    const delayMs = Math.max(0, happenedAt + (planned ?? 0) - clock.now());
    const times = call?.accepted.behaviour === 'twice' ? 2 : 1;
    deliveries.start(event, delayMs, times, () =>
      write({ kind: 'delivered', at: clock.now(), eventId: event.eventId }),
    );
  };

  const happen = (call: LedgerCall, step: number, leg: Leg, status: Status): void => {
    const { callRef, callKey } = call.accepted;
    const at = clock.now();
    // Named after what it is, so that it has the same name when a crash made it happen again.
    const eventId = step === HANGING_UP ? `${callRef}-${leg}-up` : `${callRef}-${step}`;
    const event: EventBody = { eventId, callRef, callKey, leg, status, sequence: call.sequence + 1, at };
    write({ kind: 'event', at, step, event });
    deliver(event, step, at);
  };

  const schedule = (call: LedgerCall): void => {
    planCall(call.accepted, paceMs).forEach(({ afterMs, leg, status }, step) => {
      if (call.steps.has(step) || call.isHungUp) return;
      const cancel = clock.after(Math.max(0, call.accepted.at + afterMs - clock.now()), () => {
        cancels.delete(cancel);
        if (!call.isHungUp) happen(call, step, leg, status);
      });
      cancels.add(cancel);
    });
  };

  for (const record of log.records) applyRecord(ledger, record);
  write({ kind: 'started', at: clock.now(), mode, seed });
  for (const { event, step, at } of ledger.undelivered.values()) deliver(event, step, at);
  for (const call of ledger.calls.values()) schedule(call);

  return {
    prepare({ callKey, to }) {
      const count = (tries.get(callKey) ?? 0) + 1;
      tries.set(callKey, count);
      const behaviour = chooseBehaviour(to, { scenario, seed, callKey, tries: count });
      // Whoever is turned away leaves no other trace, and whoever judges wants to know that it happened.
      if (behaviour === 'refuses' || behaviour === 'unavailable')
        write({ kind: 'refused', at: clock.now(), callKey, behaviour });
      return behaviour;
    },
    dial(body, behaviour) {
      const { callKey, to, from, agentLeg, customerFirst, ringTimeoutMs, expiresAt } = body;
      const known = ledger.refByKey.get(callKey);
      if (mode === 'idempotent' && known !== undefined) {
        const isSame = ledger.calls.get(known)?.accepted.to === to;
        return isSame ? { kind: 'accepted', callRef: known, replayed: true } : { kind: 'other_body' };
      }
      if (behaviour === 'refuses') return { kind: 'refused' };
      if (clock.now() > expiresAt) return { kind: 'expired' };
      if (ledger.fencedKeys.has(callKey)) return { kind: 'fenced' };
      const callRef = `x-${Buffer.from(clock.randomBytes(12)).toString('hex')}`;
      const hasAgentLeg = agentLeg !== undefined;
      const at = clock.now();
      write({
        kind: 'accepted',
        at,
        callRef,
        callKey,
        to,
        from,
        hasAgentLeg,
        customerFirst,
        ringTimeoutMs,
        behaviour,
      });
      schedule(ledger.calls.get(callRef)!); // written above
      return { kind: 'accepted', callRef, replayed: false };
    },
    lookup(callKey) {
      const callRef = ledger.refByKey.get(callKey) ?? null;
      if (callRef === null && !ledger.fencedKeys.has(callKey))
        write({ kind: 'fenced', at: clock.now(), callKey });
      return callRef;
    },
    hangUp(callRef) {
      const call = ledger.calls.get(callRef);
      if (!call || call.isHungUp) return;
      const plan = planCall(call.accepted, paceMs);
      if (call.steps.size === plan.length) return; // over
      const said = plan.filter((_, step) => call.steps.has(step));
      for (const leg of ['customer', 'agent'] as const) {
        const statuses = said.filter((step) => step.leg === leg).map(({ status }) => status);
        if (leg === 'agent' && statuses.length === 0) continue;
        happen(call, HANGING_UP, leg, statuses.includes('answered') ? 'ended' : 'cancelled');
      }
    },
    stop() {
      deliveries.stop();
      for (const cancel of cancels) cancel();
      cancels.clear();
      log.close();
    },
  };
}
