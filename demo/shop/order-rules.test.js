import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOrderProblems, formatPhone, normalizePhone } from './order-rules.js';

const TODAY = new Date(2026, 4, 20);
const COMPLETE = Object.freeze({
  name: '김하늘',
  phone: '010-1234-5678',
  email: 'haneul@example.com',
  postcode: '06035',
  address: '서울 강남구 가로수길 5',
  payment: 'card',
  cardNumber: '4242 4242 4242 4242',
  cardExpiry: '05/26',
  depositor: '',
  agreed: true,
});

const problemsWith = (change) => findOrderProblems({ ...COMPLETE, ...change }, TODAY);

test('a complete order has no problems', () => {
  assert.deepEqual(problemsWith({}), []);
});

test('an empty form names every field in its order', () => {
  const empty = {
    name: ' ',
    phone: '',
    email: '',
    postcode: '',
    address: '',
    cardNumber: '',
    cardExpiry: '',
    agreed: false,
  };

  assert.deepEqual(problemsWith(empty), [
    { field: 'name', problem: 'problemName' },
    { field: 'phone', problem: 'problemPhoneMissing' },
    { field: 'email', problem: 'problemEmail' },
    { field: 'postcode', problem: 'problemPostcode' },
    { field: 'address', problem: 'problemAddress' },
    { field: 'cardNumber', problem: 'problemCardNumber' },
    { field: 'cardExpiry', problem: 'problemCardExpiry' },
    { field: 'agreed', problem: 'problemAgreed' },
  ]);
});

test('only the fields of the chosen payment are asked for', () => {
  const noCard = { cardNumber: '', cardExpiry: '' };

  assert.deepEqual(problemsWith({ ...noCard, payment: 'onDelivery' }), []);
  assert.deepEqual(problemsWith({ ...noCard, payment: 'transfer' }), [
    { field: 'depositor', problem: 'problemDepositor' },
  ]);
  assert.deepEqual(problemsWith({ ...noCard, payment: 'transfer', depositor: '김하늘' }), []);
});

test('Korean numbers are accepted however they are written', () => {
  for (const phone of [
    '01012345678',
    '+82 10 1234 5678',
    '02-123-4567',
    '031 123 4567',
    '070-1234-5678',
    '010-1234-5678',
  ]) {
    assert.deepEqual(problemsWith({ phone }), [], phone);
  }
});

test('what is no Korean number is refused', () => {
  for (const phone of ['010-1234', '1234567890', '+1 212 555 0100', '010-1234-56789']) {
    assert.deepEqual(problemsWith({ phone }), [{ field: 'phone', problem: 'problemPhone' }], phone);
  }
});

test('numbers get their hyphens, anything else stays as typed', () => {
  assert.equal(formatPhone('01012345678'), '010-1234-5678');
  assert.equal(formatPhone('+82 2 1234 5678'), '02-1234-5678');
  assert.equal(formatPhone('0311234567'), '031-123-4567');
  assert.equal(formatPhone('010-12'), '010-12');
  assert.equal(normalizePhone('+82 (0)10-1234-5678'), '01012345678');
});

test('a card is valid through the last day of its month', () => {
  assert.deepEqual(problemsWith({ cardExpiry: '0526' }), []);
  assert.deepEqual(problemsWith({ cardExpiry: '04/26' }), [
    { field: 'cardExpiry', problem: 'problemCardExpiry' },
  ]);
  assert.deepEqual(problemsWith({ cardExpiry: '13/30' }), [
    { field: 'cardExpiry', problem: 'problemCardExpiry' },
  ]);
});

test('a mistyped digit in a card number is noticed', () => {
  assert.deepEqual(problemsWith({ cardNumber: '4242 4242 4242 4241' }), [
    { field: 'cardNumber', problem: 'problemCardNumber' },
  ]);
});
