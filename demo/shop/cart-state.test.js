import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  EMPTY_CART,
  SAMPLE_CART,
  addToCart,
  findCouponProblem,
  normalizeCoupon,
  readCart,
  removeFromCart,
  restoreLine,
  setQuantity,
  totalsOf,
  withCoupon,
} from './cart-state.js';
import { findProduct } from './products.js';

test('adding a product twice makes one line with both quantities', () => {
  const cart = addToCart(addToCart(EMPTY_CART, 'moon-jar', 1), 'moon-jar', 2);

  assert.deepEqual(cart, { lines: [{ id: 'moon-jar', quantity: 3 }] });
});

test('a quantity stays between one and ten', () => {
  const cart = addToCart(EMPTY_CART, 'moon-jar', 40);

  assert.equal(cart.lines[0].quantity, 10);
  assert.equal(setQuantity(cart, 'moon-jar', 0).lines[0].quantity, 1);
  assert.equal(setQuantity(cart, 'moon-jar', 11).lines[0].quantity, 10);
});

test('changing a cart leaves the earlier one as it was', () => {
  const before = structuredClone(SAMPLE_CART);

  setQuantity(SAMPLE_CART, 'tea-set', 5);
  removeFromCart(SAMPLE_CART, 'tea-set');
  addToCart(SAMPLE_CART, 'oak-stool', 1);

  assert.deepEqual(SAMPLE_CART, before);
});

test('a removed line comes back at its place, and only once', () => {
  const [first] = SAMPLE_CART.lines;
  const removed = removeFromCart(SAMPLE_CART, first.id);

  const restored = restoreLine(removed, first, 0);

  assert.deepEqual(restored, SAMPLE_CART);
  assert.deepEqual(restoreLine(restored, first, 0), SAMPLE_CART);
});

test('the totals add up, with free shipping from 150,000 won', () => {
  assert.deepEqual(totalsOf(SAMPLE_CART, findProduct), {
    lines: [
      { id: 'moon-lamp', quantity: 1, unitPrice: 189000, sum: 189000 },
      { id: 'tea-set', quantity: 2, unitPrice: 78000, sum: 156000 },
    ],
    count: 3,
    subtotal: 345000,
    discount: 0,
    untilFreeShipping: 0,
    shipping: 0,
    total: 345000,
  });
});

test('a small order pays for shipping and says how much is left until it is free', () => {
  const totals = totalsOf(addToCart(EMPTY_CART, 'linen-cushion', 1), findProduct);

  assert.equal(totals.shipping, 3500);
  assert.equal(totals.untilFreeShipping, 111000);
  assert.equal(totals.total, 42500);
});

test('Jeju pays the island fee on free parcels too', () => {
  assert.equal(totalsOf(SAMPLE_CART, findProduct, '63122').shipping, 3000);
  assert.equal(totalsOf(SAMPLE_CART, findProduct, '06035').shipping, 0);
});

test('an empty cart costs nothing, shipping included', () => {
  const totals = totalsOf(withCoupon(EMPTY_CART, 'WELCOME10'), findProduct, '63122');

  assert.equal(totals.total, 0);
  assert.equal(totals.count, 0);
});

test('a percentage is rounded down to ten won', () => {
  const priced = () => ({ id: 'odd', unitPrice: 12345 });
  const cart = { lines: [{ id: 'odd', quantity: 1 }], coupon: 'WELCOME10' };

  assert.equal(totalsOf(cart, priced).discount, 1230);
});

test('a coupon counts only while its minimum is reached', () => {
  const cart = withCoupon(SAMPLE_CART, 'SLOW20');

  assert.equal(totalsOf(cart, findProduct).discount, 20000);
  assert.equal(totalsOf(removeFromCart(cart, 'moon-lamp'), findProduct).discount, 0);
});

test('coupons are refused with the reason', () => {
  assert.equal(findCouponProblem('', 1000), 'coupon_missing');
  assert.equal(findCouponProblem('NOPE', 1000), 'coupon_unknown');
  assert.equal(findCouponProblem('constructor', 1000), 'coupon_unknown');
  assert.equal(findCouponProblem('SLOW20', 1000), 'coupon_below_minimum');
  assert.equal(findCouponProblem('WELCOME10', 1000), undefined);
});

test('coupons are understood in small, spaced and full-width letters', () => {
  assert.equal(normalizeCoupon(' welcome 10 '), 'WELCOME10');
  assert.equal(normalizeCoupon('ＷＥＬＣＯＭＥ１０'), 'WELCOME10');
});

test('what was stored becomes a cart only where it makes sense', () => {
  const stored = {
    lines: [
      { id: 'moon-jar', quantity: 99 },
      { id: 'moon-jar', quantity: 1 },
      { id: 'gone', quantity: 1 },
      { id: 'tea-set', quantity: '2' },
      null,
    ],
    coupon: 'toString',
  };

  assert.deepEqual(readCart(stored, findProduct), { lines: [{ id: 'moon-jar', quantity: 10 }] });
  assert.deepEqual(readCart({ lines: [] }, findProduct), { lines: [] });
});

test('what is no cart at all is not taken for an empty one', () => {
  for (const stored of [undefined, null, 4, 'x', [], {}, { lines: 'x' }]) {
    assert.equal(readCart(stored, findProduct), undefined);
  }
});
