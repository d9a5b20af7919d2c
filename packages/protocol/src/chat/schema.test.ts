import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../limits.ts';
import { customerContentSchema } from './schema.ts';

test('[bad_C5] a reply to a form has as many values as a form may have fields', () => {
  const isFine = (count: number): boolean => {
    const values = Object.fromEntries(Array.from({ length: count }, (_none, at) => [`field-${at}`, 'x']));
    return customerContentSchema.safeParse({ kind: 'form-reply', replyTo: { seq: 1 }, values }).success;
  };

  assert.equal(isFine(LIMITS.maxFields), true);
  assert.equal(isFine(LIMITS.maxFields + 1), false);
});
