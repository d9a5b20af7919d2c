import { createUuidV7, type Clock } from '@beside/protocol';

/** Makes ids that sort in the order they were made, and remember the number of the entry they are about. */
export type CreateOutboxId = (seq: number) => string;

const COUNTER_LIMIT = 0x1000;

/**
 * Within a millisecond the 12 bits after the version count up (RFC 9562 § 6.2, method 1): deliveries of one conversation
 * must keep their order. The last 32 bits are the entry's number, so that a receipt which names a key needs no lookup.
 */
export function createOutboxIds(clock: Clock): CreateOutboxId {
  let lastMs = 0;
  let counter = 0;
  return (seq) => {
    const nowMs = clock.now();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = 0;
    } else {
      counter += 1;
      if (counter === COUNTER_LIMIT) {
        lastMs += 1;
        counter = 0;
      }
    }
    const bytes = clock.randomBytes(10);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    view.setUint8(0, counter >> 4);
    view.setUint8(1, ((counter & 0xf) << 4) | (view.getUint8(1) & 0xf));
    // Of ten bytes the last four bits are left out, so the number begins half a byte earlier.
    view.setUint8(5, (view.getUint8(5) & 0xf0) | (seq >>> 28));
    view.setUint32(6, (seq << 4) >>> 0);
    return createUuidV7(lastMs, bytes);
  };
}

/** The entry's number in an id of ours; undefined when it is none. */
export function findSeqOf(outboxId: string): number | undefined {
  return UUID.test(outboxId) ? Number.parseInt(outboxId.slice(-8), 16) : undefined;
}

/** When an id was made, epoch ms. */
export function madeAt(outboxId: string): number {
  return Number.parseInt(outboxId.slice(0, 8) + outboxId.slice(9, 13), 16);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
