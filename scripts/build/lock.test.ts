import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { takeLock } from './lock.ts';

test('the second waits until the first gives back', async (t) => {
  const path = join(plantFiles(t, {}), 'lock');
  const order: string[] = [];
  const giveBack = await takeLock(path);

  const second = takeLock(path).then((giveBackSecond) => {
    order.push('second');
    giveBackSecond();
  });
  order.push('first');
  giveBack();
  await second;

  assert.deepEqual(order, ['first', 'second']);
  assert.equal(existsSync(path), false);
});

test('a lock whose holder has died is taken over', async (t) => {
  const path = join(plantFiles(t, {}), 'lock');
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  writeFileSync(path, String(pid));

  const giveBack = await takeLock(path);

  giveBack();
  assert.equal(existsSync(path), false);
});
