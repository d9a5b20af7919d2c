import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../limits.ts';
import { contextSchema } from './context-schema.ts';
import { attributesSchema, authorSchema, interactionSchema } from './schema.ts';

const page = { url: 'https://shop.example/' };
const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

test('[bad_C7] short texts hold no control character but line breaks and tabs, and no half of one', () => {
  const isFine = (title: string): boolean => accepts(contextSchema, { page: { ...page, title } });

  for (const title of ['a\tb\r\nc', '달항아리 👩‍👩‍👧‍👦', 'שלום\u200f', '\u202eabc'])
    assert.equal(isFine(title), true, title);
  for (const title of ['a\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', 'a\ud83d', '\udc69a'])
    assert.equal(isFine(title), false, JSON.stringify(title));
});

test('[bad_C7] names cannot turn the text around them', () => {
  const names = ['김하늘', 'Zoë', 'שרה'];
  const turning = ['\u202egro.knab', 'a\u202d', '\u2066a', 'a\u2069', '\u0000', 'a\ud83d'];
  const isFine = (name: string): boolean[] => [
    accepts(contextSchema, { customerName: name }),
    accepts(authorSchema, { role: 'bot', name }),
  ];

  for (const name of names) assert.deepEqual(isFine(name), [true, true], name);
  for (const name of turning) assert.deepEqual(isFine(name), [false, false], JSON.stringify(name));
});

test('[bad_C5] an attribute is measured in bytes', () => {
  const isFine = (text: string): boolean => accepts(attributesSchema, { note: text });

  assert.equal(isFine('a'.repeat(LIMITS.maxAttributeBytes)), true);
  assert.equal(isFine('가'.repeat(341)), true);
  assert.equal(isFine('가'.repeat(342)), false);
});

test('[bad_C5] an interaction has so many properties and no more', () => {
  const isFine = (count: number): boolean => {
    const properties = Object.fromEntries(Array.from({ length: count }, (_none, at) => [`p${at}`, at]));
    const id = '0195d000-0000-7000-8000-000000000001';
    return accepts(interactionSchema, { id, name: 'panel.opened', at: 1, properties });
  };

  assert.equal(isFine(LIMITS.maxInteractionProperties), true);
  assert.equal(isFine(LIMITS.maxInteractionProperties + 1), false);
});
