import { LIMITS, type Clock, type ConversationId } from '@beside/protocol';
import * as z from 'zod/mini';
import type { KeyValueStore } from '../../base/key-value-store.ts';

const PAUSE_MS = 300;

const keptSchema = z.object({
  text: z.string().check(z.maxLength(LIMITS.maxTextBytes * 4)),
  at: z.number(),
  customerId: z.optional(z.string()),
  conversationId: z.nullable(z.string()),
});

/** How a draft is kept. */
export interface DraftOptions {
  readonly store: KeyValueStore;
  /** Its name in the store. */
  readonly key: string;
  readonly clock: Clock;
  /** Whose draft it is and where it belongs; `null`: no conversation is open. `undefined`: nothing may be kept now. */
  readonly describePlace: () => DraftPlace | undefined;
  /** Calls when it is known who the customer is, and again whenever somebody else is; returns the way to stop. */
  readonly onCustomer: (listener: (customerId: string) => void) => () => void;
}

/** Whose a draft is, and where it would be sent. */
export interface DraftPlace {
  /** Absent before the first greeting. */
  readonly customerId: string | undefined;
  readonly conversationId: ConversationId | null;
}

/** What the customer is writing, kept over reloads for 24 hours: text only, beside the outbox. */
export interface Draft {
  /**
   * Hears what to put into the field: once the text that was kept, as soon as it is known to belong here, and an empty
   * one whenever what is written belongs to somebody else. Returns the way to stop, which keeps what was written last.
   */
  follow(put: (text: string) => void): () => void;
  /** Keeps what is written now, soon; an empty text takes it away at once. */
  write(text: string): void;
  /** Keeps a text for whoever follows next, unless something is kept already. */
  suggest(text: string): Promise<void>;
}

/** Makes a draft of which nothing is known. */
export function createDraft(options: DraftOptions): Draft {
  const { store, key, clock, describePlace, onCustomer } = options;
  let unkept: string | undefined;
  let cancel: (() => void) | undefined;

  // What cannot be kept is lost with the page, as it would be without us; a store that fails says so by itself.
  const save = (value: unknown) => void store.update(key, () => value).catch(() => undefined);
  const keep = (): void => {
    cancel?.();
    cancel = undefined;
    const text = unkept;
    unkept = undefined;
    const place = describePlace();
    if (text !== undefined && place) save({ text, at: clock.now(), ...place });
  };
  const read = async (): Promise<string> => {
    const { data } = keptSchema.safeParse(await store.get(key));
    const place = describePlace();
    if (!data || !place) return '';
    const isFresh = clock.now() - data.at < LIMITS.outboxTtlMs;
    const isHere =
      data.conversationId === place.conversationId &&
      (data.customerId === undefined || data.customerId === place.customerId);
    if (isFresh && isHere) return data.text;
    save(undefined);
    return '';
  };

  return {
    follow(put) {
      let isOver = false;
      let owner: string | undefined;
      const stop = onCustomer((customerId) => {
        if (owner === undefined) {
          // In a turn of its own: which conversation is open is told right after who the customer is.
          void Promise.resolve()
            .then(read)
            .then(
              (text) => {
                if (text && !isOver && unkept === undefined) put(text);
              },
              () => undefined,
            );
        } else if (customerId !== owner) {
          unkept = undefined;
          save(undefined);
          put('');
        }
        owner = customerId;
      });
      return () => {
        if (isOver) return;
        isOver = true;
        stop();
        keep();
      };
    },
    async suggest(text) {
      const place = describePlace();
      if (place && !(await read())) await store.update(key, () => ({ text, at: clock.now(), ...place }));
    },
    write(text) {
      unkept = text;
      if (text) cancel ??= clock.after(PAUSE_MS, keep);
      else {
        cancel?.();
        cancel = unkept = undefined;
        save(undefined);
      }
    },
  };
}
