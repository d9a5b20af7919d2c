import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { BesideError, type Clock } from '@beside/protocol';
import { createLruMap } from '../base/lru-map.ts';

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
  /** Keyed hash of what callbacks are counted by, the same for the same text of a site and kind. */
  hashCounted(kind: 'number' | 'prefix' | 'address' | 'code', siteId: string, text: string): string;
  /** Signs the links by which customers manage their callbacks; 32 bytes, the same as long as the configured key is. */
  readonly linkKey: Uint8Array;
  /** Drops what is remembered of a customer's key, opened; called when the wrapped one is deleted. */
  forget(wrappedKey: Uint8Array): void;
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
  const derive = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32)));
  const wrappingKey = derive('beside:wrap');
  const subjectKey = derive('beside:subject');
  const countingKey = derive('beside:counting');
  const linkKey = new Uint8Array(hkdfSync('sha256', masterKey, '', 'beside:callback-link', 32));
  const fingerprint = Buffer.from(hkdfSync('sha256', masterKey, '', 'beside:fingerprint', 16)).toString(
    'hex',
  );
  // Key objects, because making one of bytes for each call costs more than the call itself (Node 24: 17 of 22 µs).
  const cache = createLruMap<string, KeyObject>(MAX_CACHED_KEYS);

  function sealWith(key: KeyObject, place: string, plain: Uint8Array): Uint8Array {
    const nonce = clock.randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce);
    cipher.setAAD(Buffer.from(place));
    const body = cipher.update(plain);
    cipher.final();
    return Buffer.concat([nonce, body, cipher.getAuthTag()]);
  }

  function openWith(key: KeyObject, place: string, sealed: Uint8Array): Buffer {
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

  function unwrap(wrappedKey: Uint8Array): KeyObject {
    const name = nameOf(wrappedKey);
    const known = cache.get(name);
    if (known) return known;
    const key = createSecretKey(openWith(wrappingKey, 'customer-key', wrappedKey));
    cache.set(name, key);
    return key;
  }

  return {
    fingerprint,
    linkKey,
    createWrappedKey: () => sealWith(wrappingKey, 'customer-key', clock.randomBytes(32)),
    seal: (wrappedKey, place, text) => sealWith(unwrap(wrappedKey), place, Buffer.from(text)),
    open: (wrappedKey, place, sealed) => openWith(unwrap(wrappedKey), place, sealed).toString('utf8'),
    hash: (wrappedKey, text) => createHmac('sha256', unwrap(wrappedKey)).update(text).digest('base64url'),
    hashSubject: (siteId, subject) =>
      createHmac('sha256', subjectKey).update(`${siteId}\u0000${subject}`).digest('base64url'),
    hashCounted: (kind, siteId, text) =>
      createHmac('sha256', countingKey).update(`${kind}\u0000${siteId}\u0000${text}`).digest('base64url'),
    forget: (wrappedKey) => cache.delete(nameOf(wrappedKey)),
  };
}

function nameOf(wrappedKey: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = wrappedKey;
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
