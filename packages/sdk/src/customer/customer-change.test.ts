import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type ConnectionState } from '@beside/protocol';
import { UNKNOWN_CHAT } from '../channels/chat/chat-state.ts';
import { readConnection, tellConnection, type CustomerChange } from './customer-change.ts';
import { createTabReader } from './tab-reader.ts';
import { NEW_CUSTOMER } from '../testing/scripted-center.ts';

const state: CustomerChange = {
  type: 'state',
  state: {
    connection: { status: 'waiting', retryAt: 5, attempt: 2 },
    clockOffsetMs: -3,
    isIdentified: true,
    customerId: NEW_CUSTOMER.customerId,
    site: NEW_CUSTOMER.site,
    availability: NEW_CUSTOMER.availability,
  },
};

const tabReader = createTabReader(() => ({ shared: state.state, model: UNKNOWN_CHAT }));

test('connections go from tab to tab and back, an error by its code', () => {
  const connections: ConnectionState[] = [
    { status: 'connecting' },
    { status: 'connected' },
    { status: 'waiting', retryAt: 5, attempt: 2 },
    { status: 'stopped' },
    { status: 'stopped', error: new BesideError('replaced') },
  ];

  assert.deepEqual(
    connections.map((connection) => readConnection(structuredClone(tellConnection(connection)))),
    connections,
  );
});

test('the state of the leading tab goes through the schema as it is, greeted or not', () => {
  const early = {
    type: 'state',
    state: { connection: { status: 'connecting' }, clockOffsetMs: 0, isIdentified: false },
  };

  assert.deepEqual(tabReader.change(structuredClone(state)), state);
  assert.deepEqual(tabReader.change(early), early);
});

test('a state that breaks its schema is not used', () => {
  const broken: unknown[] = [
    { ...state, state: { ...state.state, connection: { status: 'stopped', code: 'no_such_code' } } },
    { ...state, state: { ...state.state, connection: { status: 'toString' } } },
    { ...state, state: { ...state.state, clockOffsetMs: Number.NaN } },
    { ...state, state: { ...state.state, site: { name: 'Shop' } } },
    { ...state, state: { ...state.state, availability: { status: 'maybe', zone: 'UTC' } } },
    { ...state, state: null },
  ];

  assert.deepEqual(
    broken.map((raw) => tabReader.change(raw)),
    broken.map(() => undefined),
  );
});
