import type { Backend, BackendEvent } from '@beside/protocol';
import { codeOf } from '../code-of.ts';
import type { EngineParts } from '../parts.ts';
import { backendEventSchema, type CheckedEvent } from './backend-schema.ts';

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 30_000;
const STORE_PAUSE_MS = 1_000;
const MAX_TRIES = 3;
const GOODBYE_MS = 2_000;

/** What a reader works on. */
export interface EventReaderOptions {
  readonly siteId: string;
  readonly backend: Backend;
  readonly parts: EngineParts;
  /** The last cursor that was stored. */
  readonly findCursor: () => Promise<string | undefined>;
  /** Appends it and moves the cursor, in one transaction; rejects when nothing can be stored now. */
  readonly handle: (event: CheckedEvent) => Promise<void>;
}

/** Reads a backend's events until stopped, from the last cursor on where it can; comes back with growing pauses. */
export function startReadingEvents(options: EventReaderOptions): { stop(): Promise<void> } {
  const { siteId, backend, parts, findCursor, handle } = options;
  const controller = new AbortController();
  const { signal } = controller;
  const hasCursor = backend.capabilities.delivery.catchUp === 'cursor';
  let pauseMs = FIRST_PAUSE_MS;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await readOnce();
      } catch (error) {
        parts.log.error({ siteId, code: codeOf(error) }, "a backend's events broke off");
      }
      await pause(pauseMs);
      pauseMs = Math.min(LAST_PAUSE_MS, pauseMs * 2);
    }
  }

  /** Ends when the backend ends it, or when what is missing has to be asked for again. */
  async function readOnce(): Promise<void> {
    const cursor = hasCursor ? ((await findCursor()) ?? null) : null;
    for await (const raw of backend.events(cursor, signal)) {
      if (signal.aborted) return;
      const event = check(raw);
      if (!event) continue;
      if (event.type === 'gap') {
        if (event.recoverable && hasCursor) return;
        parts.log.error({ siteId }, 'a backend lost events for good');
        continue;
      }
      await handleUntilStored(event);
      pauseMs = FIRST_PAUSE_MS;
    }
  }

  function check(raw: BackendEvent): CheckedEvent | undefined {
    const checked = backendEventSchema.safeParse(raw);
    if (checked.success) return checked.data;
    const place = checked.error.issues[0]?.path.join('.') ?? '';
    parts.log.error({ siteId, field: place }, 'a backend told something that breaks the schema');
    return undefined;
  }

  /**
   * Without a cursor it would not come again, so it waits here until the disk is back. What fails for another reason is
   * passed over after a few times: one event must not hold up all that follow.
   */
  async function handleUntilStored(event: CheckedEvent): Promise<void> {
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        await handle(event);
        return;
      } catch (error) {
        const code = codeOf(error);
        const isOver = code !== 'read_only' && tries >= MAX_TRIES;
        parts.log.error(
          { siteId, code, type: event.type },
          isOver ? 'an event was passed over' : 'an event could not be stored; tried again',
        );
        if (isOver) return;
        await pause(STORE_PAUSE_MS);
      }
    }
  }

  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const cancel = parts.clock.after(delayMs, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });

  const running = run();
  return {
    async stop() {
      controller.abort();
      // An adapter that does not hear the signal must not keep the server from stopping.
      await Promise.race([
        running,
        new Promise<void>((resolve) => void parts.clock.after(GOODBYE_MS, resolve)),
      ]);
    },
  };
}
