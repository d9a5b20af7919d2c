import type { Clock } from './ports/clock.ts';

declare const brand: unique symbol;

/** A string that was checked to be the id of one kind of thing; ids of different kinds do not mix. */
export type Branded<Kind extends string> = string & { readonly [brand]: Kind };

/** A site's configured name: 1–40 of `a–z 0–9 -`. */
export type SiteId = Branded<'site'>;
/** A queue's configured name within its site: 1–40 of `a–z 0–9 -`. */
export type QueueId = Branded<'queue'>;
/** One customer of one site (UUIDv7, made by the server). */
export type CustomerId = Branded<'customer'>;
/** One agent or supervisor (UUIDv7, made by the server). */
export type AgentId = Branded<'agent'>;
/** One conversation (UUIDv7, made by whoever starts it, so that it can be started offline). */
export type ConversationId = Branded<'conversation'>;
/** One timeline entry (UUIDv7, made by the server). */
export type EntryId = Branded<'entry'>;
/** One offer of a conversation to an agent (UUIDv7, made by the server). */
export type OfferId = Branded<'offer'>;
/** One callback (UUIDv7, made by whoever asks for it; the same over all its times and attempts). */
export type CallbackId = Branded<'callback'>;
/** One try to ring somebody for a callback (UUIDv7, made by the server before it rings). */
export type AttemptId = Branded<'attempt'>;
/** A slot kept for one customer for some minutes (UUIDv7, made by the server). */
export type HoldId = Branded<'hold'>;
/** Idempotency key of one command (UUIDv7, made by the sender, the same over all its retries). */
export type CommandId = Branded<'command'>;
/** One reported interaction (UUIDv7, made by the page). */
export type InteractionId = Branded<'interaction'>;
/** Names one unbroken history of a conversation; a restore from backup starts another. */
export type Epoch = Branded<'epoch'>;

/** The form of a lower-case UUID of version 7 (RFC 9562 § 5.7). */
export const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case UUID of version 7 (RFC 9562 § 5.7). */
export function isUuidV7(text: string): boolean {
  return UUID_V7.test(text);
}

/**
 * A UUID of version 7: 48 bits of time, then randomness. Ids made later sort later, within a millisecond in any order.
 *
 * @param nowMs epoch milliseconds
 * @param random 10 random bytes from a cryptographic source; not kept, not changed
 */
export function createUuidV7(nowMs: number, random: Uint8Array): string {
  const time = Math.floor(nowMs).toString(16).padStart(12, '0').slice(-12);
  const rest = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((Number.parseInt(rest.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
}

/** A fresh UUIDv7 by a clock's time and randomness, branded as whatever kind of id is asked for. */
export function newId<Id extends string>(clock: Clock): Id {
  return createUuidV7(clock.now(), clock.randomBytes(10)) as Id; // made in the form that every brand checks
}
