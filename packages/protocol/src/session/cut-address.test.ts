import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutAddress } from './cut-address.ts';

test('an address loses fragment, sign-in and every parameter that is not allowed', () => {
  const address = 'https://user:secret@shop.example/cart?item=3&token=x&item=4&q=%3Cb%3E#part';

  assert.equal(cutAddress(address, []), 'https://shop.example/cart');
  assert.equal(cutAddress(address, ['item', 'q']), 'https://shop.example/cart?item=3&item=4&q=%3Cb%3E');
});

test('what is no address of a web page is none', () => {
  for (const address of [
    'javascript:alert(1)',
    'blob:https://a.example/1',
    'data:text/html,x',
    'file:///a',
    'x',
    '',
  ])
    assert.equal(cutAddress(address, []), undefined, address);
});

test('an address that is too long is its origin only', () => {
  assert.equal(cutAddress(`https://shop.example/${'x'.repeat(3_000)}`, []), 'https://shop.example/');
});
