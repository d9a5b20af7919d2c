import type { TabChannel, TabLock } from '../base/tab-lock.ts';

/** One tab of a {@link TabWorld}. */
export interface MemoryTab extends TabLock {
  /** Gives the lead up and hears nothing until `thaw`, like a page in the back-forward cache. */
  freeze(): void;
  /** Competes again, behind those who wait. */
  thaw(): void;
  /** Ends the tab without a word to its code: others lead and nothing reaches it or comes from it any more. */
  crash(): void;
}

/** Tabs of one browser, in memory: electing and talking happen in microtasks, in the order they were asked for. */
export interface TabWorld {
  openTab(): MemoryTab;
  /** Everything posted so far, over all channels. */
  readonly posted: readonly unknown[];
  /** Channels that are open. */
  readonly channelCount: number;
  /** Says something that came from no tab of ours, to every tab that listens. */
  inject(name: string, message: unknown): void;
}

interface Competitor {
  readonly name: string;
  readonly isAlive: () => boolean;
  readonly lead: (signal: AbortSignal) => void;
  readonly leading: AbortController;
}

interface Receiver {
  readonly name: string;
  readonly isAlive: () => boolean;
  readonly receive: (message: unknown) => void;
}

/** Makes a browser without tabs. */
export function createTabWorld(): TabWorld {
  const queues = new Map<string, Competitor[]>();
  const receivers = new Set<Receiver>();
  const posted: unknown[] = [];

  const queueOf = (name: string) => queues.get(name) ?? [];
  const elect = (name: string) => {
    const [first] = queueOf(name);
    if (!first) return;
    queueMicrotask(() => {
      if (queueOf(name)[0] === first && first.isAlive()) first.lead(first.leading.signal);
    });
  };
  const enter = (competitor: Competitor) => {
    const queue = [...queueOf(competitor.name), competitor];
    queues.set(competitor.name, queue);
    if (queue.length === 1) elect(competitor.name);
  };
  const leave = (competitor: Competitor) => {
    const queue = queueOf(competitor.name);
    queues.set(
      competitor.name,
      queue.filter((other) => other !== competitor),
    );
    if (queue[0] === competitor) elect(competitor.name);
  };
  const deliver = (name: string, message: unknown, from?: Receiver) => {
    for (const receiver of receivers) {
      if (receiver.name !== name || receiver === from || !receiver.isAlive()) continue;
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (receivers.has(receiver) && receiver.isAlive()) receiver.receive(copy);
      });
    }
  };

  return {
    posted,
    get channelCount() {
      return receivers.size;
    },
    inject: (name, message) => deliver(name, message),
    openTab() {
      let state: 'awake' | 'frozen' | 'crashed' = 'awake';
      const isAlive = () => state === 'awake';
      const wishes = new Map<() => Competitor, Competitor | undefined>();
      const channels = new Set<Receiver>();

      const compete = (make: () => Competitor) => {
        const competitor = make();
        wishes.set(make, competitor);
        enter(competitor);
      };
      const withdraw = (make: () => Competitor) => {
        const competitor = wishes.get(make);
        if (!competitor) return;
        wishes.set(make, undefined);
        if (state !== 'crashed') competitor.leading.abort();
        leave(competitor);
      };

      return {
        compete(name, lead) {
          const make = () => ({ name, isAlive, lead, leading: new AbortController() });
          compete(make);
          return () => {
            withdraw(make);
            wishes.delete(make);
          };
        },
        channel(name, receive): TabChannel {
          const receiver = { name, isAlive, receive };
          channels.add(receiver);
          receivers.add(receiver);
          return {
            post(message) {
              if (!isAlive() || !receivers.has(receiver)) return;
              posted.push(structuredClone(message));
              deliver(name, message, receiver);
            },
            close() {
              channels.delete(receiver);
              receivers.delete(receiver);
            },
          };
        },
        freeze() {
          for (const make of [...wishes.keys()]) withdraw(make);
          state = 'frozen';
        },
        thaw() {
          if (state !== 'frozen') return;
          state = 'awake';
          for (const make of [...wishes.keys()]) compete(make);
        },
        crash() {
          state = 'crashed';
          for (const make of [...wishes.keys()]) withdraw(make);
          for (const receiver of channels) receivers.delete(receiver);
        },
      };
    },
  };
}
