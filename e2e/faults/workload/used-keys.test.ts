import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createUsedKeys, DOUBLED_WITHIN_MS } from './used-keys.ts';

test('a key is used for another body only when no answer to the right one can still come, and the other way round', () => {
  let nowMs = 0;
  const keys = createUsedKeys<string>(() => nowMs);
  const can = () => [keys.forRepeating(), keys.forMisusing()];
  keys.answered('a');

  assert.deepEqual(can(), [['a'], []]);
  nowMs += DOUBLED_WITHIN_MS + 1;
  assert.deepEqual(can(), [['a'], ['a']]);
  keys.answered('a');
  assert.deepEqual(can(), [['a'], []]);
  nowMs += DOUBLED_WITHIN_MS + 1;
  keys.misused('a');
  assert.deepEqual(can(), [[], ['a']]);
  nowMs += DOUBLED_WITHIN_MS + 1;
  assert.deepEqual(can(), [['a'], ['a']]);
});
