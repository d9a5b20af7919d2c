import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { BesideError, type Clock } from '@beside/protocol';

/**
 * Seals what is personal: AES-256-GCM with one key per customer, each wrapped by the configured key. Whoever deletes a
 * customer's wrapped key has erased everything sealed with it.
 */
export interface Keyring {
  /** A new customer's key, wrapped; the only form in which it is ever stored. */
  createWrappedKey(): Uint8Array;
  /** Seals a text; `place` says what it is part of and must be the same when opened. */
  seal(wrappedKey: Uint8Array, place: string, text: string): Uint8Array;
  /** Throws `internal` when it was changed, moved to another place, or belongs to another key. */
  open(wrappedKey: Uint8Array, place: string, sealed: Uint8Array): string;
  /** Keyed hash of a command, so that the stored hash says nothing about its text. */
  hash(wrappedKey: Uint8Array, text: string): string;
  /** Keyed hash of an identified subject, the same for the same subject of a site. */
  hashSubject(siteId: string, subject: string): string;
  /** Tells configured keys apart without saying anything about them. */
  readonly fingerprint: string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_CACHED_KEYS = 20_000;

/** @param masterKey 32 bytes; kept in memory as long as the keyring */
export function createKeyring({
  masterKey,
  clock,
}: {
  readonly masterKey: Uint8Array;
  readonly clock: Clock;
}): Keyring {
  const wrappingKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'beside:wrap', 32));
  const subjectKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'beside:subject', 32));
  const fingerprint = Buffer.from(hkdfSync('sha256', masterKey, '', 'beside:fingerprint', 16)).toString(
    'hex',
  );
  const cache = new Map<string, Buffer>();

  function sealWith(key: Uint8Array, place: string, plain: Uint8Array): Uint8Array {
    const nonce = clock.randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce);
    cipher.setAAD(Buffer.from(place));
    const body = cipher.update(plain);
    cipher.final();
    return Buffer.concat([nonce, body, cipher.getAuthTag()]);
  }

  function openWith(key: Uint8Array, place: string, sealed: Uint8Array): Buffer {
    try {
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
      return Buffer.concat([plain, decipher.final()]);
    } catch (cause) {
      throw new BesideError('internal', { cause, details: { sealed: place } });
    }
  }

  function unwrap(wrappedKey: Uint8Array): Buffer {
    const id = Buffer.from(wrappedKey).toString('base64');
    const known = cache.get(id);
    if (known) return known;
    const key = openWith(wrappingKey, 'customer-key', wrappedKey);
    if (cache.size >= MAX_CACHED_KEYS) {
      const [oldest] = cache.keys();
      if (oldest !== undefined) cache.delete(oldest);
    }
    cache.set(id, key);
    return key;
  }

  return {
    fingerprint,
    createWrappedKey: () => sealWith(wrappingKey, 'customer-key', clock.randomBytes(32)),
    seal: (wrappedKey, place, text) => sealWith(unwrap(wrappedKey), place, Buffer.from(text)),
    open: (wrappedKey, place, sealed) => openWith(unwrap(wrappedKey), place, sealed).toString('utf8'),
    hash: (wrappedKey, text) => createHmac('sha256', unwrap(wrappedKey)).update(text).digest('base64url'),
    hashSubject: (siteId, subject) =>
      createHmac('sha256', subjectKey).update(`${siteId}\u0000${subject}`).digest('base64url'),
  };
}
