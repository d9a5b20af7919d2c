import { BesideError, type CommandResult, type CustomerCommand } from '@beside/protocol';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { createOutbox, type Outbox } from '../session/outbox.ts';
import { startPump, type Pump } from '../session/outbox-pump.ts';
import type { OutboxItem } from '../session/outbox-rules.ts';
import { createDeferred, type Deferred } from './deferred.ts';
import { createFakeClock, settle, type FakeClock } from './fake-clock.ts';

/** A pump whose answers a test gives by hand. Items are named by the number they were made with. */
export interface OpenPump {
  readonly pump: Pump;
  readonly clock: FakeClock;
  readonly outbox: Outbox<CustomerCommand>;
  /** `execute <n>`, `done <n>`, `refused <n> <code>`, in order. */
  readonly log: readonly string[];
  readonly executed: readonly OutboxItem<CustomerCommand>[];
  /** What the outbox held when an item was told as done. */
  readonly seenAtDone: readonly (readonly string[])[];
  /** Delays that timers were asked for. */
  readonly timers: readonly number[];
  keep(...items: readonly OutboxItem<CustomerCommand>[]): Promise<void>;
  connect(isOn: boolean): void;
  /** Answers what is under way. */
  answer(): Promise<void>;
  refuse(error: BesideError): Promise<void>;
  failWrites(isOn: boolean): void;
  /** From now on writes take until the returned function is called. */
  holdWrites(): () => void;
  writes(): number;
}

/** Starts a pump over an empty outbox at instant 2 000. */
export function openPump({ isConnected = true }: { readonly isConnected?: boolean } = {}): OpenPump {
  const clock = createFakeClock(2_000);
  const timers: number[] = [];
  const log: string[] = [];
  const executed: OutboxItem<CustomerCommand>[] = [];
  const seenAtDone: string[][] = [];
  const store = createMemoryStore();
  let isOn = isConnected;
  let isFailing = false;
  let writeCount = 0;
  let underWay: Deferred<CommandResult> | undefined;
  let held: Promise<unknown> | undefined;

  const outbox = createOutbox<CustomerCommand>({
    store: {
      ...store,
      async update(key, update) {
        writeCount += 1;
        await held;
        if (isFailing) throw new BesideError('internal');
        await store.update(key, update);
      },
    },
    key: 'outbox',
    clock,
    parseItem: (raw) => raw as OutboxItem<CustomerCommand>, // nothing else is kept here
    onChanged({ failed }) {
      for (const item of failed) log.push(`refused ${numberOf(item)} ${item.error ?? ''}`);
    },
    onEarly: () => pump.nudge('added'),
  });
  const pump = startPump<CustomerCommand>({
    outbox,
    clock: {
      ...clock,
      after(delayMs, call) {
        timers.push(delayMs);
        return clock.after(delayMs, call);
      },
      random: () => clock.random(),
    },
    isConnected: () => isOn,
    execute(item) {
      log.push(`execute ${numberOf(item)}`);
      executed.push(item);
      underWay = createDeferred();
      return underWay.promise;
    },
    onDone(item) {
      log.push(`done ${numberOf(item)}`);
      seenAtDone.push(outbox.items.map((kept) => kept.commandId));
    },
    onRefused: (item, { code }) => void log.push(`refused ${numberOf(item)} ${code}`),
  });
  const end = async (finish: (waiting: Deferred<CommandResult>) => void) => {
    await settle();
    if (!underWay) throw new Error('nothing is under way');
    finish(underWay);
    underWay = undefined;
    await settle();
  };

  return {
    ...{ pump, clock, outbox, log, executed, seenAtDone, timers },
    async keep(...items) {
      await outbox.change((kept) => [...kept, ...items]);
    },
    connect: (on) => void (isOn = on),
    answer: () => end(({ resolve }) => resolve({ conversationId: null, seq: 1, at: clock.now() })),
    refuse: (error) => end(({ reject }) => reject(error)),
    failWrites: (on) => void (isFailing = on),
    holdWrites() {
      const { promise, resolve } = createDeferred<undefined>();
      held = promise;
      return () => resolve(undefined);
    },
    writes: () => writeCount,
  };
}

function numberOf({ commandId }: OutboxItem): number {
  return Number(commandId.slice(-12));
}
