import {
  BesideError,
  LIMITS,
  newId,
  type CommandId,
  type Interaction,
  type InteractionId,
} from '@beside/protocol';
import { interactionSchema } from '@beside/protocol/schema';
import type { ReportsOptions } from './report-options.ts';

export type { ReportLine } from './report-options.ts';

/** How long interactions are gathered before they become a batch. */
const GATHER_MS = 1_000;
/** Before an unanswered batch is sent again while the connection stands. */
const AGAIN_MS = 10_000;
/** Batches kept while there is no connection; the oldest go first, for a report may be lost and a message may not. */
const MAX_BATCHES = 20;

/** Interactions under the id by which they count once. */
interface Batch {
  readonly reportId: CommandId;
  readonly interactions: readonly Interaction[];
}

/** What the customer did with the interface, gathered into batches with an id each, so that each counts once. */
export interface Reports {
  /**
   * Notes one thing.
   *
   * @throws BesideError `invalid_option`
   */
  add(name: string, properties?: Readonly<Record<string, string | number | boolean>>): void;
  /** From now on batches go to the store; before that everything stays in memory. */
  start(): void;
  /** Sends what the store holds, one batch after the other. Safe at any time. */
  flush(): void;
  /** The page goes away: hands over what was gathered, without waiting. */
  leave(): void;
  /** Drops everything gathered; from now on it stays in memory again, until the next start. */
  clear(): void;
  /** Sends nothing more; what is in the store stays. Safe twice. */
  stop(): void;
}

/** Makes reports that gather in memory until they are started. */
export function createReports(options: ReportsOptions): Reports {
  const { store, key, clock, findLine } = options;
  let gathered: Interaction[] = [];
  let isStarted = false;
  let isFlushing = false;
  let cancelGather: (() => void) | undefined;
  let cancelAgain: (() => void) | undefined;

  // Whoever sends reads what earlier pages left.
  const append = (batch: Batch): Promise<void> =>
    store.update(key, (raw) =>
      [...(Array.isArray(raw) ? (raw as unknown[]) : []), batch].slice(-MAX_BATCHES),
    );

  const takeBatch = (): Batch => {
    cancelGather?.();
    cancelGather = undefined;
    const batch = { reportId: newId<CommandId>(clock), interactions: gathered };
    gathered = [];
    return batch;
  };
  const keep = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const batch = takeBatch();
    await append(batch);
    options.onKept();
  };
  // A store that refuses costs a report and nothing else.
  const keepSoon = (): void => {
    if (!isStarted || gathered.length === 0) return;
    if (gathered.length >= LIMITS.maxInteractionsPerBatch) return void keep().catch(() => undefined);
    cancelGather ??= clock.after(GATHER_MS, () => void keep().catch(() => undefined));
  };

  /** Loaded with the first thing to send; who leaves before that hands it over on the way out. */
  const flush = async (): Promise<void> => {
    if ((await store.get(key)) === undefined) return;
    const { sendReports } = await import('./report-sender.ts');
    const isSent = await sendReports({ ...options, isStarted: () => isStarted });
    if (isSent) return;
    cancelAgain?.();
    cancelAgain = isStarted ? clock.after(AGAIN_MS, startFlush) : undefined;
  };
  function startFlush(): void {
    if (isFlushing || !isStarted || !findLine()) return;
    isFlushing = true;
    flush().then(
      () => (isFlushing = false),
      () => (isFlushing = false), // the store refused, or there is no network; the next connection tries again
    );
  }

  function stop(): void {
    isStarted = false;
    cancelGather?.();
    cancelGather = undefined;
    cancelAgain?.();
  }

  return {
    add(name, properties = {}) {
      const { data, error } = interactionSchema.safeParse({
        id: newId<InteractionId>(clock),
        name,
        at: clock.now(),
        properties: { ...properties },
      });
      if (!data)
        throw new BesideError('invalid_option', {
          cause: error,
          details: {
            option: 'report',
            mend: 'names like chat.opened; properties are short texts, numbers, booleans',
          },
        });
      if (gathered.length < LIMITS.maxInteractionsPerBatch || isStarted) gathered.push(data);
      keepSoon();
    },
    start() {
      isStarted = true;
      keepSoon();
    },
    flush: startFlush,
    leave() {
      if (!isStarted || gathered.length === 0) return;
      const batch = takeBatch();
      if (findLine()?.reportOnExit(batch.interactions, batch)) return;
      append(batch).catch(() => undefined);
    },
    clear() {
      gathered = [];
      stop();
    },
    stop,
  };
}
