import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { LIMITS } from '@beside/protocol';
import { SERVER_LIMITS } from '../config/schema.ts';
import { addressOf, createAddressGuard } from './address-guard.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  return {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage; // all that is read of it
}

describe('addressOf', () => {
  it('believes no header of a stranger', () => {
    assert.equal(addressOf(request('203.0.113.7', '1.1.1.1'), []), '203.0.113.7');
  });

  it('takes the last address that a trusted proxy did not add', () => {
    assert.equal(
      addressOf(request('10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2'), ['10.0.0.1', '10.0.0.2']),
      '203.0.113.7',
    );
  });

  it('takes the network of an IPv6 address, and IPv4 in IPv6 as IPv4', () => {
    assert.equal(addressOf(request('2001:db8:1:2:3:4:5:6'), []), '2001:db8:1:2');
    assert.equal(addressOf(request('2001:db8::6'), []), '2001:db8:0:0');
    assert.equal(addressOf(request('::ffff:127.0.0.1'), []), '127.0.0.1');
  });
});

describe('createAddressGuard', () => {
  const limits = {
    ...LIMITS,
    ...SERVER_LIMITS,
    socketsPerAddress: 3,
    greetingsPerAddress: 2,
    handshakesPerSecond: 100,
  };

  it('lets an address have so many sockets, and fewer that have not said hello', () => {
    const guard = createAddressGuard(limits);

    assert.deepEqual([guard.admit('a', 0), guard.admit('a', 0), guard.admit('a', 0)], [true, true, false]);
    guard.greeted('a');
    assert.equal(guard.admit('a', 0), true);
    guard.greeted('a');
    assert.equal(guard.admit('a', 0), false);
    guard.left('a', true);
    assert.equal(guard.admit('a', 0), true);
    assert.equal(guard.admit('b', 0), true);
  });

  it('counts handshakes even of sockets that went away at once', () => {
    const guard = createAddressGuard({ ...limits, handshakesPerSecond: 5 });

    const admitted = Array.from({ length: 10 }, () => {
      const isAdmitted = guard.admit('a', 1_000);
      if (isAdmitted) guard.left('a', false);
      return isAdmitted;
    });

    assert.equal(admitted.filter(Boolean).length, 5);
    assert.equal(guard.admit('a', 1_200), true);
  });
});
