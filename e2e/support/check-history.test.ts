import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findViolations } from './check-history.ts';
import type { Operation } from './writer.ts';

const written = (text: string, outcome: Operation['outcome'] = 'ok'): Operation => ({
  text,
  commandId: text,
  outcome,
});
const kept = (seq: number, text: string) => ({ seq, type: 'chat.message', body: { content: { text } } });

test('a history that keeps what was acknowledged, once and in order, has no violations', () => {
  const operations = [written('a:1'), written('a:2'), written('a:3', 'open')];

  assert.deepEqual(findViolations(operations, [kept(2, 'a:1'), kept(5, 'a:2')]), []);
  assert.deepEqual(findViolations(operations, [kept(2, 'a:1'), kept(5, 'a:2'), kept(6, 'a:3')]), []);
});

test('every kind of planted violation is found', () => {
  const operations = [written('a:1'), written('a:2')];

  assert.deepEqual(findViolations(operations, [kept(1, 'a:1')]), ['lost: a:2']);
  assert.deepEqual(findViolations(operations, [kept(1, 'a:1'), kept(2, 'a:2'), kept(3, 'a:2')]), [
    'doubled: a:2',
  ]);
  assert.deepEqual(findViolations(operations, [kept(1, 'a:1'), kept(2, 'a:2'), kept(3, 'b:9')]), [
    'phantom: b:9',
    'out of order: b:9',
  ]);
  assert.deepEqual(findViolations(operations, [kept(1, 'a:2'), kept(2, 'a:1')]), ['out of order: a:1']);
  assert.deepEqual(findViolations(operations, [kept(2, 'a:1'), kept(2, 'a:2')]), [
    'numbers do not rise at 2',
  ]);
});
