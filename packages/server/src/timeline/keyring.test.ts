import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { createKeyring } from './keyring.ts';

const clock = createFakeClock();
const open = (byte: number) => createKeyring({ masterKey: new Uint8Array(32).fill(byte), clock });
const keyring = open(1);
const TEXT = '주민등록번호 900101-1234567 \u0000 👩‍💻';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'opened';
  } catch (error) {
    assert.ok(error instanceof BesideError);
    assert.equal(JSON.stringify(error.details).includes(TEXT), false);
    return error.code;
  }
}

describe('a keyring', () => {
  it('opens what it has sealed, with the key of the customer, at its place', () => {
    const key = keyring.createWrappedKey();

    assert.equal(keyring.open(key, 'a|1|message', keyring.seal(key, 'a|1|message', TEXT)), TEXT);
    assert.equal(open(1).open(key, 'p', keyring.seal(key, 'p', '')), '');
  });

  it('opens nothing with the key of another customer, or wrapped by another configured key', () => {
    const [key, other] = [keyring.createWrappedKey(), keyring.createWrappedKey()];
    const sealed = keyring.seal(key, 'p', TEXT);

    assert.equal(
      codeOf(() => keyring.open(other, 'p', sealed)),
      'internal',
    );
    assert.equal(
      codeOf(() => open(2).open(key, 'p', sealed)),
      'internal',
    );
    assert.equal(
      codeOf(() => keyring.open(new Uint8Array(0), 'p', sealed)),
      'internal',
    );
  });

  it('opens nothing that was moved to another place', () => {
    const key = keyring.createWrappedKey();
    const sealed = keyring.seal(key, 'conversation|1|message', TEXT);

    for (const place of ['conversation|2|message', 'other|1|message', 'conversation|1|started', ''])
      assert.equal(
        codeOf(() => keyring.open(key, place, sealed)),
        'internal',
      );
    assert.equal(
      codeOf(() => keyring.open(key, 'customer-key', key)),
      'internal',
    );
  });

  it('opens nothing of which a bit was changed, or a part is missing', () => {
    const key = keyring.createWrappedKey();
    const sealed = keyring.seal(key, 'p', 'short');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      assert.equal(
        codeOf(() => keyring.open(key, 'p', changed)),
        'internal',
        String(index),
      );
    }
    for (let length = 0; length < sealed.length; length += 1)
      assert.equal(
        codeOf(() => keyring.open(key, 'p', sealed.subarray(0, length))),
        'internal',
        String(length),
      );
  });

  it('never seals the same text into the same bytes, and never makes the same key', () => {
    const key = keyring.createWrappedKey();
    const sealed = Array.from({ length: 100 }, () =>
      Buffer.from(keyring.seal(key, 'p', TEXT)).toString('hex'),
    );
    const keys = Array.from({ length: 100 }, () => Buffer.from(keyring.createWrappedKey()).toString('hex'));

    assert.equal(new Set(sealed.map((hex) => hex.slice(0, 24))).size, 100);
    assert.equal(new Set(keys).size, 100);
    assert.equal(
      sealed.some((hex) => hex.includes(Buffer.from('900101').toString('hex'))),
      false,
    );
  });

  it('hashes differently for each customer, site and configured key', () => {
    const [key, other] = [keyring.createWrappedKey(), keyring.createWrappedKey()];

    assert.equal(keyring.hash(key, TEXT), keyring.hash(key, TEXT));
    assert.notEqual(keyring.hash(key, TEXT), keyring.hash(other, TEXT));
    assert.equal(keyring.hashSubject('shop', 'jin'), open(1).hashSubject('shop', 'jin'));
    assert.notEqual(keyring.hashSubject('shop', 'jin'), keyring.hashSubject('outlet', 'jin'));
    assert.notEqual(keyring.hashSubject('shop', 'jin'), open(2).hashSubject('shop', 'jin'));
  });

  it('has a fingerprint that tells keys apart and is none of them', () => {
    assert.equal(keyring.fingerprint, open(1).fingerprint);
    assert.notEqual(keyring.fingerprint, open(2).fingerprint);
    assert.equal(keyring.fingerprint.includes('0101'.repeat(4)), false);
  });
});
